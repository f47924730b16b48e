"""Find echoes: the same statement in another source, verbatim or reworded."""

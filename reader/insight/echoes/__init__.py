"""Echoes: the same statement in other sources, word for word or reworded."""

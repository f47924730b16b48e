"""The store: annotations kept on disk in a TinyDB file and a journal, shared with other programs."""

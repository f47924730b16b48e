"""A workspace: a folder's sources, annotations, settings and reading state, as one object with parts."""

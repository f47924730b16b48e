"""Whole jobs on a workspace: export, import, compare people, adjudicate."""

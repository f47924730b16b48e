"""Workflows: whole jobs on a workspace, such as an export, an import or a merge."""

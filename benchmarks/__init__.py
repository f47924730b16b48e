"""Measurements: never tests, always side by side or counted."""

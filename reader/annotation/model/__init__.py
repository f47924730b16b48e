"""The annotation as a record, and annotations found by id, place or filter."""

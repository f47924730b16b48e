"""The annotation as a record, and annotations looked up by id, position or filter."""

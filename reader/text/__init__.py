"""Text: sources read from disk, divided into blocks and passages, searched and compared."""

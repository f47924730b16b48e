"""The article pane: rows, painting, the passage cursor, the mouse."""

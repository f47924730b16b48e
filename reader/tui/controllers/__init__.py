"""Controllers: one class for each feature of the application."""

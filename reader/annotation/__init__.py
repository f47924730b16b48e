"""From passages to kept tags."""

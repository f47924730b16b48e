"""Find quotes, claims, boilerplate and echoes in texts, as pure functions of those texts."""

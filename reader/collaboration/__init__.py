"""Work by several people: agreement, adjudication, merging, git."""

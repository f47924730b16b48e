"""Several people's annotations: agreement, merging, adjudication, git."""

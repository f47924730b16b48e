"""The report for an editor: quotes, claims and the story, as a document in Markdown or HTML."""

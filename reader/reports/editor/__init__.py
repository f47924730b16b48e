"""The report for an editor: what was said, claimed and told, as a document in Markdown or HTML."""

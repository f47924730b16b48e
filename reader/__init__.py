"""Read texts closely in a terminal and tag what they say."""

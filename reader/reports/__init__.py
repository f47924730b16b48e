"""Reports: what commands print for people, and their records for `--json`."""

"""Files, threads and the crash log; nothing here knows about texts."""

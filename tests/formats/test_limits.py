"""The limits of imports and exports, each with its reason: whoever changes one should have measured."""

from typing import Any

from tests.support.limits import limit

LIMITS: list[tuple[str, str, Any]] = [
    # So much is looked at, held or said at once.
    ("csv_import", "MAX_ERRORS", 1000), ("csv_import", "_HEAD", 1 << 16), ("json_io", "ITEMS_PER_CHUNK", 200),
    ("label_studio_texts", "MAX_CONFIG", 1 << 20), ("offset_units", "STRIDE", 1024), ("outline", "SAMPLE", 1 << 20),
    ("qdpx_archive", "MAX_UNPACKED", 1 << 28), ("qdpx_archive", "MAX_RATIO", 100), ("settled", "MAX_OCCURRENCES", 1000),
    ("format", "STRIDE", 500), ("qda_elements", "MOST_TAGS", 5_000_000), ("unrecognised", "_HEAD", 8192),
    ("unrecognised", "_SHORTEST", 8), ("csv_import", "SOME_COLUMNS", 3), ("qda_tag_names", "SHORTEST", 24),
    # What is shown: one line of a message or of a page, a table of a screen's width.
    ("left_over", "_LONGEST", 40), ("html_page", "_LONGEST", 70), ("claim_review", "_LONGEST", 60),
    ("html_text", "DEEPEST", 3), ("html_text", "LOWEST_HEADING", 6), ("conll_plus", "MOST", 12),
    # Numbers and names that every program reads as they were written.
    ("loose_json", "LARGEST", 2**53), ("loose_json", "_LONGEST_NAME", 1000), ("refi_qda", "NAME_LENGTH", 80),
    ("refi_qda", "_EPOCH", (1980, 1, 1, 0, 0, 0)), ("qdpx_archive", "_IS_ENCRYPTED", 1),
    # Proof of how offsets count.
    ("settled", "BEST_WORDS", 2), ("settled", "EVIDENCE", 3), ("settled", "ODD", 2), ("readings", "BEST_EDGES", 4),
    # Versions in our own files.
    ("reader_json", "EXPORT_FORMAT", 1), ("text_map", "VERSION", 1), ("claim_review", "BEST", 5),
    ("claim_review", "SCALE", {"refuted": 1, "supported": 5}),
]  # fmt: skip


def test_each_limit_is_as_it_was_measured() -> None:
    here = [(module, name, limit(f"reader.formats.{module}", name)) for module, name, _ in LIMITS]
    assert here == LIMITS

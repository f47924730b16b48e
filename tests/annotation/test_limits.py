"""The limits of keeping and finding annotations, each with its reason: whoever changes one should have measured."""

from datetime import timedelta
from typing import Any

from tests.support.limits import limit

LIMITS: list[tuple[str, str, Any]] = [
    # Time: what a key or a step may take in, what one pass of a search holds, and how long others are waited for.
    ("anchoring.haystack", "SLICE", 1 << 21), ("anchoring.haystack", "STEP", 50_000),
    ("anchoring.haystack", "VERIFIED", 64), ("anchoring.haystack", "WORTHWHILE", 256),
    ("anchoring.reanchor", "STEP", 32), ("anchoring.snapshots", "LARGE", 1 << 18),
    ("anchoring.snapshots", "SLICE", 1 << 20), ("model.filter", "SLICE", 5000),
    ("model.nearby", "SLICE", 5000), ("store.entries", "SLICE", 200), ("model.tag_counts", "MANY", 256),
    ("store.annotations_file", "LARGE", 1 << 20), ("store.catching_up", "SLICE", 1 << 15),
    ("store.catching_up", "MUCH", 1 << 18), ("store.file_format", "PIECE", 500),
    ("store.file_format", "SLICE", 1 << 17),
    ("store.history", "LINES", 100), ("store.journal", "BLOCK", 1 << 16), ("store.journal", "LARGE_BLOCK", 1 << 20),
    ("store.locks", "LOOK_AGAIN", 0.002), ("store.loss_recovery", "ATTEMPTS", 100),
    ("store.loss_recovery", "MOMENT", 0.01), ("store.salvage", "WINDOW", 1 << 14), ("store.store", "SMALL", 2000),
    ("store.working_copy", "VERY_LARGE", 1 << 24),
    # Disk: how much is kept, and for how long.
    ("anchoring.snapshots", "STALE", 30 * 86400), ("anchoring.snapshots", "LONGEST", 1 << 24),
    ("anchoring.snapshots", "LARGEST", 1 << 26), ("store.backup", "EVERY", timedelta(minutes=10)),
    ("store.backup", "NEWEST", 10), ("store.backup", "DAYS", 7),
    # Doubt: from where on something is taken for the same.
    ("anchoring.offset_map", "TOGETHER", 0.33), ("anchoring.rename_detection", "ENOUGH", 2),
    ("anchoring.rename_detection", "DISTINCTIVE", 12), ("anchoring.rename_detection", "SAMPLE", 50),
    ("anchoring.haystack", "TRIED", 4), ("anchoring.haystack", "COMMON", 200),
    ("anchoring.haystack", "GRAM", 8), ("anchoring.offset_map", "SHORTEST", 6),
    ("anchoring.offset_map", "MAX_SLIDE", 500), ("store.weighing", "ALIKE", 0.5),
    ("store.backup", "SECONDS", len("2026-01-02T03:04:05")), ("store.annotations_file", "DIGEST_BYTES", 16),
    ("store.journal", "MARK", 1 << 12), ("store.salvage", "_DEEP", 1000), ("store.salvage", "_LONGEST_WORD", 30),
    # Files: what they hold at most, and what they are.
    ("model.claim_ledger", "MOST_SOURCES", 1 << 32), ("model.kept_verdict", "_SHOWN", 12),
    ("model.export_format", "LONGEST", 100), ("model.join_offers", "MOST_WORDS", 3),
    ("model.annotation", "CONTEXT", 32), ("model.annotation", "DEEPEST", 20),
    ("store.file_format", "MOST_DIGITS", 4000),
    ("store.documents", "FORMAT", 1), ("store.entries", "UNKNOWN", (0, 0, 0)), ("model.span_index", "BUCKET", 2048),
    ("model.span_index", "LONG", 64), ("model.span_index", "NEAREST", 500),
]  # fmt: skip


def test_each_limit_is_as_it_was_measured() -> None:
    here = [(module, name, limit(f"reader.annotation.{module}", name)) for module, name, _ in LIMITS]
    assert here == LIMITS

"""What is said of an export of another format."""

from reader.annotation.model.export_format import other_format


def test_an_export_of_ours_is_no_other_format_and_a_long_one_is_cut() -> None:
    assert other_format(1, "code point") == ""
    assert other_format("9" * 101, "byte") == (
        f"its export format is {'9' * 100}, not 1 (code point); use a newer version of reader"
    )

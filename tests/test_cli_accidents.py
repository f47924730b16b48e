# An reader.annotations file that cannot be used

DAMAGES = {
    "{": "not JSON",
    '{"annotations": [1]}': "not a TinyDB file",
    '{"about": {"1": {"format": 99}}, "annotations": {}}': "newer version of reader",
    "[" * 100_000: "nested too deeply",
}
TAGGING = [["tag", "one.txt", "0", "5", "quote"], ["untag", "x"]]


@pytest.mark.parametrize(("content", "words"), DAMAGES.items(), ids=["cut", "no table", "newer", "deep"])
def test_a_damaged_annotations_file_is_named_and_left(content: str, words: str, reader: Commands) -> None:
    reader.annotations.write_text(content)
    for command in (["export"], ["list"], ["passages"], ["check"], *TAGGING):
        result = reader.run(*command)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith("reader: reader.annotations.json: ")
        assert words in result.stderr
        assert "left as it was" in result.stderr
    assert reader.annotations.read_text() == content


def test_a_read_only_annotations_file_is_read_and_not_written(reader: Commands) -> None:
    id = reader.run("tag", "one.txt", "0", "5", "quote").stdout.strip()
    before = reader.annotations.read_bytes()
    reader.annotations.chmod(0o444)
    for command in (["tag", "one.txt", "0", "5", "quote"], ["untag", id]):
        result = reader.run(*command)
        assert (result.returncode, "annotations.json: not saved: the file is read-only" in result.stderr) == (1, True)
    assert reader.annotations.read_bytes() == before
    assert json.loads(reader.run("export").stdout)["annotations"][0]["id"] == id

"""The head of a page."""

import pytest

from reader.ingest.page_head import HEAD, PageHead, declared_charset, read_page_head


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("<meta charset=koi8-r><base href=/a/><base href=/b/>", PageHead(charset="koi8-r", base="/a/")),
        ("<meta charset=a><meta charset=b>", PageHead(charset="a")),
        ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; Charset=\"x\"'>", PageHead(charset="x")),
        ("<meta name=charset content='text/html; charset=x'>", PageHead()),
        ("<![<![x]><![if !IE]><meta charset=a><!x>", PageHead(charset="a")),
        ("<!-- --!><meta charset=a>", PageHead(charset="a")),
        ("<!-- <meta charset=a> --><script>'<meta charset=b>'</script>", PageHead()),
        ("<noscript><meta http-equiv=refresh content='0;url=/a'></noscript><link rel='x canonical' href=/c>",
         PageHead(canonical="/c")),
        ("<title><meta charset=a><noscript></title><meta charset=b>", PageHead(charset="b")),
        ("<style>" + "p {}\n" * HEAD + "</style><meta charset=a><body>", PageHead(charset="a")),
    ],
)  # fmt: skip
def test_a_head_says_what_a_page_is(head: str, found: PageHead) -> None:
    assert read_page_head(head) == found


@pytest.mark.parametrize(
    ("content", "successor"),
    [
        ("0;url=/a", "/a"), ("0; URL = '/a b'", "/a b"), ('5,url="/a"x', "/a"), ("0;/a", "/a"), ("0 /a", "/a"),
        ("0.5; url=/a", "/a"),
        ("30;url=/a", "/a"), ("31;url=/a", ""), ("900", ""), ("0;url=", ""), ("url=/a", ""), ("x;url=/a", ""), ("", ""),
        ("0;url=/a'b", "/a'b"), ("1.2.3;url=/a", ""), ("0" + " " * 50_000 + "'x", "x"),
    ],
)  # fmt: skip
def test_a_page_leads_on_soon_or_not(content: str, successor: str) -> None:
    assert (
        read_page_head(f'<meta http-equiv="Refresh" content="{content.replace(chr(34), "&quot;")}">').successor
        == successor
    )


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (b"<?xml version='1.0' encoding='koi8-r'?><html/>", "koi8-r"),
        (b' <?xml version="1.0" encoding = "x" standalone="yes"?>', "x"),
        (b"<meta charset=koi8-r>", "koi8-r"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b"<?xml encoding='utf-16le'?>", "utf-8"),
        (b"<p>charset=x</p>", ""),
        (b" " * HEAD + b"<meta charset=koi8-r>", ""),
    ],
)
def test_a_page_names_its_encoding(data: bytes, label: str) -> None:
    assert declared_charset(data) == label

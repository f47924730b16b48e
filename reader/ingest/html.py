"""The article of a web page; trafilatura finds it."""

from reader.errors import ReaderError
from reader.ingest.document import Document, escaped
from reader.ingest.fetch import SCHEMES, Fetched


def read_html(page: Fetched) -> Document:
    """Raises ReaderError if there is no article in it, or trafilatura is missing."""
    try:
        from trafilatura import extract, extract_metadata
    except ImportError as error:
        raise ReaderError(f"{page.url}: web pages need trafilatura: `pip install 'reader-tui[add]'`") from error
    content = page.data.decode(page.charset, "replace") if page.charset else page.data
    url = page.url if page.url.lower().startswith(SCHEMES) else None
    text = extract(content, url=url, output_format="markdown", include_formatting=True, include_comments=False)
    if not text:
        raise ReaderError(f"{page.url}: no article was found in this page; save its text as a .txt file")
    about = extract_metadata(content, default_url=url)
    title = about.title or page.url
    if not text.startswith("# "):
        text = f"# {escaped(title)}\n\n{text}"
    return Document(title, text, about.url or page.url, about.date or "")

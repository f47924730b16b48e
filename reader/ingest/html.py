"""The article of a web page, as trafilatura extracts it."""

from reader.errors import ReaderError
from reader.ingest.document import IngestedDocument, escape_markdown
from reader.ingest.fetch import SCHEMES, FetchedFile


def read_html(page: FetchedFile) -> IngestedDocument:
    """Extract the article of a web page.

    Raises:
        ReaderError: The page has no article, or trafilatura is not installed.
    """
    try:
        from trafilatura import extract, extract_metadata
    except ImportError as error:
        hint = "install it with: pip install 'reader-tui[add]'"
        raise ReaderError(f"{page.url}: web pages need trafilatura; {hint}") from error
    content = page.data.decode(page.charset, "replace") if page.charset else page.data
    url = page.url if page.url.lower().startswith(SCHEMES) else None
    text = extract(content, url=url, output_format="markdown", include_formatting=True, include_comments=False)
    if not text:
        raise ReaderError(f"{page.url}: no article found in this page; save its text as a .txt file and add that")
    metadata = extract_metadata(content, default_url=url)
    title = metadata.title or page.url
    if not text.startswith("# "):
        text = f"# {escape_markdown(title)}\n\n{text}"
    return IngestedDocument(title, text, metadata.url or page.url, metadata.date or "")

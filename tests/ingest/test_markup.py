"""Pages of HTML and XHTML as blocks of Markdown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ingest.markup import MAX_DEPTH, read_page
from reader.text.article import make_article
from reader.text.source import Decoded, Source


def blocks(page: str) -> list[str]:
    return [block.source for block in read_page(page).blocks if not block.is_hidden]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        # Quotations
        ("<p>He said <q>yes</q> to it.", ["He said “yes” to it."]),
        ("<p><q>She said <q>no</q> twice</q>.", ["“She said ‘no’ twice”."]),
        ("<blockquote><p>a<p>b</blockquote><p>c", ["> a", "> b", "c"]),
        ("<blockquote>a<blockquote>b</blockquote><ul><li>c</ul></blockquote>", ["> a", "> > b", "> - c"]),
        ("<p>a <q>b</p><p>c <q>d</q></q> e</p>", ["a “b", "c “d” e"]),
        ("<html lang=de-AT><p>a <q>b <q>c</q></q><p lang=fr><q>d</q>", ["a „b ‚c‘“", "«d»"]),
        # Lists
        ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", ["- a", "- b", "  - c", "- d", "e"]),
        ("<ol><li>a</li><li><p>b</p><p>c</p></li></ol>", ["1. a", "2. b", "   c"]),
        ("<ol start=9><li>a<li>b<ol><li>c</ol></ol>", ["9. a", "10. b", "    1. c"]),
        ("<ol reversed start=2><li>a<li>b<li value=7>c<li>d</ol>", ["2. a", "1. b", "7. c", "6. d"]),
        ("<ol start=x><li value=-1>a<li value=99999999999>b</ol>", ["-1. a", "0. b"]),
        ("<ol reversed><li>a<ol><li>b</ol><li>c</ol><ol reversed><li>d</ol>", ["2. a", "   1. b", "1. c", "1. d"]),
        ("<ol start=-2><li><p>a<p>b</ol>", ["-2. a", "b"]),
        ("<ul><li><a href=/a>Rope</a> and chain</ul>", ["- Rope and chain"]),
        ("<ul><li><h2>a</h2>b</ul>", ["- ## a", "  b"]),
        ("<ol type=a start=26><li>x<li>y<p>z</ol><ol type=A><li>x</ol>", ["z. x", "aa. y", "z", "A. x"]),
        ("<ol type=i start=1994><li>x</ol><ol type=I start=4000><li>x</ol><ol type=i start=0><li>x</ol>",
         ["mcmxciv. x", "4000. x", "0. x"]),
        ("<dl><dt>Term<dd>Meaning<dd>Another<dt>Next</dl>", ["Term", "Meaning", "Another", "Next"]),
        # Code
        ("<pre>\nif a:\n    b * c\n</pre>d", ["```\nif a:\n    b * c\n```", "d"]),
        ("<ul><li><pre><code>a\n\nb</code></pre></ul>", ["- ```\n  a\n\n  b\n  ```"]),
        ("<pre>a<br>```b</pre>", ["````\na\n```b\n````"]),
        ("<p>the <code>f(*x)</code> call, <kbd>`</kbd>", ["the `f(*x)` call, \\`"]),
        # Notes, powers and readings
        ("<p>So.<sup><a href='#n1'>1</a></sup> Next.", [r"So.\[1\] Next."]),
        ("<p>So.<sup>[2]</sup> Next.", [r"So.\[2\] Next."]),
        ("<p>So.<sup>3</sup> Next, “so”<sup>4</sup>", [r"So.\[3\] Next, “so”\[4\]"]),
        ("<p>So<a epub:type=noteref href=x>5</a> and<a href='#m'><sup>6</sup></a>.", [r"So\[5\] and\[6\]."]),
        ("<p>10<sup>3</sup> m<sup>2</sup>, the 19<sup>th</sup>, H<sub>2</sub>O", ["10³ m², the 19th, H2O"]),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", ["漢（かん）字"]),
        ("<p><ruby>漢<rt>かん<rt></ruby>字", ["漢（かん）字"]),
        ("<p><ruby>漢<rt>かん<p>字</rt></ruby>", ["漢（かん）", "字"]),
        ("<ruby><rt><p></ruby>字", ["字"]),
        # Formulas
        ("<p>E=<math><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math> a", ["E=mc² a"]),
        ("<math><mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mn>2</mn></mrow></mfrac></math>", ["1/(a+2)"]),
        ("<math><msup><mi>e</mi><mrow><mi>x</mi><mo>/</mo><mi>y</mi></mrow></msup></math>", ["e^(x/y)"]),
        ("<math><msqrt><mi>x</mi><mo>-</mo><mi>y</mi></msqrt><mroot><mi>z</mi><mn>3</mn></mroot></math>",
         ["√(x-y)³√z"]),
        ("<math><msubsup><mi>a</mi><mn>1</mn><mn>2</mn></msubsup><mfrac><mn>5</mn></math>b</mfrac>", ["a1²5b"]),
        # Characters
        ("<p>a &amp; b &mdash; c&nbsp;d &#x201C;e&#8221; &lt;p&gt;", [r"a \& b — c d “e” \<p\>"]),
        ("<p>har\u00adbour &shy;x", ["harbour x"]),
        ("<![CDATA[a < b]]>", [r"a \< b"]),
        ("<p>a<![if gte mso 9]>b<![endif]>c", ["abc"]),
        ("<p>a<!-- b --!>c", ["ac"]),
        ("<p>船が\n  着いた。\nABC\n船", ["船が着いた。 ABC 船"]),
        ("<p>배가\n왔다", ["배가 왔다"]),
        ("<pre>船が\n着いた</pre>", ["```\n船が\n着いた\n```"]),
        ("<p>a <img alt='🎉'> <img class='x latex' alt='a^2'> <img alt='A pier'> <img alt='→'>b", ["a 🎉 a^2 b"]),
        # Emphasis
        ("<p><del>Five</del><ins>six</ins> boats, <s> lost</s>.", ["~~Five~~six boats, ~~lost~~."]),
        ("<p>a <em>b</em> <strong> c </strong>d <b><i>e</i></b>", ["a *b* **c** d ***e***"]),
        ("<p>a<i>“b”</i>c <i>“d”</i>, <i> </i>e<b>f", ["a“b”c *“d”*, ef"]),
        # Blocks
        ("<h1>C #</h1><h2>a<br>b</h2>c", ["# C \\#", "## a b", "c"]),
        ("<p>a<br>b<br><br>c<br>", ["a\\\nb", "c"]),
        ("<p>1. a<br># b", ["1\\. a\\\n\\# b"]),
        ("<div>a<div>b</div>c</div>d", ["a", "b", "c", "d"]),
        ("<figure><img alt=x><figcaption>a</figcaption></figure>", ["a"]),
        # Tables
        ("<table><tr><th>a<th>b<tr><td>c|d<td>e</table>", ["| a | b |\n| --- | --- |\n| c\\|d | e |"]),
        ("<table><tr><td colspan=2>a<td>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>",
         ["| a |  | b |\n| --- | --- | --- |\n| c | d | e |\n|  | f | g |"]),
        ("<table><caption>t<tr><td>a<td>b<tr><td>c<td><code>x|y</code></table>",
         ["t", "| a | b |\n| --- | --- |\n| c | `x\\|y` |"]),
        ("<table><tr><td>a<td><ul><li>b</ul><tr><td>c<td>d</table>", ["a", "- b", "c", "d"]),
        ("<table><tr><td>a</table>", ["a"]),
        ("<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table><td>e<tr><td>f<td>g</table>",
         ["| a | b |\n| --- | --- |\n| c | d |", "e", "f", "g"]),
        # Elements that nobody reads, and ends that nobody wrote
        ("<p>a<script>b()</script><style>c</style><svg><text>d</text></svg>e", ["ae"]),
        ("<p hidden=until-found>a<p hidden=''>b<span hidden>c</span>", ["a"]),
        ("<p>a<a epub:type=noteref href='#n'>1</a><aside id=n hidden>b</aside><p role=doc-footnote hidden>c",
         ["a\\[1\\]", "b", "c"]),
        ("<my-tag>a</my-tag> <my-tag>b</my-tag>c <my-tag>d</my-tag><p><my-tag>e</my-tag><my-tag>f</my-tag>",
         ["a", "bc d", "ef"]),
        ("<span style='DISPLAY: block'>a</span><span style='display:block'>b</span>", ["a", "b"]),
        ("<div><template shadowrootmode=open><p>a</template></div><template>b</template>", ["a"]),
        ("<p hidden>a<p>b<span aria-hidden=true>c</span>d", ["bd"]),
        ("<main aria-hidden=true>a</main>", ["a"]),
        ("<select><option>a<option>b</select>c", ["c"]),
        ("</div>a</ul>b</p>c", ["ab", "c"]),
        ("<table><tr><td>a</div></table></div>b", ["a", "b"]),
    ],
)  # fmt: skip
def test_a_page_is_read_in_blocks(page: str, found: list[str]) -> None:
    assert blocks(page) == found


@pytest.mark.parametrize(
    ("page", "lost"),
    [
        ("<p>a", 0), ("<p>a <b", 0), ("<p>a & b", 0), ("<p>a<!-- b c", 2), ("<p>a<script>x</script><script>b()", 0),
        ("<p>a<script>x</scrip><p>b c d</p>", 3), ("<p>a<title>b c", 2), ("<p>a<style>b{}", 0),
    ],
)  # fmt: skip
def test_words_in_markup_without_an_end_are_counted(page: str, lost: int) -> None:
    assert read_page(page).lost == lost


def test_words_that_are_hidden_within_a_line_are_counted() -> None:
    page = read_page(
        "<p>a <span style='Display: none'>b <b>c</b></span><i hidden>d</i>e "
        "<span class=mwe-math style='display:none'>f</span>"
        "<script>g</script><span aria-hidden=true>h</span>"
    )
    assert ([block.words for block in page.blocks], page.concealed) == (["a e f"], 3)


@pytest.mark.parametrize(
    ("page", "drawn"),
    [
        ("<svg><title>A b</title><text>c <tspan>d</tspan></text><desc>e</desc></svg><text>f</text>", 2),
        ("<svg><foreignObject><p>a b c</p></foreignObject></svg>", 3),
        ("<svg><text>a b</svg> c", 2),
        ("<script>text</script><noscript><text>a</text></noscript>", 0),
    ],
)
def test_words_in_drawings_are_counted(page: str, drawn: int) -> None:
    assert read_page(page).drawn == drawn


def test_a_page_may_be_as_deep_as_it_likes() -> None:
    page = read_page("<div>" * 5 * MAX_DEPTH + "a" + "</div>" * 5 * MAX_DEPTH + "b")
    assert [block.words for block in page.blocks] == ["a", "b"]
    assert len(page.blocks[0].inside) == MAX_DEPTH


PIECES = (
    "<p> </p> <li> <ul> </ul> <ol> </ol> <b> </b> <i> </i> <q> </q> <sup> </sup> <br> <h2> </h2> <table> <tr> <td>"
    " </table> <pre> </pre> <code> </code> <blockquote> </blockquote> <rt> <dd> <hr> <!-- --> <![x[ ]]> * _ # ` |"
)


@given(st.lists(st.sampled_from(PIECES.split()) | st.text("ab .*#`|>-\n", min_size=1, max_size=5), max_size=25))
def test_whatever_a_page_is_the_markdown_shows_its_words(parts: list[str]) -> None:
    page = read_page("".join(parts))
    source = "\n\n".join(block.source for block in page.blocks)
    article = make_article(Source("x.md", Path()), Decoded(source, "utf-8", ""))
    shown = "".join(block.rendered for block in article.blocks)
    for letter in "ab":
        assert shown.count(letter) == sum(block.words.count(letter) for block in page.blocks)

"""Rules that recognise a line of boilerplate anywhere: a breadcrumb, a byline, a credit, a prompt.

They are regular expressions, set by hand, for lines that are not sentences; each gives a reason.
"""

import re

CREDIT = "credit"
RELATED = "link to other articles"
MAX_WORDS = 30
MAX_SENTENCE_WORDS = 10  # words of a line that ends like a sentence

_AGENCIES = frozenset({
    "afp", "ap", "epa", "dpa", "efe", "ansa", "tass", "reuters", "xinhua", "sputnik", "ukrinform", "unian",
    "anadolu", "belga", "lusa", "pap", "apa", "keystone", "imago", "pool", "getty", "shutterstock", "istock", "alamy",
    "unsplash", "pixabay", "pexels", "flickr", "wikimedia", "bloomberg", "collage", "screenshot",
})  # fmt: skip
_CREDIT = re.compile(
    r"©|(?:photo|image|picture|credit|photograph|source|foto|bild|quelle|crédit|imagen|fonte|fuente|фото|источник)s?"
    r"(?:\s+(?:by|credit)\b|\s?[:/©])",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\(?(?:additional |further )?(?:reporting|writing|editing|edited|compiled|translated) by"
    r"(?:\s(?-i:[A-ZÀ-Þ])[\w.'’-]*){2,4}(?:(?:[,;]| and | in ).*)?\)?\.?$",
    re.IGNORECASE,
)
_NEWSLETTER = re.compile(
    r"(?:sign up|subscribe|register) (?:for|to) (?:our|the)\b.*\b(?:newsletter|briefing|alerts)\b"
    r"|(?:download|get) (?:our|the) (?:free |new |news )?app\b",
    re.IGNORECASE,
)
_RULES = {
    "breadcrumb": re.compile(r"[^\W\d_][\w&' -]{0,24}\s*[»›>]\s*\S"),
    "byline": re.compile(
        r"(?:by|von|par|por|door|автор:?)\s+(?!(?:the|a|an|der|die|das|le|la|el|all|far)\b)[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){0,3}"
        r"(?:,\s+(?-i:[A-ZÀ-Þ])[\w.&'’ -]{1,40})?$",
        re.IGNORECASE,
    ),
    RELATED: re.compile(
        r"(?:read|see|(?:[àa] )?lire|leer|leia|leggi|lees|lesen|mehr|читайте|смотрите)\s+(?:sie\s+)?"
        r"(?:more|also|next|the full|aussi|más|también|mais|também|anche|ook|auch|zum thema|также|ещё)\b"
        r"|you (?:may|might)(?: also)? (?:like|be interested)"
        r"|(?:previous|next|related|recommended|more) (?:article|post|stor|news)"
        r"|don['’]t miss\b|most (?:read|popular|viewed)\b|trending now|source link$",
        re.IGNORECASE,
    ),
    "prompt": re.compile(
        r"(?:no time to|sign (?:up|in)|log ?in|subscribe|follow (?:us|me)|share (?:this|on|via)"
        r"|leave a (?:comment|reply)"
        r"|click (?:here|to)|get (?:a|the|our) (?:summary|app|newsletter)|join (?:us|our)|skip to|back to (?:top|home)"
        r"|advertisement$|continue reading|(?:updated|published) (?:at|on)\b|last (?:updated|modified)"
        r"|all rights reserved|accept (?:all )?cookies)",
        re.IGNORECASE,
    ),
}
_MEDIA = frozenset({"video", "videos", "photo", "photos", "gallery", "slideshow"})
_VIEWING = frozenset({"watch", "see", "view"})


def match_rule(line: str, words: list[str]) -> str:
    """Return the reason why a line is clearly boilerplate, or an empty string, as for most lines.

    Args:
        line: The line, without white space around it.
        words: The words of the line, in lower case.
    """
    if not words or len(words) > MAX_WORDS:
        return ""
    if _STAFF.match(line) and line[-1] not in "!?":
        return CREDIT
    if _NEWSLETTER.match(line):
        return "prompt"
    if line[-1] in ".!…" and len(words) > MAX_SENTENCE_WORDS:
        return ""
    if words[-1] in _AGENCIES or words[-2:] == ["getty", "images"] or _CREDIT.match(line):
        return CREDIT if line[-1] not in ".!?:" and len(words) > 1 else ""
    if words[-1] in _MEDIA and not _VIEWING.isdisjoint(words[-3:-1]):
        return RELATED
    return next((reason for reason, pattern in _RULES.items() if pattern.match(line)), "")

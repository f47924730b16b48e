"""What tells a line of furniture at once, wherever it stands: a breadcrumb, a byline, a credit, a prompt.

Regular expressions set by hand, for lines that are no sentences; each with the reason that it gives.
"""

import re

MOST = 30  # words

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
_TELLS = {
    "breadcrumb": re.compile(r"[^\W\d_][\w&' -]{0,24}\s*[»›>]\s*\S"),
    "byline": re.compile(
        r"(?:by|von|par|por|door|автор:?)\s+(?!(?:the|a|an|der|die|das|le|la|el|all|far)\b)[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+){0,3}$",
        re.IGNORECASE,
    ),
    "points to other articles": re.compile(
        r"(?:read|see|lire|leer|leia|leggi|lees|lesen|mehr|читайте|смотрите)\s+(?:sie\s+)?"
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
_SHOWN = frozenset({"video", "videos", "photo", "photos", "gallery", "slideshow"})
_TO_SEE = frozenset({"watch", "see", "view"})


def tell(line: str, words: list[str]) -> str:
    """Why a line is furniture, if that is plain; empty for most lines. words: the line's, in lower case."""
    if not words or len(words) > MOST or (line[-1] in ".!…" and len(words) > MOST // 3):
        return ""
    if words[-1] in _AGENCIES or words[-2:] == ["getty", "images"] or _CREDIT.match(line):
        return "credit" if line[-1] not in ".!?:" and len(words) > 1 else ""
    if words[-1] in _SHOWN and not _TO_SEE.isdisjoint(words[-3:-1]):
        return "points to other articles"
    return next((reason for reason, pattern in _TELLS.items() if pattern.match(line)), "")

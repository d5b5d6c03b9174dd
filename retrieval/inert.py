"""Text that can do nothing: without markup, links, images and what a reader does not see."""

from __future__ import annotations

import re
import unicodedata

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show as nothing, and so can hide a text between others."""
_HIDDEN_STYLE = (
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])"
    r"|(?<![-\w])color\s*:\s*(?:white|transparent|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)"
)
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|iframe|object|template|svg|math|noscript|title)\b.*?(?:</\1\s*>|\Z)"
    rf"|<(\w+)\b[^<>]*?(?:\bhidden\b|style\s*=\s*[\"'][^\"'<>]*(?:{_HIDDEN_STYLE}))[^<>]*>.*?(?:</\2\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENTS = (
    "a abbr address article aside audio b base big blink body br button canvas caption center code dd del details "
    "dialog div dl dt em embed figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html i "
    "iframe img input ins kbd label li link main map marquee meta nav object ol option p param picture pre q s "
    "script section select small source span strike strong style sub summary sup svg table tbody td template "
    "textarea tfoot th thead title tr track tt u ul var video wbr"
)
_TAG = re.compile(
    rf"</?(?:{'|'.join(_ELEMENTS.split())})(?=\s*/?>|\s+[\w:-]+\s*=|\s+[\w-]+\s*/?>|/)[^<>]*>|<(?:!doctype|\?xml)[^<>]*>",
    re.IGNORECASE,
)
_OPENS = re.compile(r"<(?=[a-z/!?|])", re.IGNORECASE)
"""What a renderer could still take for the beginning of a tag: "p <alpha" loses no word, but gets a space."""
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?!\d)[^()]*(?:\([^()]*\)[^()]*)*\)")
_DEFINITION = re.compile(r"^[ \t]*\[[^\]]+\]:[ \t]*\S.*$", re.MULTILINE)
_ADDRESS = re.compile(
    r"(?:https?|ftp|file|wss?)\s?://\S*|(?:javascript|vbscript)\s*:\S*|\b(?:mailto|tel):(?=\S)\S+|\bdata:\w+/[\w.+-]+[;,]\S+"
    r"|\bwww\.\S+",
    re.IGNORECASE,
)
_SCHEME = re.compile(
    r"(?:https?|ftp|file|wss?)\s?://(?:www\.)?|(?:javascript|vbscript)\s*:|\b(?:mailto|tel):(?=\S)"
    r"|\bdata:(?=\w+/[\w.+-]+[;,])|\bwww\.(?=\S)",
    re.IGNORECASE,
)
NO_LINK = "(link removed)"
"""Stands where a chat model wrote an address."""


def show_visible(text: str) -> str:
    """Return ``text`` without what a reader of it does not see: invisible characters, comments, hidden elements."""
    return _HIDDEN.sub(" ", "".join(character for character in text if _is_visible(character)))


def strip_markup(text: str) -> str:
    """Return the words of a document's text: no tag, image or link is left, and an address opens nothing."""
    return _strip(text, address=_SCHEME, by="") if _may_hold(text) else text


def strip_links(text: str) -> str:
    """Return the words of what a chat model wrote: as ``strip_markup``, and no address is left to be read either."""
    return _strip(text, address=_ADDRESS, by=NO_LINK)


def _strip(text: str, *, address: re.Pattern[str], by: str) -> str:
    """Take out markup until none is left: what remains may close to a tag or a link again, as in ``<<b>img src=x>``."""
    while True:
        bare = _LINK.sub(r"\1", _IMAGE.sub(r"\1", _TAG.sub("", show_visible(text))))
        bare = address.sub(by, _DEFINITION.sub("", bare))
        if bare == text:
            return _OPENS.sub("< ", bare)
        text = bare


def _may_hold(text: str) -> bool:
    """Whether there is anything to strip: most text has none of these, and is left exactly as it is."""
    return not text.isascii() or any(sign in text for sign in "<[:") or "www." in text.casefold()


def _is_visible(character: str) -> bool:
    if character in "\n\t":
        return True
    if character in _BLANK or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return False
    return character.isprintable() or unicodedata.category(character) not in ("Cf", "Cc", "Co", "Cs", "Cn")

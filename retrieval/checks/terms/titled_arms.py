"""Arms called as the title of a trial calls what a drug is held against: "Drug Versus Platinum-Based Chemotherapy"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from retrieval.checks.table.evidence import Evidence
from retrieval.terms import common_words, split_tokens

_VERSUS = re.compile(
    r"\s(?:versus|vs\.?|compared (?:with|to)|in comparison (?:with|to)|against)\s(?P<other>[A-Za-z][\w -]*)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s(?:for|in|as|among|plus|and|or|with|followed|given|when|on|to|of|therapy|treatment)\b.*$", re.IGNORECASE
)
_SHORTEST = 6
"""Letters of a last word that names the arm alone: "chemotherapy"."""


def by_title(text: str, span: tuple[int, int], evidence: Evidence) -> Iterator[tuple[re.Match[str], str]]:
    """Yield where a span names the arm that the title holds the other against, and that arm."""
    called = _called(evidence.trial.title, evidence.facts.pair)
    if called is not None and called[0] in text[slice(*span)].casefold():
        for match in called[1].finditer(text, *span):
            yield match, called[2]


@lru_cache(maxsize=64)
def _called(title: str, pair: tuple[str, ...]) -> tuple[str, re.Pattern[str], str] | None:
    """A word that a text with the name has, the pattern of the name, and the arm."""
    versus = _VERSUS.search(title)
    name = _ENDS.sub("", versus["other"]).strip() if versus else ""
    first = {token.form for token in split_tokens(title[: versus.start()])} if versus else set()
    held = [arm for arm in pair if not first & {token.form for token in split_tokens(arm)} - common_words()]
    last = name.rpartition(" ")[2].casefold()
    if len(pair) != len(("one", "other")) or len(held) != 1 or len(last) < _SHORTEST:
        return None
    if last in title[: versus.start()].casefold() or any(last in arm.casefold() for arm in pair):  # type: ignore[union-attr]
        return None
    words = rf"(?:{re.escape(name)}|{re.escape(last)})"
    return last, re.compile(_NAMED.format(words=words), re.IGNORECASE), held[0]


_NAMED = (
    r"(?:(?<=\bon )|(?<=\bwith )|(?<=\bthan )|(?<=\bversus )|(?<=\bvs )|(?<=\bto )|(?<=\breceived )|(?<=\bgiven )"
    r"|(?<=\bfor )|(?<=\b[0-9] )|(?<=\bthe )){words}(?:\s(?:arm|group|patients|recipients))?(?![\w-])"
    r"|\b{words}\s(?:arm|group|patients|recipients)\b"
)
"""A name beside a word for who got it, or is held against it."""

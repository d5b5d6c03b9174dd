"""Subgroups of which only the differing word is said: "early vs late relapse", "MRD negative vs positive"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from retrieval.terms import Mention, TermIndex

_BEFORE = re.compile(r"(?P<word>[\w<>=≥≤-]+)\s+(?:vs\.?|versus|and|or|compared with|against|/)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"^\s+(?:vs\.?|versus|and|or|compared with|against|/)\s+(?P<word>[<>=≥≤]*\s?[\w-]+)", re.IGNORECASE)


def complete(text: str, mentions: Sequence[Mention], *, terms: TermIndex, trial: str | None) -> list[Mention]:
    """The subgroups that stand elliptically beside those named, each at the word that differs."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.term.kind != "subgroup":
            continue
        for start, end, words in _candidates(text, mention):
            whole = [m for m in terms.find(words, trial=trial, kinds={"subgroup"}, typos=False) if m.text == words]
            taken = any(m.start < end and start < m.end for m in mentions)
            if whole and not taken:
                found.append(Mention(start, end, text[start:end], whole[0].term))
    return found


def _candidates(text: str, mention: Mention) -> Iterator[tuple[int, int, str]]:
    """Spans of the differing word, with the whole name that it would stand for."""
    words = mention.text.split()
    before = _BEFORE.search(text[: mention.start])
    if before and len(words) > 1:
        yield before.start("word"), before.end("word"), " ".join((before["word"], *words[1:]))
    after = _AFTER.match(text[mention.end :])
    if after:
        start, end = mention.end + after.start("word"), mention.end + after.end("word")
        for kept in range(len(words) - 1, 0, -1):
            yield start, end, " ".join((*words[:kept], after["word"]))

"""Parts of the patients that a question denies: "who were not elderly" asks for those on the other side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.vocabulary import Term
from retrieval.terms import Mention, TermIndex

_FILLERS = (
    r"(?:(?:an?|any|the|in|of|for|with|to|as|been|being|be|is|are|was|were|have|having|had|yet|then|actually|really|ever"
    r"|become|became|becoming|turn(?:ed)?|reach(?:ed|ing)?|achieved?|achieving|attain(?:ed)?|carry|carried|show(?:ed)?"
    r"|experienced?|belong(?:ed)?|classed|classified|considered|patients|those|people|pts|known|signs?|evidence"
    r"|previous(?:ly)?|prior)\s){0,5}$"
)
_DENIED = re.compile(
    r"(?:(?<!whether )(?<!\bor )(?<!why )(?<!if )\b(?:not|no|never|neither|nor|without|lack(?:ed|ing)?|free of|spared"
    r"|non|fail(?:ed|s|ing)? to|outside)|n['’]t)[\s-]" + _FILLERS,
    re.IGNORECASE,
)
"""What stands before a part that is denied."""
_EXCLUDED = re.compile(
    r"(?:[,;(–—-]\s?(?:and\s|but\s)?(?:not(?: counting)?|excluding|except|leaving out|without(?= the\s))"
    r"|\b(?:but not|instead of|rather than))\s" + _FILLERS,
    re.IGNORECASE,
)
"""What stands before a part that is only held against the one that is asked: "the whole group, not the elderly"."""
_BUT_NOT = re.compile(r"\bbut not\b", re.IGNORECASE)
_WHETHER = re.compile(
    r"\W*(?:(?:so|and|but|then)\W+)*(?:is|are|was|were|did|does|do|has|have|can)(?:n['’]t)?\b", re.IGNORECASE
)
"""Begins a question that is answered by yes or no."""
_NO_OTHER = re.compile(
    r"\b(?:no|not|never|without|lack(?:ed|ing)?|free of)\s(?:(?:an?|any|having|with)\s){0,2}"
    r"(?:other|further|additional|another)\s(?:known\s)?$",
    re.IGNORECASE,
)
"""What stands before a name that only says what those asked have alone: "isolated, with no other high-risk sign"."""
_OPENS_DENIED = re.compile(r"(?:no|not|non|without|un)\b", re.IGNORECASE)
_BOTH = re.compile(r"\bwith(?:\s?(?:and|or|vs\.?|versus|,|/|compared (?:with|to))\s?)+$", re.IGNORECASE)
"""What stands before "without ...", where those with it are asked for, too."""
_OR_WITHOUT = re.compile(
    r"\bwith(?:\s?(?:and|or|vs\.?|versus|,|/|compared (?:with|to))\s?)+(?P<without>without\s)$", re.IGNORECASE
)
_BOUND = re.compile(r"^(?P<what>\w+ )(?P<sign>>=|<)(?=\s?\d)")
_SIGN = re.compile(r"-(?P<sign>negative|positive)$")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_OTHER = {">=": "<", "<": ">=", "negative": "positive", "positive": "negative"}


def with_parts_denied(
    text: str, mentions: tuple[Mention, ...], *, terms: TermIndex, trial: str | None
) -> tuple[Mention, ...]:
    """The mentions with the other side of each part that is denied, and without those that are only set aside.

    The other side is the one that the vocabulary names; a part without such a name becomes "not ..." it, of which
    nothing is held. Both stay where both are asked for: "with and without renal impairment".
    """
    return tuple(found for m in mentions for found in _as_asked(text, m, terms=terms, trial=trial))


def opposite(mention: Mention, *, terms: TermIndex, trial: str | None) -> Term:
    """The part on the other side of the one that a mention names: by its bound, its sign, or by its own name."""
    name = mention.term.name
    turned = _BOUND.sub(lambda m: f"{m['what']}{_OTHER[m['sign']]}", name)
    turned = _SIGN.sub(lambda m: f"-{_OTHER[m['sign']]}", turned)
    plain = _BRACKETS.sub("", name)
    if turned == name:
        spelt = (f"{word} {each}" for word in ("no", "without") for each in (plain, mention.text))
        named = (m.term for words in spelt for m in _spelt(words, mention, terms=terms, trial=trial))
        return next(named, Term("subgroup", f"not {name}"))
    return terms.term(turned, kind="subgroup", trial=trial) or Term("subgroup", turned)


def _as_asked(text: str, mention: Mention, *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    before = text[: mention.start]
    if mention.term.kind in ("subgroup", "outcome") and _NO_OTHER.search(before):
        return
    if mention.term.kind != "subgroup":
        yield mention
    elif _OPENS_DENIED.match(mention.text):
        yield mention
        if _BOTH.search(before):
            yield from _spelt(_OPENS_DENIED.sub("", mention.text).strip(" -"), mention, terms=terms, trial=trial)
    elif both := _OR_WITHOUT.search(before):
        yield mention
        yield _denied(text, mention, both.start("without"), terms=terms, trial=trial)
    elif (held := _EXCLUDED.search(before)) and not (_BUT_NOT.search(held[0]) and _WHETHER.match(text)):
        return
    elif held:
        yield mention  # whether one part benefits "but not" another asks for both
    elif denied := _DENIED.search(before):
        yield _denied(text, mention, denied.start(), terms=terms, trial=trial)
    else:
        yield mention


def _denied(text: str, mention: Mention, start: int, *, terms: TermIndex, trial: str | None) -> Mention:
    term = opposite(mention, terms=terms, trial=trial)
    return Mention(start, mention.end, text[start : mention.end], term)


def _spelt(words: str, mention: Mention, *, terms: TermIndex, trial: str | None) -> Iterator[Mention]:
    """The part that these words name as a whole, at the place of a mention."""
    found = terms.find(words, trial=trial, kinds={"subgroup"}, typos=False)
    own = sorted((m for m in found if m.text == words), key=lambda m: m.term.trial is None)
    yield from (replace(mention, term=m.term) for m in own[:1])

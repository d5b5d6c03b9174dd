"""What a question names only to leave it out: "grade 3, not serious", "the commonest, apart from fever"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.questions import relations
from retrieval.terms import Mention


def without_what_is_excluded(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out what is said not to be asked, beside another of its kind: "grade 3, not serious"."""

    def stays(mention: Mention) -> bool:
        others = any(m.term.kind == mention.term.kind and m.term.name != mention.term.name for m in mentions)
        return not (others and mention.term.kind in ("outcome", "grade") and _EXCLUDED.search(text[: mention.start]))

    aside = [*left_aside(text, mentions), *(m for m in mentions if _is_predicate(m, text))]
    return tuple(_accounted_for(m) if m in aside else m for m in mentions if stays(m))


def _is_predicate(mention: Mention, text: str) -> bool:
    """Whether events at large only say what something else is asked to be: "is hair loss listed as a side effect"."""
    before = text[: mention.start]
    one = _IS_ONE.search(before) or (_AS_ONE.search(before) and not _AS_WHAT.search(before))
    return mention.term.category == "safety" and bool(one and _AT_LARGE.fullmatch(mention.text))


_AS_ONE = re.compile(r"\w,?\sas (?:an?|one of the)\s(?:(?:known|common|possible|reported)\s)?$", re.IGNORECASE)
_AS_WHAT = re.compile(r"\b(?:what|which|how)\b[^?]{0,30}\b(?:count|defin|consider|regard)\w*\sas an?\s$", re.IGNORECASE)


_IS_ONE = re.compile(
    r"\b(?:is|are|was|were|isn't|aren't|wasn't|weren't)\s(?!there\b)[^?.;,]*?(?<!\bfrom)(?<!\bof)(?<!\bby)(?<!\bto)"
    r"(?<!\bwith)(?<!\bfor)(?<!\bha[dv]ing)(?<!\bhad)(?<!\bin)(?<!\bas)\s(?:listed|reported|mentioned|named|known"
    r"|described|counted|classed|classified|recorded|noted|given|regarded|seen|considered|recogni[sz]ed)?\s?"
    r"(?:as(?:\san?|\sone of (?:the|its))?|an?|one of (?:the|its)|among (?:the|its)|part of (?:the|its))\s"
    r"(?:(?:known|listed|common|frequent|possible|typical|expected|usual|real|recogni[sz]ed|main|reported)\s)*$",
    re.IGNORECASE,
)
_AT_LARGE = re.compile(
    r"(?:adverse|side|unwanted)[- ](?:effects?|events?|(?:drug )?reactions?)|S?AEs?|TEAEs?|toxicit(?:y|ies)",
    re.IGNORECASE,
)


def _accounted_for(mention: Mention) -> Mention:
    """The name taken for the trial's, so that its words ask nothing and restrict nothing."""
    return replace(mention, term=replace(mention.term, kind="trial"))


def left_aside(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The events that are left out of a ranking: "the commonest, apart from fever", "leaving rashes aside"."""
    events = [m for m in mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    left: list[Mention] = []
    for event in events if _RANKS.search(text) else ():
        aside = _LEAVING.search(text[: event.start]) and _ASIDE.match(text, event.end)
        listed = left and relations.only_joins(text[left[-1].end : event.start])
        if aside or listed or _APART_FROM.search(text[: event.start]):
            left.append(event)
    return left


def begins_aside(text: str) -> bool:
    """Whether a text begins with what its ranking of events leaves out: "apart from fever, the commonest"."""
    return bool(_BEGINS_APART.match(text) and _RANKS.search(text))


_BEGINS_APART = re.compile(
    r"^\W*(?:excluding|except(?: for)?|apart from|other than|besides|aside from|leaving aside)\s[^,?]*,"
    r"[^?]*\b(?:adverse|side[- ]effects?|(?:TE|S)?AEs?|events?|reactions?|toxicit\w+)\b",
    re.IGNORECASE,
)
_RANKS = re.compile(r"\b(?:most|commonest|biggest|largest|greatest|widest|top|leading|highest)\b", re.IGNORECASE)
_APART_FROM = re.compile(
    r"\b(?:excluding|except(?:ing)?(?: for)?|apart from|other than|besides|aside from|with the exception of"
    r"|(?:leav|sett|putt)ing aside|without counting|but not)\s(?:the\s|all\s|any\s)?$",
    re.IGNORECASE,
)
_LEAVING = re.compile(r"\b(?:leav|sett|putt)(?:e|ing)\s(?:the\s|all\s|any\s)?$", re.IGNORECASE)
_ASIDE = re.compile(r"\s(?:aside|apart|out)\b", re.IGNORECASE)


LEAVES_OUT = re.compile(r"\W*(?:without|excluding|except(?: for)?|minus|not counting|leaving out)\b", re.IGNORECASE)
"""Begins what is left out of what is asked before it: "exactly VGPR, without the complete responders"."""
_EXCLUDED = re.compile(
    r"(?:(?:,|;|\(|\bonly|\balone|\bbut)\s?(?:not|no|except|excluding|without|minus)"
    r"|\b(?:not counting|without counting|excluding|leaving out|leaving aside|other than))"
    r"\s(?:the\s|in\s|for\s|any\s)?$",
    re.IGNORECASE,
)

"""When patients were enrolled or screened, whatever the verb: "when did they recruit", "when was screening over"."""

from __future__ import annotations

import re

from retrieval.terms import Mention, TermIndex

_WORDS = {"Enrolment": r"(?:enrol\w*|recruit\w*|accru\w*)", "Screening": r"screen(?:ed|ing)?"}
"""What patients went through when they came, with its words."""
_WHEN = (
    r"(?:when|(?:in|over|during|between|across|from|within|on) (?:which|what) (?:\w+ )?"
    r"(?:dates?|days?|months?|years?|periods?|times?|span|time ?frames?|windows?))"
)
_DATED = (
    r"(?:periods?|phase|windows?|dates?|timelines?|time ?frames?|ran|run|running"
    r"|(?:start(?:ed)?|beg[aiu]n|end(?:ed)?|clos(?:ed|ure)|stop(?:ped)?|finish(?:ed)?) dates?)"
)
_ASKED = {
    name: re.compile(
        rf"\b{_WHEN}\b[^?.;,]{{0,30}}?\b(?P<when>{words})\b(?! (?:in|into|to|under|after|before|from|visits?)\b)"
        rf"|\b(?P<noun>{words})\s{_DATED}\b"
        rf"|\b(?:start|end|first|last|final|beginning|completion|clos(?:e|ure)) (?:dates?|days?) (?:of |for )?(?:the )?"
        rf"(?P<dated>{words})\b",
        re.IGNORECASE,
    )
    for name, words in _WORDS.items()
}
_STARTED = re.compile(r"\b(?:beg[aiu]n\w*|start\w*|open(?!\W+(?:from|until))\w*|commenc\w*|first)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?:end\w*|clos\w*|stop\w*|finish\w*|complet\w*|last|over(?=\W*$)|done(?=\W*$))\b", re.IGNORECASE
)


def with_enrolment(text: str, mentions: tuple[Mention, ...], *, terms: TermIndex) -> tuple[Mention, ...]:
    """The mentions with the period of enrolment or screening, or one end of it, where it is asked when that was.

    In place of how many were enrolled, which the same word may ask.
    """
    for name, asked in _ASKED.items():
        mentions = _with_period(name, asked.search(text), mentions, text=text, terms=terms)
    return mentions


def _with_period(
    of: str, match: re.Match[str] | None, mentions: tuple[Mention, ...], *, text: str, terms: TermIndex
) -> tuple[Mention, ...]:
    ends = (f"{of} start", f"{of} end")
    if named := [m for m in mentions if m.term.name in ends]:
        return (*mentions, *_other_end(text, named, ends=ends, terms=terms))
    told = [name for name, said in zip(ends, (_STARTED, _ENDED), strict=True) if said.search(text)]
    if match is None or (len(told) != 1 and any(m.term.name == f"{of} period" for m in mentions)):
        return mentions
    term = terms.term(told[0] if len(told) == 1 else f"{of} period", kind="outcome")
    if term is None:
        return mentions
    start, end = next(match.span(group) for group in ("when", "noun", "dated") if match[group])
    left = tuple(m for m in mentions if not (m.term.kind == "outcome" and m.start < end and start < m.end))
    return (*left, Mention(start, end, text[start:end], term))


def _other_end(text: str, named: list[Mention], *, ends: tuple[str, str], terms: TermIndex) -> tuple[Mention, ...]:
    """The other end of enrolment, which a bare verb names behind the one that is named: "began and ended"."""
    names = {mention.term.name for mention in named}
    joined = _JOINED.match(text, named[0].end)
    if len(names) == 1 and _LASTED.search(text):
        term = terms.term((set(ends) - names).pop(), kind="outcome")
        return (Mention(named[0].start, named[0].end, named[0].text, term),) if term else ()
    if len(names) > 1 or joined is None:
        return ()
    (other,) = set(ends) - names
    verb = (_STARTED, _ENDED)[ends.index(other)].match(text, joined.end())
    term = terms.term(other, kind="outcome") if verb else None
    return (Mention(verb.start(), verb.end(), verb.group(), term),) if verb and term else ()


_LASTED = re.compile(r"\bhow long\b|\bfrom (?:the )?first\b[^?,;]*\bto (?:the )?last\b", re.IGNORECASE)
"""That the whole of a period is asked, whichever end is named beside it."""
_JOINED = re.compile(r"\s*(?:and|or|/|until|to)\s+(?:(?:when\s)?(?:did|was)\s(?:it|that|this)\s)?", re.IGNORECASE)

"""What is asked of an adverse event beside how often it came: its symptoms, how it was treated, whether it went away.

A table of rates tells none of this, and a rate is no answer to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.questions import clauses
from retrieval.questions.relations import consequences
from retrieval.terms import Mention

_EVENT = "¤"
"""Stands for the event in a clause."""
_OF = r"(?:of|in|with|for|from)\s(?:(?:the|any|an?|these|those|such|all)\s)?(?:\w+\s)?"
_STEP = r"(?:stop|discontinu|interrupt|treatment|therapy|study|hold|paus|quit|dos|reduc|delay)"
"""How the words begin for what was done with the trial's own treatment because of an event."""
_BE = r"(?:was|were|is|are|did|do|does|has|have|had)(?:n['’]t)?"
_ASPECTS = {
    "symptoms": (
        rf"\b(?:what|which)\b[^{_EVENT}]*\b(?:symptoms?|signs|manifestations?|features)\b[^{_EVENT}]*{_EVENT}"
        rf"|\b(?:what|how) (?:did|do|does) (?:the )?{_EVENT} (?:usually |typically )?"
        r"(?:present|manifest|show(?: up)?|look|feel|consist|involve|comprise)\b"
        rf"|\bwhat (?:made up|constituted) (?:the )?{_EVENT}"
    ),
    "treatment of the event": (
        rf"\bhow {_BE} (?:the )?{_EVENT}(?: \w+)? (?:treated|managed|handled|dealt with|controlled)\b"
        rf"|\bhow (?:did|do) [^{_EVENT}]{{0,30}}(?:treat|manage|handle|deal with) (?:the )?{_EVENT}"
        rf"|\b(?:what|which(?: \w+)?) {_BE} (?:given|used|done|offered|needed)\b[^{_EVENT}]{{0,12}}"
        rf" (?:for|against|to (?:treat|manage|control|stop|ease)) (?:the )?{_EVENT}"
        rf"|\b(?:what|which) (?:treatments?|therap(?:y|ies)|drugs?|medic\w+|antibiotics?) {_BE} "
        rf"(?:given|used|needed|required|tried)\b[^{_EVENT}]{{0,12}} (?:for|against|to (?:treat|manage))"
        rf" (?:the )?{_EVENT}"
        rf"|^\W*(?:the )?(?:treatments?|therap(?:y|ies)|medications?) (?:of|for|against) (?:the )?{_EVENT}"
        rf"|\b(?:management|handling) {_OF}{_EVENT}|\bwhat (?:was|is) the (?:treatment|therapy) {_OF}{_EVENT}"
        rf"|\b(?:need|requir|receiv)\w* (?!(?:to )?{_STEP})(?:(?!{_STEP})[\w-]+ ){{1,3}}"
        rf"(?:for|because of|due to|to treat) (?:the )?{_EVENT}"
    ),
    "recovery": (
        rf"\b(?:recover\w*|resolution|resolved|got (?:over|better)) (?:{_OF})?{_EVENT}|\boutcomes? of (?:the )?{_EVENT}"
        rf"|{_EVENT}(?: \w+){{0,2}}? (?:resolv\w+|recover\w*|go(?:ne)? away|clear(?:ed)? up|subsid\w+|settled?"
        r"|reversible|transient|permanent\b(?! \w))"
    ),
    "recurrence": (
        rf"{_EVENT}(?: \w+)? (?:c[ao]me back|recur\w*|return\w*|again\b|more than once|repeatedly|twice\b(?! as))"
        rf"|\b(?:recurrence|recurrent|repeated?|repeat episodes of) (?:{_OF})?{_EVENT}"
        rf"|(?<!many )(?<!number of )\bepisodes of {_EVENT}"
    ),
    "cause": (
        rf"\bwhat (?:drugs? )?(?:caused|led to|was behind|brought on|triggered) (?:the )?{_EVENT}"
        rf"|\bcauses? {_OF}{_EVENT}"
        rf"|\bwhy (?:do|does|did|would) (?:\w+ )?{_EVENT}(?: \w+)? (?:occur|happen|develop|arise|appear)\b"
        rf"|\bwhy (?:do|did|would) (?:patients|people|they|some)\b[^{_EVENT}]{{0,20}}(?:get|have|develop) {_EVENT}"
    ),
    "time course": rf"\btime[- ]course {_OF}{_EVENT}",
    "background rate": rf"\bbackground (?:rates?|incidence|frequency|risk) {_OF}{_EVENT}",
    "correlation": rf"\bcorrelat\w+\b[^{_EVENT}]{{0,20}}{_EVENT}|{_EVENT}(?: \w+)? correlat\w+\b",
    "risk factors": (
        rf"\brisk factors? {_OF}{_EVENT}|\b(?:predict\w*|predispos\w+ to|prone to) (?:the )?{_EVENT}"
        rf"|\b(?:which|what|who)\b[^{_EVENT}]*\bat (?:\w+ )?risk {_OF}{_EVENT}"
    ),
    "prevention": (
        rf"\bhow {_BE} (?:the )?{_EVENT}(?: \w+)? (?:prevented|avoided|averted)\b"
        rf"|\b(?:prevent(?:ion|ing)?|prophyla\w+|premedicat\w+)\b[^{_EVENT}]{{0,30}}{_EVENT}"
    ),
    "hospital admission": (
        rf"\b(?:hospitali[sz]\w*|admitted|admissions?|intensive care|ICU|emergency (?:room|care))\b[^{_EVENT}]{{0,30}}"
        rf"(?:for|with|because of|due to|from) (?:the |an? )?{_EVENT}"
    ),
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _ASPECTS.items()}
_PRONOUN = re.compile(r"\b(?:it|they|them|these|those)\b", re.IGNORECASE)


def aspects_in(text: str, mentions: Sequence[Mention], outcomes: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """What is asked of the event of a text beside its rate, and whether the rate is asked in a clause of its own.

    Args:
        outcomes: The outcomes asked, of which the event is one where any is named by itself.
    """
    events = _events(mentions, outcomes)
    found = [(aspects, named) for _, aspects, named in _aspects(text, events)] if events else []
    names = tuple(dict.fromkeys(name for aspects, _ in found for name in aspects))
    return names, any(named and not aspects for aspects, named in found)


def without_aspect_words(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Leave out what is read in words that ask something of an event: no regimen in "how were they treated".

    And no time to a response in "how soon did the rash appear".
    """
    events = _events(mentions, ())
    asked = [span for span, aspects, _ in _aspects(text, events) if aspects] if events else []
    topics = [m for m in mentions if m.term.kind == "topic" and any(a <= m.start < b for a, b in asked)]
    return tuple(m for m in mentions if m not in topics and not (m.term.name == _ONSET and _is_of_event(m, mentions)))


def _is_of_event(onset: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether "how soon" is asked of the event that is named next, and of no response."""
    after = [m for m in mentions if m.term.kind == "outcome" and m.start >= onset.end]
    first = min(after, key=lambda m: m.start, default=None)
    return first is not None and first.term.category == "safety" and "respon" not in onset.text.casefold()


_ONSET = "Time to first response"


def _events(mentions: Sequence[Mention], outcomes: Sequence[str]) -> list[Mention]:
    """The events named, of the outcome asked where one of them is; steps that an event led to are none."""
    events = [m for m in mentions if m.term.kind == "outcome" and m.term.category == "safety"]
    events = [m for m in events if not consequences(m.text) or m.term.name not in _STEPS]
    return [m for m in events if m.term.name in outcomes] or events


_STEPS = ("Treatment-emergent adverse event leading to discontinuation", "Fatal treatment-emergent adverse event")


def _aspects(text: str, events: Sequence[Mention]) -> Iterator[tuple[tuple[int, int], tuple[str, ...], bool]]:
    """Of each clause its span, the aspects asked, and whether it names the event."""
    for (start, end), masked in _masked(text, events):
        aspects = tuple(name for name, pattern in _PATTERNS.items() if pattern.search(masked))
        yield (start, end), aspects, any(start <= m.start < end for m in events)


def _masked(text: str, events: Sequence[Mention]) -> Iterator[tuple[tuple[int, int], str]]:
    """The spans of the clauses, each with the event, or what stands for one named before, masked."""
    seen = False
    for start, end in pairwise((0, *clauses.parts_of(text), len(text))):
        own = sorted((m for m in events if start <= m.start and m.end <= end), key=lambda m: -m.start)
        masked = text[start:end]
        for m in own:
            masked = f"{masked[: m.start - start]}{_EVENT}{masked[m.end - start :]}"
        yield (start, end), _PRONOUN.sub(_EVENT, masked) if seen and not own else masked
        seen = seen or bool(own)

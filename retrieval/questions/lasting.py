"""What is asked of how long something went on: responses that lasted, and time on treatment where that is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from retrieval.questions import clauses
from retrieval.questions.question import Question
from retrieval.stems import stems
from retrieval.terms import split_tokens

_STILL = ("Still on treatment", "Patients treated")
_DURATION = "Treatment duration"
_RESPONSE = "Overall response rate"
_ONSET = "Time to first response"
_HOW_SOON = re.compile(
    r"\bhow (?:soon|quick(?:ly)?|fast|rapid(?:ly)?|early|long)\b"
    r"|\bafter how (?:long|many (?:days|weeks|months))\b|\bwhen\b",
    re.IGNORECASE,
)
_WENT_ON = re.compile(r"\b(?:last\w*|duration|durable|maintain\w*|kept|sustain\w*|stay\w*|remain\w*)\b", re.IGNORECASE)
_AVERAGES = {"median", "mean", "Kaplan-Meier median"}
_HOW_LONG = re.compile(
    r"\bhow (?:long|much (?:time|longer))\b|\bhow many (?:[\w-]+ )?(?:days|weeks|months|years|cycles)\b"
    r"|\b(?:number of|in) (?:days|weeks|months|years)\b",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:it|they|them|these|those|that|which|ones?|who"
    r"|(?:the )?(?:responses?|recover\w+|improvements?|remissions?|effects?))\s"
    r"(?:(?:\w+ly|also|really|then|was|were|is|are|be|did|have|has|had|been|of them|to)\s)*"
    r"(?:last(?:s|ed|ing)?|durable|sustained|maintained|kept|held|persist(?:s|ed|ing|ent)?|stay(?:s|ed)|endur\w+)\b"
    r"|\b(?:stay\w*|remain\w*|ke(?:pt|ep\w*))\s(?:that way|so|like that|there|recovered|well)\b"
    r"|\b(?:last(?:ing|ed)|durable|durably|sustained|maintained|persist(?:ent|ed))\s(?:ones?|too|as well)\b"
    r"|\b(?:and|or|were|was|also)\s(?:also\s|how (?:many|often)\s)?(?:durable|lasting|sustained|maintained)\W*$",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"last\w*|durabl\w+|sustain\w*|maintain\w*|persist\w*|endur\w+|stay\w*|kept|held|way", re.IGNORECASE
)
_NAMED_LASTING = re.compile(r"\b(?:durable|lasting|sustained|maintained|persistent)\b", re.IGNORECASE)
_LASTING_AHEAD = re.compile(rf"{_NAMED_LASTING.pattern}\s", re.IGNORECASE)

_SHARE_STILL = re.compile(
    r"(?:%|\bper ?cent(?:age)?|\bproportion|\bshare|\bfraction"
    r"|\bhow many (?:patients|pts|people|participants|of|are|were|have|had))\b"
    r"[^,;?]*\b(?:still|remain\w*|ongoing|continu\w+)\b",
    re.IGNORECASE,
)
"""That those who stayed on treatment are counted, whatever time is asked beside it."""


def with_lasting(question: Question, *, corpus: Corpus) -> Question:
    """Ask too for the outcome that counts what lasted, where that is asked of what a question has named."""
    question = _with_word_ahead(question)
    if not _LASTED.search(question.text) or not question.outcomes:
        return question
    titles = corpus.table.outcomes(question.trial or "")
    named = {name: stems(name) for name in question.outcomes}
    held = [title for title in titles if any(words <= stems(title) for words in named.values())]
    lasting = [title for title in held if _NAMED_LASTING.search(title)]
    if not lasting:
        return question
    if not set(named) & set(titles):
        lasting = held  # a family, whose members are asked for as well as the one that lasted
    return replace(
        question,
        outcomes=tuple(dict.fromkeys((*question.outcomes, *lasting))),
        unknown=tuple(token for token in question.unknown if not _LASTS.fullmatch(token.text)),
        unread=tuple(token for token in question.unread if not _LASTS.fullmatch(token.text)),
    )


def _with_word_ahead(question: Question) -> Question:
    """The question restricted by the word that asks for an outcome only where it lasted: "sustained negativity"."""
    named = [m.start for m in question.mentions if m.term.kind == "outcome"]
    ahead = {m.start() for m in _LASTING_AHEAD.finditer(question.text) if m.end() in named}
    ahead -= {token.start for token in (*question.unknown, *question.unread)}
    strange = tuple(token for token in split_tokens(question.text) if token.start in ahead)
    return replace(question, unknown=(*question.unknown, *strange)) if strange else question


def with_time_to_response(question: Question, *, corpus: Corpus) -> Question:
    """Ask how soon patients responded, where a time is asked of a response and not how long it went on."""
    asked = _HOW_SOON.search(question.text) and not _WENT_ON.search(question.text)
    if not asked or question.outcomes != (_RESPONSE,) or _ONSET not in corpus.table.outcomes(question.trial or ""):
        return question
    left = tuple(name for name in question.statistics if name not in ("count", "percentage"))
    return replace(question, outcomes=(_ONSET,), statistics=left)


def with_time_on_treatment(question: Question, *, corpus: Corpus) -> Question:
    """Ask how long treatment went on, where a time is asked of those who stayed on it, and none is held of these."""
    question = _in_unit_asked(_on_arm(question, corpus=corpus), corpus=corpus)
    text = _own_clause(question)
    timed = _HOW_LONG.search(text) or (text == question.text and _AVERAGES & set(question.statistics))
    asked = timed and any(name in _STILL for name in question.outcomes) and not _SHARE_STILL.search(question.text)
    if not asked or _DURATION not in corpus.table.outcomes(question.trial or ""):
        return question
    named = tuple(_DURATION if name in _STILL else name for name in question.outcomes)
    return replace(question, outcomes=tuple(dict.fromkeys(named)))


def _on_arm(question: Question, *, corpus: Corpus) -> Question:
    """Ask how long treatment went on, where a time is asked of staying on an arm: "on A for a median of 9 weeks"."""
    timed = _HOW_LONG.search(question.text) or _AVERAGES & set(question.statistics)
    if question.outcomes or not timed or _DURATION not in corpus.table.outcomes(question.trial or ""):
        return question
    arms = [m for m in question.mentions if m.term.kind in ("arm", "drug")]
    arms = [arm for arm in arms if not _UNTIL.match(question.text, arm.end)]
    asked = any(
        _STAYED_ON.search(question.text[: arm.start])
        or (_GOT.search(question.text[: arm.start]) and _FOR_TIME.match(question.text, arm.end))
        for arm in arms
    )
    return replace(question, outcomes=(_DURATION,)) if asked else question


_STAYED_ON = re.compile(
    r"\b(?:(?:stay|remain|continu|keep|kept|spen)\w*(?:\s(?:patients|people|participants|them))?"
    r"|(?:time|period|weeks|months)(?:\sspent)?|(?:were|was|are|is|did)\s(?:the\s)?(?:patients|people|participants|they|those)|been)\son\s(?:the\s)?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\s(?:until|till|to|before|without)\b", re.IGNORECASE)
"""After an arm where a time to an event is asked, and not how long the arm was given."""
_GOT = re.compile(
    r"\b(?:g[eo]t|given|giv\w+|receiv\w+|t[ao]ke?n?|treated with|on)\s(?:the\s)?$|\b(?:was|were)\s(?:the\s)?$",
    re.IGNORECASE,
)
_FOR_TIME = re.compile(
    r"\s(?:(?:given|taken|used|continued|administered)\s)?for\s(?:an?\s|the\s)?(?:median|mean|average)\b", re.IGNORECASE
)
"""Around an arm of which it is told for how long it was given."""


def _in_unit_asked(question: Question, *, corpus: Corpus) -> Question:
    """Ask for what is counted in the unit that is asked in place of the time on treatment: "exposure, in cycles"."""
    unit = _IN_UNIT.search(question.text)
    if not unit or _DURATION not in question.outcomes or _TIME_UNIT.search(question.text):
        return question
    trial = question.trial or ""
    slots = corpus.table.slots(trial, ("outcome", "category", "unit"))
    held = {title for title, category, of in slots if of == unit["unit"].casefold() and category == "disposition"}
    named = (title for name in question.outcomes for title in (sorted(held) if name == _DURATION else (name,)))
    return replace(question, outcomes=tuple(dict.fromkeys(named))) if held else question


_IN_UNIT = re.compile(
    r"\b(?:in(?: terms of)?|as|by|(?:numbers?|counts?|amount) of|how many)\s(?:the\s)?"
    r"(?:(?:treatment|therapy|dosing)\s)?(?P<unit>cycles|doses|infusions|injections|courses)\b",
    re.IGNORECASE,
)
_TIME_UNIT = re.compile(r"\b(?:days|weeks|months|years|how long)\b", re.IGNORECASE)


def _own_clause(question: Question) -> str:
    """The clause that counts those on treatment, where another one asks for an outcome of its own; else all."""
    cuts = [0, *clauses.further_questions(question.text), len(question.text)]
    named = [m for m in question.mentions if m.term.kind == "outcome"]
    for start, end in pairwise(cuts):
        inside = [m for m in named if start <= m.start < end]
        if any(m.term.name in _STILL for m in inside) and len(inside) < len(named):
            return question.text[start:end]
    return question.text

"""Patients of a kind that a question only counts: those of a row of a record's baseline, and of no later outcome."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.meant import at_entry
from retrieval.questions.question import Question
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.trial_words import words_of
from retrieval.stems import stems
from retrieval.terms import split_tokens

_SIZE = "Patients randomised"
_TRAIT = "baseline"
_MEASURED = ("efficacy", "safety", "disposition")
_PEOPLE = r"(?:patients|people|participants|subjects|adults|folks|them)"
_COUNTED = re.compile(
    r"^\W*(?:and |so )?(?:how many(?: of)?(?: the| these)?"
    r"|(?:what|which) (?:number|share|proportion|percentage|fraction|percent)(?: of)?(?: the)?)\s"
    rf"(?:(?:{_PEOPLE}\s)?(?:there\s)?(?:were|was|are|is|had|have|came from)\s(?P<were>[^?,;]+?)"
    rf"|(?P<who>[^?,;]+?)\s(?:{_PEOPLE}\s)?(?:were there|took part|entered|joined"
    r"|(?:were|was) (?:included|enroll?ed|recruited|in the (?:trial|study))))"
    r"(?:\s(?:at baseline|at (?:study )?entry|in the (?:trial|study)|at the (?:start|outset)"
    r"|in each (?:arm|group)|per (?:arm|group)))*\W*$",
    re.IGNORECASE,
)
"""A question that is no more than how many patients of a kind there were: "what share was Asian"."""
_GENERAL = stems(
    "a an the of in at with on from and or patient people participant subject adult risk disease group class category "
    "score status kind type already any their them some"
)
"""Words beside those that tell the kind: "poor-risk disease"."""


def with_rows_counted(question: Question, *, corpus: Corpus) -> Question:
    """The question for the one characteristic at entry of which the kind of patients that it counts is a row.

    As it is where it names an outcome that is held, or where a row of what was measured later is called so, too.
    """
    match = _COUNTED.match(question.text)
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category"))
    held = {title for title, *_ in slots}
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name != _SIZE]
    if match is None or question.subgroups or any(m.term.name in held for m in named):
        return question
    if any(m.term.category in _MEASURED for m in named):
        return question
    asked = _words(match["were"] or match["who"])
    rows = {
        (title, item)
        for title, item, kind in slots
        if title and item and kind == _TRAIT and _tells(asked, title, item, question, corpus=corpus)
    }
    later = any(kind != _TRAIT and item and asked <= _lay(item) for _, item, kind in slots)
    titles = {title for title, _ in rows}
    if not asked or len(titles) != 1 or (later and not at_entry(question.text)):
        return question
    others = tuple(m for m in question.mentions if m not in named and m.term.name != _SIZE)
    return replace(question, outcomes=tuple(titles), mentions=others, unknown=(), unread=(), topics=())


def without_size_alone(question: Question) -> Question:
    """The question without the size of the trial where what the patients did or had is counted: "how many ... moved".

    What no word of it is known for is then said not to be held, and how many started is not told in its place.
    """
    bare = [m for m in question.mentions if m.term.name == _SIZE and _BARE.fullmatch(m.text)]
    if question.outcomes != (_SIZE,) or not bare or question.subgroups or question.grades:
        return question
    did = _DID.match(question.text, bare[0].end)
    if did is None:
        return question
    named = [m for m in question.mentions if m.term.kind in ("arm", "drug", "trial")]
    said = [token for token in split_tokens(question.text) if did.start("did") <= token.start < did.end()]
    said = [token for token in said if not any(m.start <= token.start < m.end for m in named)]
    left = tuple(m for m in question.mentions if m not in bare)
    return replace(question, outcomes=(), mentions=left, unknown=tuple(said) or question.unknown, unread=())


_BARE = re.compile(r"(?:how many|number of|no\. of|nr of) \w+", re.IGNORECASE)
_TAKING_PART = (
    r"(?:were|was|are|is|did|does|do|in|on|per|from|at|by|for|to|of|with|who|that|and|or|as|but|than|under|over|overall"
    r"|altogether|total\w*|all|each|the|an?|their|there|been|got|get|gets|g[ai]ven?|receiv\w*|took|take|participat\w*"
    r"|enter\w*|join\w*|start\w*|beg[au]n|sign\w*|made|came|went|randomi[sz]\w*|enrol\w*|recruit\w*|assign\w*"
    r"|allocat\w*|includ\w*|studied|treated|dosed|tested|entail\w*|compris\w*|planned|needed for|required for"
    r"|completed?|finish\w*)\b"
)
"""How a question goes on that asks how large the trial or its arms were."""
_DID = re.compile(
    r"\s(?:of them\s|actually\s|in (?:each|the) \w+\s)*(?:had\s|have\s|has\s)?(?:an?\s|the\s|their\s)?"
    rf"(?P<did>(?!{_TAKING_PART})[a-z][\w-]*"
    r"(?:\s(?!in (?:each|the|both)\b|(?:on|with|during|under|than|versus|vs)\b)[\w-]+){0,4})",
    re.IGNORECASE,
)
"""A verb behind "how many patients" that is none of taking part, with what goes on with it."""


def _words(text: str) -> frozenset[str]:
    """Stems of the words that tell a kind of patients."""
    return stems(" ".join(token.text for token in split_tokens(text))) - _GENERAL


def _lay(*texts: str) -> frozenset[str]:
    own = stems(" ".join(texts))
    return own | in_lay_words(own)


def _tells(asked: Iterable[str], title: str, item: str, question: Question, *, corpus: Corpus) -> bool:
    """Whether a row has what tells the kind, some of it as its own name, the rest perhaps in the title over it."""
    words = set(asked)
    full = words_of(question.trial, corpus=corpus).in_full(f"{title} {item}")
    return bool(words & _lay(item)) and words <= _lay(title, item, full)

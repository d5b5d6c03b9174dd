"""The limits of tests: asked for by what is tested, whatever else a limit is called."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.stems import stems

_LIMIT = re.compile(
    r"(?<!\bdata )(?<!\blast )(?<!\blatest )(?<!\bfirst )(?<!\bfinal )(?<!\blater )(?<!\bearlier )(?<!\binterim )"
    r"(?<!\bprimary )(?<!\bsecond )(?<!\bearliest )(?<!\bprevious )(?<!\beach )(?<!\bevery )(?<!\bboth )(?<!\b20\d\d )"
    r"\b(?:cut-?\s?offs?|cut-?points?|thresholds?|limits?|minimum (?:share|percentage))\b",
    re.IGNORECASE,
)
_CELLS = re.compile(
    r"\b(?:share|percentage|proportion|fraction|per ?cent|%|number|how many)(?: of)? (?:all |the |their )?"
    r"(?:(?:plasma|tumou?r|bone marrow|marrow|myeloma|nucleated|cancer) )?(?:cells|nuclei)\b",
    re.IGNORECASE,
)
"""A share of cells, of which a test has a limit."""
_OF_CELLS = frozenset("cell cells plasma nuclei positive abnormal affected myeloma marrow".split())
SHARE_OF_PATIENTS = re.compile(
    r"\b(?:fraction|share|proportion|per ?cent(?:age)?)\s(?:of\s(?:the\s|all\s)?)?"
    r"(?:\d+\s)?(?:patients|participants|people|subjects|pts|them|those|were|had|have|came|carried|carry|showed)\b"
    r"|\b(?:fraction|share|proportion|per ?cent(?:age)?)\sof\s(?:the\s|all\s)?\d{2,}\b"
    r"|\bhow many\s(?:patients|participants|people|subjects|pts|of (?:them|those|the \d+))\b",
    re.IGNORECASE,
)
"""A share of the patients, which no limit of a test tells."""
_TOLD = "threshold"
_MEASURED = ("efficacy", "safety")
_CUTOFF = "Data cut-off"
"""What a cut-off is where nothing is tested."""


def asks_limit(text: str) -> bool:
    """Whether the limit of a test is asked for, by whatever word."""
    return bool(_LIMIT.search(text) or _CELLS.search(text))


def with_thresholds(question: Question, *, corpus: Corpus) -> Question:
    """Ask for the limits whose titles name the parts that a question speaks of: "the cut-off for a positive X"."""
    parts = (*question.subgroups, *(name for name in question.outcomes if name != _CUTOFF))
    measured = any(m.term.kind == "outcome" and m.term.category in _MEASURED for m in question.mentions)
    if measured or not parts or not asks_limit(question.text):
        return question
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic"))
    limits = [outcome for outcome, statistic in slots if outcome and statistic == _TOLD]
    moved = bool(_TRANSLOCATION.search(question.text))  # titles write one as "t(4;14)"
    named = tuple(
        title
        for title in limits
        if any(stems(part) <= stems(title) for part in parts) or (moved and _IS_TRANSLOCATION.search(title))
    )
    if not named:
        return question
    counted = _OF_CELLS if _CELLS.search(question.text) else ()  # what the share is of restricts nobody
    unread, unknown = (
        tuple(t for t in tokens if not _TRANSLOCATION.fullmatch(t.text) and t.form not in counted)
        for tokens in (question.unread, question.unknown)
    )
    if SHARE_OF_PATIENTS.search(question.text) and not counted:
        named = tuple(dict.fromkeys((*question.outcomes, *named)))
    return replace(question, outcomes=named, subgroups=(), statistics=(), method=False, unread=unread, unknown=unknown)


_TRANSLOCATION = re.compile(r"\btranslocations?\b", re.IGNORECASE)
_IS_TRANSLOCATION = re.compile(r"\bt\(\d", re.IGNORECASE)

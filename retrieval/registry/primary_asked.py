"""The primary outcome, where its result is asked by no other name."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.answers.definitions import asks_definition
from retrieval.questions import wording
from retrieval.questions.at_large import of_primary_kind
from retrieval.questions.question import Question
from retrieval.questions.statistics_asked import measures, named_statistics
from retrieval.registry.measure_words import measures_of
from retrieval.stems import stems
from retrieval.terms import TermIndex


def with_primary_asked(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The primary outcome, where its result is asked by no other name: "who reached the primary kidney endpoint".

    Of several those that have the statistic asked: a concentration has no p-value.
    """
    sides = [match.span() for match in _SIDES.finditer(question.text)]
    if not _asks_primary(question, compared=bool(sides)):
        return question
    own = terms.terms("outcome", trial=question.trial)
    primary = tuple(term.name for term in own if term.primary and term.trial == question.trial)
    primary = of_primary_kind(primary, question.text)
    if not primary:
        return question
    asked = [name for name in named_statistics(question) if name in _OF_EFFECTS]
    rows = {name: corpus.table.results(trial=question.trial, outcome=name) for name in (primary if asked else ())}
    tested = tuple(name for name in rows if any(measures(row, each) for row in rows[name] for each in asked))
    weighs = question.weighs or len(question.arms) > 1 or bool(sides)  # with what it was tested by
    left = tuple(token for token in question.unknown if not any(a <= token.start < b for a, b in sides))
    return replace(question, outcomes=tested or primary, topics=(), weighs=weighs, unknown=left)


def _asks_primary(question: Question, *, compared: bool) -> bool:
    """Whether the result of the primary outcome is asked, by those words or as what came of it, and no other."""
    spans = {(m.start, m.end) for m in question.mentions if m.term.kind == "statistic"}
    named = [m.term for m in question.mentions if m.term.kind == "outcome" and (m.start, m.end) not in spans]
    if any(term.category not in ("disposition", "design") for term in named if term.name in question.outcomes):
        return False
    compared = compared or bool(_COMPARED.search(question.text) or _RESULT.search(question.text))
    compared = compared or bool(_AGAINST.search(question.text) and _NAMES_PRIMARY.search(question.text))
    if compared and not asks_definition(question.text):
        return True
    if _PRIMARY.search(question.text) and (question.statistics or wording.asks_result(question.text)):
        return True
    if named or not any(topic.name == _PRIMARY_TOPIC for topic in question.topics):
        return False
    return bool(question.statistics or (_CAME_OF.search(question.text) and not _asks_what(question)))


def asks_primary_beside(text: str) -> bool:
    """Whether the result of the primary outcome is asked in one breath with others: "on it and on deaths"."""
    return bool(_BESIDE.search(text))


_BESIDE = re.compile(
    r"\b(?:compar\w+|results?|figures?|data|numbers)\b[^?.;]*\bprimary (?:[\w-]+ )?(?:outcome|end ?point)s?"
    r"(?:,? (?:and|plus|as well as)\b|,)",
    re.IGNORECASE,
)


def with_lots_compared(question: Question, *, corpus: Corpus) -> Question:
    """The question for the measure by which the lots of a vaccine were compared: "were the batches consistent"."""
    asked = _LOTS.search(question.text)
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "efficacy"]
    if not asked or named:
        return question
    told = measures_of(question.trial or "", corpus=corpus)
    found = [title for title, each in told.items() if each.titled | each.defined >= _OF_LOTS]
    found = [title for title in found if told[title].primary] or found
    if not 0 < len(found) <= _MOST:
        return question
    left = tuple(token for token in question.unknown if not asked.start() <= token.start < asked.end())
    return replace(question, outcomes=tuple(found), unknown=left, unread=(), topics=())


_LOTS = re.compile(
    r"\b(?:lots?|batch(?:es)?)\b[^?.;]{0,40}"
    r"\b(?:consisten\w+|equivalent|equivalence|alike|comparable|similar|the same)\b"
    r"|\b(?:consisten\w+|equivalen\w+|difference)\b[^?.;]{0,20}\b(?:lots|batches)\b",
    re.IGNORECASE,
)
_OF_LOTS = stems("lot consistency")
_MOST = 2


def _asks_what(question: Question) -> bool:
    """Whether it is asked what the primary outcome was, or how it came about in a part, and not what came of it."""
    return bool(question.subgroups or _PARTS.search(question.text)) or asks_definition(question.text)


_CAME_OF = re.compile(
    r"\b(?:results?|findings?|figures?|(?:turn|c[ao]me|work)\w* out|effects? on|what happened|how did)\b", re.IGNORECASE
)
"""That what came of the primary outcome is asked."""
_PARTS = re.compile(r"\b(?:components?|by|each part|defin\w*)\b", re.IGNORECASE)
_OF_EFFECTS = {"hazard ratio", "p-value", "odds ratio", "risk ratio", "rate ratio", "difference"}
_PRIMARY_TOPIC = "primary endpoint"
_PRIMARY = re.compile(
    r"\bprimary\s+(?:[\w-]+\s+){1,3}?(?:end\s?points?|outcomes?|composites?|events?)\b"
    r"|\b(?:reach\w*|met|had|experienc\w*|achiev\w*|hit)\s(?:the|a|an|their)\sprimary\s(?:end\s?point|outcome)\b",
    re.IGNORECASE,
)
_ENDPOINT = r"primary\s+(?:[\w-]+\s+){0,2}?(?:end\s?points?|outcomes?|measures?)\b"
_BETTER = (
    r"\b(?:beat\w*|outperform\w*|superior\w*|outdid|outdo|better|worse|differ(?:ed)?|win|won|improv\w*|reduc\w*"
    r"|cuts?|lower\w*|prevent\w*|slow\w*|effects? on|affect\w*|work\w* on"
    r"|significan\w*|by how much|(?:did|was|has|were)\b[^?.]*\b(?:meet|met|miss(?:ed)?|hit|achieved?|failed?))\b"
)
_COMPARED = re.compile(rf"{_BETTER}[^?.]*\b{_ENDPOINT}|\b{_ENDPOINT}[^?.]*{_BETTER}", re.IGNORECASE)
"""That a comparison by the primary endpoint is asked, and not what it was: "did it beat placebo on it"."""
_NAMES_PRIMARY = re.compile(rf"\b{_ENDPOINT}", re.IGNORECASE)
_AGAINST = re.compile(r"\w\s(?:vs\.?|versus|against|compared (?:with|to))\s\w", re.IGNORECASE)
"""That arms are held against each other: "primary endpoint: amoxilin vs placebo"."""
_SIDES = re.compile(r"\b(?:(?:one|two|1|2)[ -]?)?(?:sided|tailed)\b", re.IGNORECASE)
"""That the sides of a test are asked, of which the primary outcome has one."""
_RESULT = re.compile(r"\bprimary\s(?:[\w-]+\s)?(?:results?|findings?|read-?out)\b(?! measures?)", re.IGNORECASE)
"""The result of the primary outcome by that name: "what was the primary result"."""

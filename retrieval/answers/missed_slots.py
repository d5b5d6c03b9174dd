"""Which slots that a question names no statement tells: a statistic, a grade, an arm, a part, an analysis, a drug."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ingest.records import Result
from retrieval.answers.absence import is_pointer
from retrieval.answers.counts import named_apart_from_counts
from retrieval.answers.missed_doses import doses_missed
from retrieval.answers.other_matters import later_missed, measures_missed
from retrieval.answers.phrasing import grade_words, in_sentence
from retrieval.answers.splits import same_part
from retrieval.intake import stories
from retrieval.questions import clauses, wording
from retrieval.questions.analyses import means_last
from retrieval.questions.question import Question
from retrieval.questions.statistics_asked import measures
from retrieval.questions.thresholds import asks_limit
from retrieval.records import Sentence
from retrieval.stems import stems
from retrieval.terms import Mention

_MEASURES = ("hazard ratio", "odds ratio", "risk ratio", "p-value", "confidence interval", "median", "mean", "range")
"""Statistics that are asked for by their own name; "how many" and "rate" take any figure."""
_MEASURED = ("efficacy", "safety", "baseline")
_IN_ARMS = ("efficacy", "safety")
"""Kinds of results that are asked of an arm, whether or not the table has them of each."""
_OF_A_TEST = ("threshold", "identifier")
"""Statistics of no part of the patients: a part beside them only says where they are told."""
_ALL = "all"
_ELIGIBILITY = "eligibility"
_ANY = "any"
_SEVERE = ">=3"


def slots_missed(question: Question, sentences: Sequence[Sentence]) -> Iterator[str]:
    """The words of the question for what no result shown is of, and no sentence speaks of."""
    rows = [row for sentence in sentences if not is_pointer(sentence) for row in sentence.results]
    if not rows:
        yield from _drugs_missed(question, sentences)
        yield from doses_missed(question, sentences)
        yield from _kinds_missed(question, " ".join(sentence.text for sentence in sentences))
        return
    said = " ".join(sentence.text for sentence in sentences)
    yield from _topics_missed(question, said, quoted=any(sentence.quotes for sentence in sentences))
    yield from doses_missed(question, sentences)
    yield from _counts_missed(question, rows)
    yield from _whole_missed(question, rows)
    if (what := _WHAT_IS.fullmatch(question.text)) and not any(sentence.quotes for sentence in sentences):
        yield f"what “{what['it']}” means"
    yield from _arms_missed(question, rows)
    yield from later_missed(question, rows)
    yield from measures_missed(question, rows)
    absent = [s.text for s in sentences if s.stays and not s.results and not s.quotes]
    for mentions in _asked(question):
        if absent and mentions[0].term.kind == "statistic" and not _is_of_told(mentions[0], question, absent):
            continue  # it is of what is said not to be held
        if not any(_is_told(m, question, rows, said) for m in mentions):
            yield _named(mentions[0])


_WHAT_IS = re.compile(
    r"\W*(?i:what(?:['’]?s| is| are)|explain|define|describe)\s(?P<it>[A-Z][A-Za-z]{0,3}[A-Z\d][A-Z\d-]*)\W*"
)
"""That it is asked what an abbreviation stands for, and nothing of its results."""


def _whole_missed(question: Question, rows: Sequence[Result]) -> Iterator[str]:
    """That an outcome is asked of all patients, where it is told of a part of them that no word names.

    What is measured in such a part by its name ("renal response" in renal impairment) has no other.
    """
    if question.subgroups or any(m.term.kind == "subgroup" for m in question.mentions):
        return
    for outcome in dict.fromkeys(row.outcome for row in rows):
        parts = {row.subgroup for row in rows if row.outcome == outcome}
        if None not in parts and not any(stems(part) & stems(outcome) for part in parts if part):
            yield f"{in_sentence(outcome)} in all patients"


def _arms_missed(question: Question, rows: Sequence[Result]) -> Iterator[str]:
    """That a figure is asked of each arm, where all that is told is of the arms together."""
    measured = [row for row in rows if row.category != "design"]
    asked = _EACH_ARM.search(question.text)
    if asked and measured and all(row.arm == _ALL for row in measured):
        yield f"“{asked.group().strip()}”"


_EACH_ARM = re.compile(
    r"\b(?:(?:by|per|between|across|in|for|on|with|from|of) (?:the )?)?"
    r"(?:each|either|both|the two|every|separate|individual) (?:study |treatment |trial )?(?:arms?|groups?|regimens?)\b"
    r"|\b(?:by|per|between|across) (?:the |study |treatment |trial )*(?:arms?|treatment groups?)\b|\barm by arm\b",
    re.IGNORECASE,
)


def _is_of_told(statistic: Mention, question: Question, absent: Sequence[str]) -> bool:
    """Whether the outcome right behind a statistic is none that is said not to be held: "median OS and PFS"."""
    said = " ".join(absent).casefold()
    behind = [m for m in question.mentions if m.term.kind == "outcome" and m.start == statistic.end + 1]
    return bool(behind) and not any(name.casefold() in said for m in behind for name in (m.text, m.term.name))


def _counts_missed(question: Question, rows: Sequence[Result]) -> Iterator[str]:
    """Outcomes of which it is asked in how many they were seen, where only times and ratios of them are told."""
    if not set(question.statistics) & _COUNTS or set(question.statistics) - _COUNTS:
        return
    named = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category == "efficacy"]
    counts = [m.end for m in question.mentions if m.term.name in _COUNTS]
    outcomes = [m.start for m in question.mentions if m.term.kind == "outcome"]
    parts = [m.start for m in question.mentions if m.term.kind == "subgroup"]
    cuts = clauses.further_questions(question.text)
    apart = named_apart_from_counts(question)
    for mention in (m for m in named if m.term.name not in apart):
        last = max((end for end in counts if end <= mention.start), default=mention.start)
        if any(last <= start < mention.start for start in outcomes):
            continue  # "how many responded, and was PFS better" counts another
        if any(last <= part < cut <= mention.start for part in parts for cut in cuts):
            continue  # "what share was elderly, and how large was the PFS effect in them" counts a part
        told = {row.statistic for row in rows if row.outcome == mention.term.name}
        if told and told <= _UNCOUNTED:
            yield f"the number of patients (“{mention.text}”)"


_COUNTS = {"count", "percentage"}
_UNCOUNTED = {"Kaplan-Meier median", "median", "hazard ratio", "p-value"}


def _asked(question: Question) -> Iterator[list[Mention]]:
    """The mentions of what is asked, those of the same words together."""
    asked = stories.asking_spans(question.text)
    spans: defaultdict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in question.mentions:
        if any(a <= mention.start < b for a, b in asked):
            spans[mention.start, mention.end].append(mention)
    analyses = {words for _, words in question.analyses}
    for mentions in spans.values():
        kept = [m for m in mentions if m.term.kind in _TOLD and (m.term.kind != "analysis" or m.text in analyses)]
        if kept and not any(m.term.kind in ("outcome", "topic") for m in mentions):
            yield kept


def _is_told(mention: Mention, question: Question, rows: Sequence[Result], said: str) -> bool:
    return _TOLD[mention.term.kind](mention, question, rows) or _is_said(mention, said)


def _is_said(mention: Mention, said: str) -> bool:
    """Whether a sentence speaks of it, be it to say that it is not held."""
    if mention.term.kind == "grade":
        return grade_words(mention.term.name).removeprefix(", ") in said  # its name is a bare number
    words = (mention.text, mention.term.name, *filter(None, (mention.term.abbreviation,)))
    if mention.term.kind == "arm":  # a name inside a longer one with a hyphen is of another arm
        return any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", said, re.IGNORECASE) for word in words)
    return any(word.casefold() in said.casefold() for word in words) or stems(mention.term.name) <= stems(said)


def _has_statistic(mention: Mention, question: Question, rows: Sequence[Result]) -> bool:
    name = mention.term.name
    measured = any(row.category in _MEASURED for row in rows)
    if name not in _MEASURES or not measured or (name == "p-value" and not wording.names_p(question.text)):
        return True
    if name == "mean" and name not in mention.text.casefold():
        return True  # "on average" takes a median
    return any(measures(row, name) for row in rows)


def _has_grade(mention: Mention, _question: Question, rows: Sequence[Result]) -> bool:
    grade = mention.term.name
    bare = all(row.grade is None for row in rows)  # of an outcome that has none, the word is part of its name
    first, _, last = grade.partition("-")
    each = {str(each) for each in range(int(first), int(last) + 1)} if first.isdigit() and last.isdigit() else {grade}
    grades = {row.grade for row in rows}
    split = grade == _SEVERE and {"3", "4"} <= grades  # told one by one
    return bare or grade == _ANY or grade in grades or each <= grades or split


def _has_arm(mention: Mention, _question: Question, rows: Sequence[Result]) -> bool:
    arm = mention.term.name
    armed = [row for row in rows if row.arm not in (None, _ALL) or row.comparison or row.category in _IN_ARMS]
    return not armed or arm == _ALL or any(row.arm == arm or arm in (row.comparison or "") for row in rows)


def _has_part(mention: Mention, question: Question, rows: Sequence[Result]) -> bool:
    part = mention.term.name
    if part not in question.subgroups:
        return True  # a kind of parts, of which its members are told, or what another slot has taken up
    if any(row.subgroup == part or same_part(row.outcome, part) for row in rows):
        return True
    return all(row.statistic in _OF_A_TEST for row in rows)


def _has_analysis(mention: Mention, question: Question, rows: Sequence[Result]) -> bool:
    meant = [term for term, words in question.analyses if words == mention.text]
    dated = [row for row in rows if row.data_cutoff]
    return (
        not dated
        or means_last(mention.text)
        or any(row.analysis == t.name or row.data_cutoff == t.cutoff for row in dated for t in meant)
    )


_TOLD: dict[str, Callable[[Mention, Question, Sequence[Result]], bool]] = {
    "statistic": _has_statistic,
    "grade": _has_grade,
    "arm": _has_arm,
    "subgroup": _has_part,
    "analysis": _has_analysis,
}


def _drugs_missed(question: Question, sentences: Sequence[Sentence]) -> Iterator[str]:
    """Drugs that a further question names and none of the sentences quoted does."""
    said = stems(" ".join(sentence.text for sentence in sentences))
    cuts = clauses.further_questions(question.text)
    entry = any(topic.name == _ELIGIBILITY for topic in question.topics)  # who may have had which drug
    for drug in (m for m in question.drugs if entry or (cuts and m.start >= cuts[0])):
        named = any(stems(word) <= said for word in (drug.text, *drug.term.spellings))
        if not named and (entry or drug.term.trial is not None):
            yield drug.text


def _kinds_missed(question: Question, said: str) -> Iterator[str]:
    """Of two topics of one noun ("primary and secondary endpoints"), the one of whose kind nothing is quoted."""
    topics = [m for m in question.mentions if m.term.kind == "topic"]
    for topic in topics:
        apart = [m for m in topics if m.end <= topic.start or topic.end <= m.start]
        others = [m for m in apart if m.term.name != topic.term.name and stems(m.text) & stems(topic.text)]
        own = stems(topic.text).difference(*(stems(m.text) for m in others))
        if others and own and not own & stems(said):
            yield topic.text


def _topics_missed(question: Question, said: str, *, quoted: bool) -> Iterator[str]:
    """Questions beside others for what no figure tells and nothing is held or quoted of: a label, an assessor."""
    untold = (None,) if quoted else (None, "Methods", "Background")
    cuts = sorted({0, *clauses.further_questions(question.text), len(question.text)})
    for start, end in pairwise(cuts) if len(cuts) > _WHOLE else ():
        inside = [m for m in question.mentions if start <= m.start < end]
        topics = [m for m in inside if m.term.kind == "topic" and not stems(m.text) <= stems(said)]
        if asks_limit(question.text[start:end]) and "threshold" in said:
            continue  # "and what cut-off defined it"
        if not stories.asks_anything(question.text[start:end]):
            continue  # "Of the trial population, how many ...": it says of what is asked
        if topics and all(m.term.kind == "topic" and m.term.section in untold for m in inside):
            yield f"“{_JOINT.sub('', question.text[start:end]).strip(' ,;?.')}”"


_JOINT = re.compile(r"[\s,;]*\b(?:and|or|but)\s*$", re.IGNORECASE)
_WHOLE = 2
"""Ends of a text that has one clause."""


def _named(mention: Mention) -> str:
    return _SPACES.sub(" ", mention.text).strip()


_SPACES = re.compile(r"\s+")

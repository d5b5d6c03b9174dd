"""Whom a question over a registered trial asks about: parts of the patients that its record knows, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.questions.age_rows import tells_age
from retrieval.questions.item_rows import SEXES
from retrieval.questions.question import Question
from retrieval.registry.lay_words import in_lay_words
from retrieval.registry.trial_words import design_words, record_of, words_of
from retrieval.stems import stems
from retrieval.terms import Mention, TermIndex, Token, normal_form, split_tokens

_ELIGIBILITY = "eligibility"
_APPOSED = re.compile(r"\s?[(,:/–-]\s?")


def with_foreign_conditions(question: Question, *, corpus: Corpus) -> Question:
    """The question with the conditions unread by which it tells of whom it asks, and of which no title tells.

    They are common words elsewhere: "in those with active cancer" of a trial of clots.
    """
    held = frozenset().union(*map(stems, corpus.table.outcomes(question.trial or "")))
    held |= words_of(question.trial, corpus=corpus).naming
    held |= _ANY_CANCER if held & _CANCERS or any(word.endswith(_ENDS_OF_CANCERS) for word in held) else frozenset()
    named = [(m.start, m.end) for m in question.mentions]
    found = tuple(
        token
        for token in split_tokens(question.text)
        if token.form in _CONDITIONS and not stems(token.text) & held and token not in question.unknown
        if not any(start <= token.start < end for start, end in named)
    )
    items = stems(" ".join(item for (item,) in corpus.table.slots(question.trial or "", ("item",)) if item))
    found = (*found, *(token for token in _otherwise(question.text) if not stems(token.text) <= held | items))
    return replace(question, unknown=(*question.unknown, *found)) if found else question


def _otherwise(text: str) -> Iterator[Token]:
    """Words for those who are otherwise than others: "in non-fusion tumours", the "mutated" of "FGFR2-mutated"."""
    for match in _OTHERWISE.finditer(text):
        name = "negated" if match["negated"] else "state"
        yield Token(*match.span(name), match[name], normal_form(match[name]))


_OTHERWISE = re.compile(
    r"\b(?:in|among|for|with|of)\s(?:[\w-]+\s){0,3}\(?"
    r"(?:(?P<negated>non-(?!serious|fatal|inferior|\w+ed\b)[a-z]{4,})"
    r"|[A-Z][A-Z\d]{2,}[- ](?P<state>mutated|mutant|amplified|deleted|negative|wild-?type))\b"
)


_CONDITIONS = frozenset("cancer tumor myeloma".split())
"""Diseases among the common words of questions."""
_ANY_CANCER = stems("cancer tumor")
_CANCERS = _ANY_CANCER | stems("carcinoma glioma glioblastoma leukemia lymphoma melanoma mesothelioma myeloma sarcoma")
"""Diseases that are cancers: in a trial of one, "tumours" are those that all have."""
_ENDS_OF_CANCERS = ("carcinoma", "sarcoma", "blastoma", "thelioma", "lymphoma", "leukemia", "leukaemia", "metastas")


def without_false_parts(question: Question, *, corpus: Corpus, terms: TermIndex) -> Question:
    """The question without general words for a part of the patients that are no such thing in this trial.

    They are true of everybody in it ("adjuvant"), belong to the name of an outcome ("IGA"), or call it in other words
    ("kidney function (eGFR)"); a part that has results, or that may have, stays.
    """
    words = words_of(question.trial, corpus=corpus)
    if not question.subgroups or not words.naming:
        return question
    if any(topic.name == _ELIGIBILITY for topic in question.topics) and "count" not in question.statistics:
        return replace(question, subgroups=())  # those who could take part are no part of those who did
    held = {part for (part,) in corpus.table.slots(question.trial or "", ("subgroup",)) if part}
    outcomes = [m for m in question.mentions if m.term.kind == "outcome"]
    posted = [
        title for name in question.outcomes for title in (name, *terms.outcomes_of(name, trial=question.trial or ""))
    ]
    titles = frozenset().union(*map(stems, posted))
    everyone = parts_of_all(question, corpus=corpus)
    slots = corpus.table.slots(question.trial or "", ("outcome", "item"))
    items = [item for title, item in slots if item and title in posted]
    rows = list(map(stems, items))

    def is_false(mention: Mention) -> bool:
        name = mention.term.name
        if mention.term.trial is not None or name in held or terms.members(name, trial=question.trial or ""):
            return False
        tokens = split_tokens(mention.text)
        inert = all(words.names_trial(token) or token.form in design_words() | _PEOPLE for token in tokens)
        apposed = any(_APPOSED.fullmatch(question.text, mention.end, other.start) for other in outcomes)
        inert = inert or stems(mention.term.name) <= words.naming  # "kids" in a trial in children
        inert = inert or name in everyone
        said = stems(SEXES.get(mention.text.casefold(), mention.text)) - _OF_PEOPLE
        inert = inert or tells_age(items, mention.text)
        inert = inert or any(said <= row | titles and said & (row - titles) for row in rows)  # a row of what is asked
        return inert or apposed or stems(mention.text) <= titles | in_lay_words(titles)

    false = {m.term.name for m in question.mentions if m.term.kind == "subgroup" and is_false(m)}
    return replace(question, subgroups=tuple(name for name in question.subgroups if name not in false))


def with_needs(question: Question, *, corpus: Corpus) -> Question:
    """The question for those who came to need what a row counts, and not in a part of the patients: "needing dialysis".

    What is said to need it is not asked by itself: of "kidney failure requiring dialysis" only the dialysis is.
    """
    slots = corpus.table.slots(question.trial or "", ("outcome", "item", "category", "subgroup"))
    rows = [(title, stems(item)) for title, item, kind, _ in slots if title and item and kind in _MEASURED]
    held = {part for *_, part in slots}
    parts = (m for m in question.mentions if m.term.kind == "subgroup" and m.term.name not in held)
    for part in (m for m in parts if m.term.name in question.subgroups):
        need = _NEED.search(question.text, 0, part.end)
        if need is None or part.start > need.end():
            continue
        needed = stems(question.text[need.start("what") : part.end])
        titles = tuple(dict.fromkeys(title for title, row in rows if needed <= row))
        own = [m for m in question.mentions if m.term.kind == "outcome" and m.end == need.start()]
        if titles and not any(_OTHER_NEED.search(m.text) for m in own):
            return _asked_of_need(question, part, titles, own, need.start())
    return question


def _asked_of_need(
    question: Question, part: Mention, titles: tuple[str, ...], own: Sequence[Mention], at: int
) -> Question:
    """The question for the titles in place of a part and of what is said to need it.

    Args:
        at: Where the words for the need begin.
    """
    start = own[0].start if own else at
    left = {m.term.name for m in own}
    outcomes = (*(name for name in question.outcomes if name not in left), *titles)
    return replace(
        question,
        text=question.text[:start] + " " * (at - start) + question.text[at:],
        outcomes=tuple(dict.fromkeys(outcomes)),
        subgroups=tuple(name for name in question.subgroups if name != part.term.name),
        mentions=tuple(m for m in question.mentions if m not in (*own, part)),
    )


_MEASURED = ("efficacy", "safety")
_OTHER_NEED = re.compile(r"\b(?:acute|events?|AEs?|side effects?|reactions?)\b", re.IGNORECASE)
"""What a need is told of that is not the need of a row by itself."""
_NEED = re.compile(
    r",?\s(?:that |which |and )?(?:need(?:s|ed|ing)?|requir(?:es?|ed|ing)|(?:ended|ending) up (?:on|with)"
    r"|going on(?:to)?|(?:leads?|led|leading|progress(?:es|ed|ing)?) to|in need of)\s"
    r"(?:(?:an?|the|chronic|permanent|maintenance|regular|long[- ]term|long-lasting)\s)*"
    r"(?P<what>[\w-]+)(?:\s[\w-]+)*$",
    re.IGNORECASE,
)
_OF_PEOPLE = stems("patients participants subjects people those women men with who had have a an the in")
_PEOPLE = frozenset("people patient participant subject person adult".split())


def parts_of_all(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """Parts by sex and age that everybody in the trial is of, as its rules of entry tell."""
    record = record_of(question.trial, corpus=corpus)
    sex = _SEX.search(record.text) if record else None
    told = frozenset((_SEXES[sex["sex"].casefold()],) if sex else ()) | _sex_of_nearly_all(question, corpus=corpus)
    limits = {match["side"].casefold(): match for match in _LIMIT_OF_AGE.finditer(record.text if record else "")}
    youngest, oldest = limits.get("minimum"), limits.get("maximum")
    children = oldest is not None and (oldest["unit"].casefold() != "year" or int(oldest["number"]) < _ADULT)
    adults = youngest is not None and youngest["unit"].casefold() == "year" and int(youngest["number"]) >= _ADULT
    return told | frozenset(("children",) if children else ("adults",) if adults else ())


def _sex_of_nearly_all(question: Question, *, corpus: Corpus) -> frozenset[str]:
    """The sex of which all patients are but for one in fifty: "women" with breast cancer."""
    rows = [
        row
        for title in corpus.table.outcomes(question.trial or "")
        if title.startswith("Sex")
        for row in corpus.table.results(trial=question.trial or "", outcome=title)
        if row.arm == "all" and row.n and row.N
    ]
    return frozenset(
        _SEXES[row.item.casefold()]
        for row in rows
        if row.item and row.item.casefold() in _SEXES and (row.n or 0) >= _NEARLY_ALL * (row.N or 0)
    )


_NEARLY_ALL = 0.98
_SEX = re.compile(r"\bSex: (?P<sex>female|male)\b", re.IGNORECASE)
_SEXES = {"female": "women", "male": "men"}
_ADULT = 18
_LIMIT_OF_AGE = re.compile(
    r"\b(?P<side>Minimum|Maximum) age: (?P<number>\d+) (?P<unit>year|month|week|day|hour)s?", re.IGNORECASE
)

"""What a statement in a source does not name: for a question that takes it to name somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.organisations import fold_organisation, is_known_organisation
from retrieval.answers.listing import join
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.stems import stems

_FUNDING = "funding"
_SCHEDULE = "dosing schedule"


def deny_funders(question: Question, quotes: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """That the organisations which a question names are not named in what is quoted of who paid; nothing else."""
    if not quotes or not any(topic.name == _FUNDING for topic in question.topics):
        return ()
    said = " ".join(quote.text for quote in quotes)
    told = {fold_organisation(name) for name in _names_in(said)}
    known = [name for name in dict.fromkeys(_names_in(question.text)) if is_known_organisation(name)]
    missing = [name for name in known if fold_organisation(name) not in told]
    if not missing:
        return ()
    verb = "is" if len(missing) == 1 else "are"
    evidence = tuple(quote for sentence in quotes for quote in sentence.quotes)
    return (Sentence(f"{join(missing)} {verb} not named there.", (), evidence),)


def untold_by(question: Question, quotes: Sequence[Sentence]) -> str:
    """What a question asks that the sentences quoted in answer do not tell; ``""`` where that is nothing."""
    untold = ways_compared(question) or way_untold(question, quotes) or exclusions_untold(question, quotes)
    return untold or trait_untold(question, quotes)


def ways_compared(question: Question) -> str:
    """The ways of giving a drug that are weighed against each other, which no sentence on how it was given compares."""
    ways = dict.fromkeys(m.text for m in question.mentions if m.term.name == _SCHEDULE)
    asked = ways and all(topic.name == _SCHEDULE for topic in question.topics)
    if not asked or question.outcomes or not _WEIGHS.search(question.text):
        return ""
    return f"a comparison of ways of giving it ({', '.join(f'“{way}”' for way in ways)})"


def way_untold(question: Question, quotes: Sequence[Sentence]) -> str:
    """The way of giving a drug that a question asks about, where what is quoted tells another; of a choice, none."""
    said = " ".join(quote.text for quote in quotes)
    asked = ways_asked(question.text)
    told = {way for way, words in _WAYS.items() if words.search(said)}
    if len(asked) != 1 or not told or told & asked.keys():
        return ""
    return f"“{next(iter(asked.values()))}”"


def ways_asked(text: str) -> dict[str, str]:
    """The ways of giving a drug that a text names, each with the words for it."""
    return {way: match.group() for way, words in _WAYS.items() if (match := words.search(text))}


def exclusions_untold(question: Question, quotes: Sequence[Sentence]) -> str:
    """The criteria of exclusion that a question asks, where what is quoted tells who could enter alone."""
    said = " ".join(quote.text for quote in quotes)
    asked = _EXCLUSIONS.search(question.text)
    return "" if asked is None or re.search(r"\bexclu|\bineligib", said, re.IGNORECASE) else f"“{asked.group()}”"


def trait_untold(question: Question, quotes: Sequence[Sentence]) -> str:
    """The trait of which it is asked whether it let patients in, where what is quoted on who could enter has none.

    A bound of age or of a number is told by another one.
    """
    only = question.topics and all(topic.name == _ELIGIBILITY for topic in question.topics)
    if not only or not _WHETHER.match(question.text):
        return ""
    said = stems(" ".join(quote.text for quote in quotes))
    traits = [m for m in question.mentions if m.term.kind in ("outcome", "subgroup", "drug")]
    traits = [m for m in traits if not m.term.name.casefold().startswith("age ")]
    return next((f"“{m.text}”" for m in traits if not stems(m.text) & said), "")


_ELIGIBILITY = "eligibility"
_WHETHER = re.compile(
    r"\W*(?:and |so |but )?(?:was|were|is|are|could|can|did|does|do|would|may|might)\b", re.IGNORECASE
)
_EXCLUSIONS = re.compile(r"\b(?:exclusion criteri\w+|reasons for exclusion|exclusions)\b", re.IGNORECASE)
_WAYS = {
    "under the skin": re.compile(r"\b(?:sub-?cut\w*|sub-?q|SC|under the skin|on-body \w+)\b", re.IGNORECASE),
    "into a vein": re.compile(r"\b(?:intra-?ven\w*|IV|i\.v\.|(?:into|through|via|by) (?:a |the )?vein)", re.IGNORECASE),
    "by mouth": re.compile(r"\b(?:oral(?:ly)?|by mouth|per os|tablets?|pills?|capsules?)\b", re.IGNORECASE),
    "into a muscle": re.compile(r"\b(?:intra-?muscular\w*|IM|into (?:a|the) muscle)\b", re.IGNORECASE),
}
"""Ways of giving a drug, each with the words for it."""


_WEIGHS = re.compile(
    r"\b(?:vs\.?|versus|compared? (?:with|to)"
    r"|better|worse|superior|inferior|safer|milder|stronger|faster|beats?|outperform\w*|preferable|equivalent"
    r"|(?:as|so) (?:good|safe|effective|efficacious|well)\b|non-?inferior\w*|efficacy|effective\w*)\b",
    re.IGNORECASE,
)


def _names_in(text: str) -> list[str]:
    """The runs of capitalised words, each whole where it is a known name, else word by word."""
    names: list[str] = []
    for run in _RUN.findall(text):
        whole = is_known_organisation(run)
        names += [run] if whole else [word for word in re.findall(r"[\w&'’-]+", run) if word[:1].isupper()]
    return names


_RUN = re.compile(r"[A-Z][\w&'’-]*(?:\s[A-Z][\w&'’-]*)*")

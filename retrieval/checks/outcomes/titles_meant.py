"""Titles that a name stands for: of several visits, of one abbreviation, or "a late one" behind "an early relapse"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures.times import without_times
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.terms.title_restrictions import restriction
from retrieval.terms import Mention, common_words, word_forms


def titles_of(clause: Clause, mention: Mention, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The titles that the words of one of ``mentions`` stand for: named at one place, or with an abbreviation."""
    names = [other.term.name for other in mentions if other.start == mention.start]
    if _ABBREVIATION.fullmatch(mention.text) and mention.term.category == "efficacy":
        forms = word_forms(mention.text)
        titles = clause.evidence.titles_with(forms)[:_FAMILY]
        names += [title for title in titles if clause.evidence.results(title)[0].category in ("efficacy", "baseline")]
    if _LED_BY_LETTERS.fullmatch(mention.text) and mention.term.category == "efficacy":
        names += clause.evidence.titles_with(word_forms(mention.text))[:_FAMILY]
    if _ANY_DEATH.search(mention.term.name):
        names += [
            title for title in clause.evidence.titles_with(frozenset({"any", "cause"})) if _ANY_DEATH.search(title)
        ]
    lead = _WORD_BEFORE.search(clause.text, max(clause.sentence.start, mention.start - _LONG), mention.start)
    if lead and mention.term.category == "efficacy":
        forms = word_forms(f"{lead['word']} {mention.text}")
        names += clause.evidence.titles_with(forms)[:_FAMILY]
    if mention.term.category == "efficacy" and _RATE.match(clause.text, mention.end):
        forms = word_forms(f"{mention.text} rate")
        names += clause.evidence.titles_with(forms)[:_FAMILY]
    names += _wider_or_narrower(clause, mention)
    own = without_times(mention.term.name)
    told = (word_forms(words) for words in (mention.text, mention.term.name))
    for forms in dict.fromkeys(told):
        titles = clause.evidence.titles_with(forms)[:_VISITS]
        names += [title for title in titles if without_times(title) == own]
    rows = clause.evidence.results(mention.term.name)
    if (
        rows
        and rows[0].category == "baseline"
        and not _AT_START.search(clause.text, clause.sentence.start, clause.sentence.end)
    ):
        names += _measured_later(mention, clause.evidence)
    return tuple(dict.fromkeys(names)) if len(set(names)) > 1 or names[:1] != [mention.term.name] else ()


def _wider_or_narrower(clause: Clause, mention: Mention) -> list[str]:
    """Titles of efficacy with the words of a mention: the primary one, and any where half of the mention's is told."""
    forms = word_forms(mention.text)
    if mention.term.category != "efficacy" or len(forms) < len(("what", "measured")):
        return []
    half = _is_half_told(mention.term.name, clause)
    if not half and word_forms(mention.term.name) == forms and clause.evidence.results(mention.term.name):
        return []  # "cardiovascular death" has figures of its own: it is no composite with it
    titles = (title for title in clause.evidence.titles_with(forms)[:_FAMILY] if not restriction(title))
    meant = (title for title in titles if half or title in clause.evidence.facts.primary)
    return [title for title in meant if not _is_half_told(title, clause)]


def _is_half_told(title: str, clause: Clause) -> bool:
    """Whether a sentence tells one of two words that a title joins: "severe" of "Moderate and Severe Exacerbations"."""
    told = word_forms(clause.text[clause.sentence.start : clause.sentence.end])
    pairs = (word_forms(match[0]) - common_words() for match in _TWO_WORDS.finditer(title))
    return any(len(pair & told) == 1 < len(pair) for pair in pairs)


_TWO_WORDS = re.compile(r"\b\w+ (?:and|or) \w+\b", re.IGNORECASE)


def joint_titles(clause: Clause, mention: Mention) -> tuple[str, ...]:
    """The titles of a composite of which a mention names one event: "cardiovascular death or first admission".

    None where the mention's own title is such a one.
    """
    before = _OR_BEFORE.search(clause.text, max(clause.sentence.start, mention.start - _LONG), mention.start)
    if before is None or mention.term.category != "efficacy" or " or " in mention.term.name.casefold():
        return ()
    first, own = word_forms(before["word"]), word_forms(mention.text) - common_words()
    held = [title for title in clause.evidence.titles_with(first) if not restriction(title)]
    return tuple(title for title in held[:_FAMILY] if _joins(title, first, own))


def _joins(title: str, first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether a title joins by "or" what has the words of ``first`` and what has most of those of ``second``."""
    parts = [word_forms(part) for part in _JOINED.split(title)]
    return any(
        first <= one and len(second & other) > len(second) / 2 for one in parts for other in parts if one is not other
    )


_JOINED = re.compile(r",?\sor\s|,\s", re.IGNORECASE)
_OR_BEFORE = re.compile(r"\b(?P<word>[a-z]{4,}) or (?:(?:an?|the|any|first) )*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(
    r"(?<![\w-])(?!(?:median|primary|with|from|after|where|which|their|this|that)\b)"
    r"(?P<word>[a-z]{4,}(?:-[a-z]+)?) $",
    re.IGNORECASE,
)
"""Before a name, a word that a longer title has, too: "the potential complete response rate"."""
_RATE = re.compile(r" rates?\b", re.IGNORECASE)
"""Behind a name, the word that a longer title has, too: "survival rate at 12 and 24 months"."""
_LONG = 24  # letters that such a word has at most
_ANY_DEATH = re.compile(r"\ball[- ]cause (?:mortality|death)|\b(?:died|deaths?)\b.*\bany cause\b", re.IGNORECASE)
"""Those who died are counted as an outcome, and again by a registry among its adverse events."""
_AT_START = re.compile(
    r"(?<!from )(?<!versus )\b(?:baseline|entry|previous|prior|past|history|outset)\b", re.IGNORECASE
)


def _measured_later(mention: Mention, evidence: Evidence) -> list[str]:
    """The titles of efficacy that have the words of a mention, which the table has at baseline, too."""
    forms = word_forms(mention.text)
    titles = evidence.titles_with(forms)[:_FAMILY]
    return [title for title in titles if evidence.results(title)[0].category == "efficacy"]


_ABBREVIATION = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z0-9-]{3,12}")
_LED_BY_LETTERS = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z0-9-]{3,12} (?:responses?|responders?|rates?|scores?)")
"""A short name with its noun, "ACR20 response", which titles of other times have, too."""
_FAMILY, _VISITS = 8, 24
"""Titles of one abbreviation, and of one name at several visits, that are looked through."""


_ONE = re.compile(
    r"\s(?:(?:patients|had|were|with|reached|achieved)\s)*(?:an?\s|the\s)?(?P<what>[a-z][\w-]*(?:\s[a-z][\w-]*)?)\sones?\b",
    re.IGNORECASE,
)


def one_of(clause: Clause, slot: Slot, previous: Slot | None) -> str | None:
    """What "176 a late one" is, behind "107 had an early relapse": the same noun with another word before it."""
    one = _ONE.match(slot.after)
    if one is None or previous is None or previous.told_at is None:
        return None
    noun = re.compile(r"[\w-]+(?:\s[\w-]+){0,4}").match(clause.text, previous.told_at)
    words = noun[0].split() if noun else []
    for last in range(len(words), 0, -1):
        name = f"{one['what']} {words[last - 1]}"
        found = clause.evidence.terms.find(name, trial=clause.evidence.trial.id, kinds={"outcome"}, typos=False)
        held = [item.term.name for item in found if item.start == 0 and item.end == len(name)]
        if held and clause.evidence.results(held[0]):
            return held[0]
    return None

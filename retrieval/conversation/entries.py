"""Follow-ups to facts of how a trial was made and entered: its dose, its dates in a register, its numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.conversation.rephrasing import name_outcomes
from retrieval.conversation.words import Wording
from retrieval.naming import sources_named
from retrieval.questions.statistics_asked import measures
from retrieval.terms import common_words, word_forms


def of_design(slots: Slots, *, reader: Reader) -> bool:
    """Whether all that is held of the outcomes asked is how the trial was made and entered."""
    rows = reader.rows(slots)
    return bool(rows) and all(row.category == "design" for row in rows)


def has_none_of(statistics: Sequence[str], slots: Slots, *, reader: Reader) -> bool:
    """Whether a statistic is asked of a fact that has none: of a dose no duration."""
    rows = reader.rows(slots)
    return of_design(slots, reader=reader) and not all(any(measures(row, name) for row in rows) for name in statistics)


def fact_named(words: str, earlier: Slots, *, reader: Reader) -> str | None:
    """The fact that the words of its title name, which else would be an analysis: "last update" of an entry."""
    named = reader.titled(words, trial=earlier.trial) if of_design(earlier, reader=reader) else ()
    return named[0] if len(named) == 1 else None


def schedule_of(words: str, earlier: Slots) -> str | None:
    """The question how often a drug was given, after its dose was asked."""
    drug = earlier.outcomes[0].removesuffix(_DOSE) if len(earlier.outcomes) == 1 else ""
    named = drug and earlier.outcomes[0].endswith(_DOSE) and _HOW_OFTEN.fullmatch(words)
    return f"How often was {drug.casefold()} given?" if named else None


_DOSE = " dose"
_HOW_OFTEN = re.compile(
    r"(?:and )?(?:how (?:often|frequently)(?: (?:was|is) (?:it|that|this) given)?|(?:on )?which days|(?:the )?schedule"
    r"|at what intervals?|every (?:day|week|month|other week|(?:two|three|four|[2-4]) weeks)|daily|weekly|monthly"
    r"|(?:once|twice) an? (?:day|week|month)|how many times an? (?:day|week|month))",
    re.IGNORECASE,
)


def of_another_entry(how: Wording, earlier: Slots, *, reader: Reader, corpus: Corpus) -> str | None:
    """The question for the facts asked before as a source has them, or for its last by a like name; else ``None``."""
    if not (how.restricting and of_design(earlier, reader=reader)):
        return None
    bare = replace(earlier, arms=(), phrase="", analyses=())
    sources = sources_named(reader.read(f"{name_outcomes(bare)} {how.rest}?", trial=earlier.trial), corpus=corpus)
    kinds = {row.statistic for row in reader.rows(earlier)}
    rows = [row for row in reader.every_row(earlier.trial) if row.source in sources and row.statistic in kinds]
    held = {row.outcome: str(row.value) for row in rows}
    said = [word_forms(name) - common_words() for name in earlier.outcomes]
    like = sorted((name for name in held if any(word_forms(name) & words for words in said)), key=held.__getitem__)
    titles = earlier.outcomes if set(earlier.outcomes) <= held.keys() else tuple(like[-1:])
    return f"{name_outcomes(replace(bare, outcomes=titles)).capitalize()} {how.rest}?" if titles else None

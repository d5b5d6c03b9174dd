"""What is asked, slot by slot: read from a question, carried to the next, written out again."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.vocabulary import Term
from retrieval.questions import time_words
from retrieval.questions.timed_titles import agree, times_told

_TOLD_BY_NAME = ("percentage", "rate", "dose")
"""Statistics that the name of an outcome tells ("complete response rate"), so that they are not read beside it."""


@dataclass(frozen=True, slots=True)
class Slots:
    """What is asked, slot by slot, in canonical names.

    Attributes:
        analyses: The analyses asked, of which none has a namesake here.
        landmark: A time point as it was written.
        phrase: Words that restrict the question and that no slot holds, as they were written.
        ranked: Whether the most frequent of many events are asked for.
        method: Whether it is asked how the outcome was measured.
        weighs: Whether it is asked if a difference is one.
        every_cutoff: Whether every analysis is asked for.
        whole: Whether the whole population is named, in place of a part of it.
    """

    trial: str | None
    outcomes: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    analyses: tuple[Term, ...] = ()
    landmark: str | None = None
    phrase: str = ""
    ranked: bool = False
    method: bool = False
    weighs: bool = False
    every_cutoff: bool = False
    whole: bool = False

    @property
    def restrict(self) -> bool:
        """Whether they narrow whom, when or how severely, beside what is asked."""
        return bool(
            self.grades
            or self.arms
            or self.subgroups
            or self.populations
            or self.analyses
            or self.landmark
            or self.phrase
            or self.every_cutoff
            or self.whole
        )

    @property
    def ask_figures(self) -> bool:
        """Whether results are asked for, or how they were measured."""
        unnamed = self.statistics and self.phrase  # a statistic of what no outcome's name says
        return bool(self.outcomes or self.ranked or self.subgroups or self.method or unnamed)

    @property
    def timed_by_name(self) -> bool:
        """Whether an outcome's name tells the time point ("2-year overall survival rate", a title "to Week 12")."""
        asked = times_told(self.landmark or "")
        told = any(asked and agree(asked, times_told(name)) for name in self.outcomes)
        return told or any(next(time_words.landmarks(name), None) for name in self.outcomes)

    @property
    def at_another_time(self) -> bool:
        """Whether the time point is none that an outcome's name tells: "week 52" of a score "at Week 24"."""
        asked = times_told(self.landmark or "")
        told = [times for name in self.outcomes if (times := times_told(name))]
        return bool(asked and told) and not any(agree(asked, times) for times in told)

    def of_patients(self, *, time: bool) -> Slots:
        """Only whom they are about, and with ``time`` at which analysis."""
        return Slots(
            self.trial,
            arms=self.arms,
            subgroups=self.subgroups,
            populations=self.populations,
            phrase=self.phrase,
            analyses=self.analyses if time else (),
        )

    def say(self, wanted: Slots) -> bool:
        """Whether these, as read from a text, are what is wanted; a phrase in no slot may be read as one."""
        names = set(wanted.outcomes)
        timed = wanted.landmark and len(self.outcomes) == len(names) == 1  # a rate at a time has a name of its own
        same = timed and wanted.outcomes[0].casefold() in self.outcomes[0].casefold()
        if not (same or set(self.outcomes) == names) or self.ranked != wanted.ranked:
            return False
        told = {*self.statistics, *_TOLD_BY_NAME}
        if not set(wanted.statistics) <= told or (wanted.trial and self.trial != wanted.trial):
            return False
        if {term.name for term in self.analyses} != {term.name for term in wanted.analyses}:
            return False
        if (wanted.landmark or "") not in (self.landmark or "") and not wanted.timed_by_name:
            return False
        for name in ("arms", "grades", "subgroups", "populations"):
            found, meant = ({_undefined(part) for part in getattr(slots, name)} for slots in (self, wanted))
            if not (meant <= found if wanted.phrase else meant == found):
                return False
        return True


def _undefined(name: str) -> str:
    """A name without the definition behind it in brackets: a part of the patients may be held with and without it."""
    return name.partition(" (")[0]

"""Deaths as a registry record counts them: by measures of death alone, and in the total of its table of events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from retrieval.questions.deaths import SURVIVAL
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import agree, times_told, without_times
from retrieval.registry.alike import are_composites
from retrieval.stems import stems

_MEASURED = "efficacy"
_MORTALITY = "All-cause mortality"
_FATAL_EVENT = "Fatal treatment-emergent adverse event"


def deaths_counted(
    name: str, titles: Sequence[str], question: Question, *, kinds: Mapping[str | None, str | None]
) -> list[str]:
    """The outcomes that count deaths, where a name asks for them; nothing where it does not, or the record has none.

    Measures of death alone, then the registry's own total: they count in other sets. Fatal events, where nothing says
    that they are events, are deaths; so are those who did not survive, in a record of no survival.

    Args:
        titles: To which the name leads.
        kinds: The category of each outcome of the record.
    """
    if _MORTALITY not in kinds:
        return []
    measured = [title for title, kind in kinds.items() if title and kind == _MEASURED]
    alone = [title for title in measured if _is_of_deaths(title)]
    if name == _MORTALITY and not alone and set(question.statistics) & _HAZARDS:
        return [title for title in measured if _is_survival(title)]
    both = _deaths_at(times_told(question.text), alone)
    if name == _MORTALITY:
        return both
    said = [m.text for m in question.mentions if m.term.name == name and m.term.kind == "outcome"]
    if name == _FATAL_EVENT and said and not any(_EVENT.search(text) for text in said):
        return both or [_MORTALITY]
    if name == SURVIVAL and _asks_the_dead(said, titles, question, measured=bool(alone)):
        return both or [_MORTALITY]
    return []


def _deaths_at(times: frozenset[tuple[str, str]], alone: Sequence[str]) -> list[str]:
    """The measures of death alone at the times asked, with the total where that may be of the same time."""
    timed = [title for title in alone if not times or agree(times, times_told(title))]
    at_time = [title for title in timed if times and times_told(title)]  # of which the total tells nothing
    return at_time or ([*timed, _MORTALITY] if timed else [])


def _asks_the_dead(said: Sequence[str], titles: Sequence[str], question: Question, *, measured: bool) -> bool:
    """Whether those who did not survive are asked.

    Args:
        said: What survival is called.
        measured: Whether a measure counts deaths alone.
    """
    if measured and _are_the_dead(said, titles):
        return True
    lived = any(SURVIVAL.casefold() in title.casefold() for title in titles)
    mixed = are_composites([title for title in titles if title != _MORTALITY], question.text)  # none counts the dead
    counted = (mixed or (lived and not question.weighs)) and asks_who_died(question.text)
    return counted and _are_the_dead(said, ())


def asks_who_died(text: str) -> bool:
    """Whether the dead are asked for, whatever they died of: "did anyone die"."""
    return bool(_WHO_DIED.search(text))


def tells_cause(text: str, titles: Iterable[str]) -> bool:
    """Whether a cause of death is asked, or measures of nothing but deaths are meant."""
    return bool(_OF_CAUSE.search(text)) or all(_is_of_deaths(title) or _ANY_CAUSE.search(title) for title in titles)


_ANY_CAUSE = re.compile(r"\ball[- ]cause\b|\b(?:any|whatever) cause\b", re.IGNORECASE)


_OF_CAUSE = re.compile(
    r"\bd(?:ied?s?|ying)\s(?:suddenly|or|and|of|from|due to|because|after|by|with|without)\b"
    r"|\bor\b[^?]*\bd(?:ied?|ying)\b",
    re.IGNORECASE,
)


def _is_of_deaths(title: str) -> bool:
    """Whether a title counts deaths, and nothing else."""
    return bool(stems(title) & _DEATH) and stems(without_times(_BRACKETS.sub("", title))) <= _DEATH | _OF_DEATHS


def _is_survival(title: str) -> bool:
    """Whether a title is of survival, and nothing else: its hazard ratio is that of death, which a total has not."""
    return _LIVED <= stems(_IN_PATIENTS.sub("", _BRACKETS.sub("", title))) <= _LIVED | _OF_LIFE


def _are_the_dead(said: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether words for survival ask for the dead, of a record that has no title of survival."""
    dead = bool(said) and all(stems(text) & _DIED for text in said)
    return dead and not any("surviv" in title.casefold() for title in titles)


_WHO_DIED = re.compile(
    r"\b(?:any(?:one|body|\s[\w-]+)?|who|how many(?:\s[\w-]+){0,3})\s"
    r"(?:(?:to|has|have|had|did|of them)\s)?d(?:ied?|ying)\b"
    r"|\b(?:what|why)\b[^?.;,]{0,40}\bdie[ds]?\b",
    re.IGNORECASE,
)
"""That the dead are counted, or what they died of: no survival is asked."""
_EVENT = re.compile(r"\b(?:adverse|\w*AEs?|events?|effects?|reactions?|toxicit\w*)\b", re.IGNORECASE)
_DEATH = stems("death mortality")
_DIED = _DEATH | stems("died die dying deaths")
_OF_DEATHS = stems(
    "number percentage proportion count rate incidence of the with who had participants patients subjects due to from "
    "for yearly annual annualised annualized event per year "
    "any all cause overall at by in on time until first occurrence during intended planned treatment period study "
    "included endpoint analysis"
)
_LIVED = stems("overall survival")
_OF_LIFE = stems("time duration median of")
_HAZARDS = frozenset(("hazard ratio", "hazard reduction"))
_IN_PATIENTS = re.compile(r"\s(?:in|among)\s(?:all\s)?(?:participants|patients|subjects)\b.*$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")

"""Which reactions a clause tells that somebody had, and does not only ask about, suppose, deny or have from a trial."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.intake import about, telling
from retrieval.intake.reading import Reading, is_denied
from retrieval.terms import common_words, split_tokens

_NOTHING = telling.any_of(r"no|none|never|without|nothing")
_BENIGN = (
    telling.SUPPOSED,
    telling.FEARED,
    telling.ASKED,
    _NOTHING,
    telling.WENT_WELL,
    telling.REPORTED_BY_TRIAL,
    telling.PAST_HISTORY,
)

_GENERAL = (telling.ASKED, telling.FEARED, telling.REPORTED_BY_TRIAL, about.SHARE)


def find_events(reading: Reading, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Spans of the reactions that one clause tells; the clause itself where it names none that is known."""
    clause = reading.text[start:end]
    if not reading.own and about.NAMES_TRIAL.search(reading.question[start:end]):
        return []
    if reading.own and telling.HAS_IT_TOO.search(clause):
        return reading.reactions or [(start, end)]
    named = [(a, b) for a, b in reading.reactions if start <= a and b <= end]
    affirmed = [(a, b) for a, b in named if not is_denied(reading.text[start:a])]
    if definite := [(a, b) for a, b in affirmed if _is_of_one_person(reading, a, b)]:
        return definite
    if affirmed and _tells(clause, reading=reading):
        return affirmed
    if occasions := [(a, b) for a, b in affirmed if _is_told(clause, reading.text[start:a], reading=reading)]:
        return occasions
    if not named and _has_what_is_asked(clause, reading=reading):
        return reading.reactions
    if not named and reading.own and reading.treated and _tells_unnamed(reading, start, end):
        return [(start, end)]
    return []


def _tells(clause: str, *, reading: Reading) -> bool:
    """Whether a clause that names a reaction tells that somebody had it."""
    if telling.SUPPOSED.search(clause):
        return False
    if not reading.patient:
        once = bool(telling.ONE_OCCASION.search(clause)) and not telling.OF_MANY.search(clause)
        return reading.treated and once and not _is_general(clause)
    history = bool(telling.PAST_HISTORY.search(clause))
    past = bool(telling.PAST_OF_OWN.search(clause)) and not history
    if (telling.ASKED.search(clause) or telling.FEARED.search(clause)) and not past:
        return reading.own and bool(telling.THIS_REACTION.search(clause))
    began = bool(telling.ONSET.search(clause))
    if history and not (reading.treated and began):
        return False
    if reading.own:
        return began or reading.treated
    return not telling.REPORTED_BY_TRIAL.search(clause) and (began or reading.treated)


def _is_of_one_person(reading: Reading, start: int, end: int) -> bool:
    """Whether a reaction is one that somebody on treatment has: "the rash of bed 7", "a sodium of 117?".

    A question what may have caused it, or what becomes of it, tells that it is there.
    """
    before, after = reading.text[:start], reading.text[end:]
    doubted = telling.THE.search(before) and telling.RELATED.search(after)
    if doubted and reading.treated and not telling.REPORTED_BY_TRIAL.search(reading.text):
        return True
    if not reading.own:
        return False
    follows = telling.OF_OR_IN.match(after)
    place = end + follows.end() if follows else -1
    if reading.treated and follows and telling.THE.search(before) and any(a <= place <= b for a, b in reading.patient):
        return True
    return bool(telling.CAUSED.search(before)) and any(character.isdigit() for character in reading.text[start:end])


def _is_general(clause: str) -> bool:
    """Whether a clause asks, or speaks of what a trial saw, and of no one occasion."""
    return any(pattern.search(clause) for pattern in _GENERAL)


def _is_told(clause: str, before: str, *, reading: Reading) -> bool:
    """Whether a reaction is given as what one person had: as the occasion of a step in treatment, or with its grade."""
    person = reading.own or bool(telling.THE_PATIENT.search(clause))
    if not person or telling.SUPPOSED.search(clause) or telling.PAST_HISTORY.search(clause):
        return False
    if telling.MANAGED.search(reading.text) and telling.OCCASION.search(before):
        return True
    asked = telling.ASKED.search(clause)
    return not asked and bool(telling.GRADED.search(before) or telling.HAD.search(before))


def _has_what_is_asked(clause: str, *, reading: Reading) -> bool:
    """Whether a clause says that somebody of the asker's has what another clause asks about."""
    has = telling.HAS_IT.search(clause)
    asked = telling.ASKED.search(clause) or telling.SUPPOSED.search(clause) or telling.FEARED.search(clause)
    return bool(reading.own and has and not asked) and not is_denied(clause[: has.start() if has else 0])


def _tells_unnamed(reading: Reading, start: int, end: int) -> bool:
    """Whether a clause about a treated person says more than that: something no word here names, and not good news."""
    clause = reading.text[start:end]
    if clause.rstrip().endswith("?") or _is_benign(clause):
        return False
    if not any(start <= a < end for a, _ in reading.patient):
        return False
    known = (*reading.patient, *reading.product)
    return any(
        token.form not in common_words()
        and token.form.isalpha()
        and not any(a <= start + token.start < b for a, b in known)
        for token in split_tokens(clause)
    )


def _is_benign(clause: str) -> bool:
    """Whether a clause asks, supposes, denies, tells good news, or speaks of a trial or of the past."""
    return any(pattern.search(clause) for pattern in _BENIGN)

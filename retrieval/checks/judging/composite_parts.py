"""One event told where the table has a composite of several: its figure is not the composite's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.checks.figures.roles import Role
from retrieval.checks.judging.judgements import Judgement
from retrieval.records import Verdict
from retrieval.terms import common_words, split_tokens

_LISTS = re.compile(
    r"\bcomposite\b|\bor\b(?! (?:better|worse|higher|more|greater|older|above|below|with|without)\b)", re.IGNORECASE
)
_WHOLE = re.compile(r"\b(?:composite|events?|end ?points?|outcomes?|or)\b", re.IGNORECASE)
"""Words of a composite as a whole, whichever of its events is named."""
_JOINED = re.compile(r",\s*(?:or\s)?|\sor\s", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"^.*?\bcomposite(?: (?:end ?point|outcome|event)s?)? of\s"
    r"|^(?:time to )?(?:the )?first (?:occurrence|event) of\s|^time to (?:first )?",
    re.IGNORECASE,
)
"""Before the events of a composite: "the first occurrence of the composite endpoint of"."""
_FIGURES = (Role.ESTIMATE, Role.COUNT)


def lists_events(name: str) -> bool:
    """Whether a name is that of several events together."""
    name = _ENDPOINT_OF.sub("", name)
    return bool(_LISTS.search(name) or _WHOLE.search(name))


_ENDPOINT_OF = re.compile(r"\b(?<!composite )end ?points? of (?=[^,]*$)", re.IGNORECASE)
"""Before the one event of "the endpoint of all-cause mortality"."""


def tells_one_part(title: str, told: str) -> bool:
    """Whether a sentence names one of the events that a title joins, and nothing of the others."""
    if not _LISTS.search(title) or _WHOLE.search(told):
        return False
    events = _PREAMBLE.sub("", title)
    parts = [{token.form for token in split_tokens(part)} - common_words() for part in _JOINED.split(events)]
    if not all(any(form.isalpha() for form in part) for part in parts):
        return False  # "a score of 0 or 1" joins no events
    known = {token.form for token in split_tokens(told)}
    return len(parts) > 1 and sum(bool(part) and part <= known for part in parts) == 1


def judge_parts(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Leave the numbers unchecked that are a composite's, and are told of one of its events alone."""
    return [_doubted(item) if _is_of_one_part(item) else item for item in judgements]


def _is_of_one_part(item: Judgement) -> bool:
    good = item.verdict in (Verdict.SUPPORTED, Verdict.DERIVED) and item.part.role in _FIGURES
    return good and item.result is not None and tells_one_part(item.result.outcome, item.slot.told)


def _doubted(item: Judgement) -> Judgement:
    assert item.result is not None, "what is of one part was read as a result"
    reason = f"the table has it of {item.result.outcome} together; {item.reason}"
    if "composite" in item.result.outcome.casefold():
        return replace(item, verdict=Verdict.CONTRADICTED, reason=reason, differs=frozenset({"outcome"}))
    return replace(item, verdict=Verdict.UNCHECKED, reason=reason)

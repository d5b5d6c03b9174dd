"""Reasons for leaving a trial, told with who left: "did not complete the study owing to lack of efficacy"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.checks.table.title_words import LINKING
from retrieval.terms import Mention, split_tokens

_REASON = "Not completed: "
_LEFT_FOR = Rare(
    r"\b(?:(?:did not|didn't|not|never|failed to|without) complet(?:e|ed|ing)|non-?completion"
    r"|discontinu(?:ed|ations?|ing|e)|withdr(?:ew|awals?|awn)|left|leaving|drop(?:ped|ping)?[ -]?outs?"
    r"|quit|stopp(?:ed|ing))\b"
    r"(?P<what>(?:[^.;:()0-9]|[0-9.]+ ?(?:mg|mcg|g|mL|IU|kg)\b|\([^()0-9]*\)){0,90}?)"
    r"\s(?:because of|due to|owing to|on account of|as a result of|for(?: reasons? of)?|attributed to|citing)\s"
    r"(?:an?\s|the\s|their\s)?",
    "complet", "completion", "discontinu", "withdr", "left", "leaving", "drop", "quit", "stopp",
)  # fmt: skip
"""Who left, and up to the words of why."""
_TREATMENT = frozenset("treatment therapy drug medication medicine dosing".split())
"""What was stopped by those who may have stayed in the trial."""
_REACH = 70  # code points behind "because of" in which the reason is told


def name_reasons(text: str, start: int, end: int, *, found: dict[str, list[Mention]], evidence: Evidence) -> None:
    """Name the one reason of the trial's flow whose words stand behind those of leaving, for all of these words."""
    for match in _LEFT_FOR.finditer(text, start, end):
        reasons = _reasons(tuple(evidence.title_words))
        own = [item for item in found.get("outcome", ()) if match.start() <= item.start < match.end()]
        if not reasons or _is_of_treatment(match["what"], own, evidence):
            continue
        told = _reason(text, (match.end(), min(end, match.end() + _REACH)), reasons, found.get("outcome", ()))
        term = evidence.terms.term(told[0], kind="outcome", trial=evidence.trial.id) if told else None
        if told and term:
            kept = [it for it in found.get("outcome", ()) if it.end <= match.start() or it.start >= told[1]]
            named = Mention(match.start(), told[1], text[match.start() : told[1]], term)
            found["outcome"] = sorted([*kept, named], key=lambda mention: mention.start)


def _is_of_treatment(what: str, own: Sequence[Mention], evidence: Evidence) -> bool:
    """Whether treatment is what was stopped, or the table has an outcome of just the words."""
    if not _TREATMENT.isdisjoint(what.casefold().split()) and "phase" not in what and "period" not in what:
        return True
    return any(item.term.category != "disposition" and evidence.results(item.term.name) for item in own)


def _reason(
    text: str, span: tuple[int, int], reasons: dict[str, frozenset[str]], found: Sequence[Mention]
) -> tuple[str, int] | None:
    """The title of the reason that begins right behind, and where its words end; the one with most words."""
    named = [it for it in found if it.start - span[0] in (0, 1) and it.term.name in reasons]
    if named:
        return named[0].term.name, named[0].end
    tokens = [token for token in split_tokens(text[slice(*span)]) if token.form not in LINKING]
    best: tuple[int, str, int] | None = None
    for title, forms in reasons.items():
        told = tokens[: len(forms)]
        if forms == {token.form for token in told} and (best is None or len(forms) > best[0]):
            best = len(forms), title, span[0] + told[-1].end
    return best[1:] if best else None


@lru_cache(maxsize=64)
def _reasons(titles: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The words of each reason for which patients left a trial, by its title."""
    told = {title: split_tokens(title.removeprefix(_REASON)) for title in titles if title.startswith(_REASON)}
    return {title: frozenset(token.form for token in tokens) - LINKING for title, tokens in told.items()}

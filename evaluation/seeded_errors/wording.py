"""One claim in words: a template whose gaps are filled, and where each number of it came to stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from evaluation.seeded_errors.names import (
    as_event,
    in_sentence,
    introduce,
    name_cutoff,
    name_population,
    name_subgroup,
    shorten,
)
from evaluation.seeded_errors.records import Claim
from ingest.records import NOT_REACHED

_GAP = re.compile(r"\{(\w+)\}")
_OPTION = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_SHORT_STATISTICS = {"hazard ratio": "HR", "odds ratio": "OR"}
_CAPITAL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True, slots=True)
class Style:
    """How one author writes: the same for a statement and its twin."""

    decimal: str
    dash: str
    interval: str
    p: str
    percent: str
    short: bool
    abbreviation: int
    lower: bool
    group: str
    not_reached: str
    minus: str
    form: int


def choose_style(random: Random) -> Style:
    """Return one author's habits."""
    pick = random.choice
    return Style(
        decimal=pick((".", ".", ".", ".", "·")),
        dash=pick(("-", "–", "–", " to ", " to ", ", ")),
        interval=pick(
            (
                "{lev}% CI {lo}{dash}{hi}",
                "{lev}% CI, {lo}{dash}{hi}",
                "{lev}% CI: {lo}{dash}{hi}",
                "{lev} % CI {lo}{dash}{hi}",
                "{lev}% confidence interval {lo}{dash}{hi}",
            )
        ),
        p=pick(
            ("{sides} p{is}{p}", "{sides} p{is}{p}", "{sides} P {is} {p}", "p{is}{p}, {sides}", "p{is}{p} [{sides}]")
        ),
        percent=pick(("%", "%", "%", " %", "\N{NO-BREAK SPACE}%")),
        short=pick((True, False)),
        abbreviation=random.randrange(3),
        lower=pick((True, True, False)),
        group=pick(("group", "group", "arm")),
        not_reached=pick((NOT_REACHED, NOT_REACHED, "NR", "not yet reached")),
        minus=pick(("-", "−")),
        form=random.randrange(60),
    )


def fill(
    template: str, claim: Claim, *, style: Style, extra: dict[str, str] | None = None
) -> tuple[str, dict[str, tuple[int, int]]] | None:
    """Return the text, and the span of each figure by role; ``None`` where the claim does not fill the template.

    ``{role}`` is a gap; ``[[...]]`` is left out when one of its gaps cannot be filled.
    """
    gaps = _gaps(claim, style=style) | (extra or {})
    numbers = {figure.role for figure in claim.figures} | set(extra or {})
    template = _settle(template, gaps=gaps)
    pieces: list[tuple[str, str | None]] = []
    if not _expand(template, gaps=gaps, numbers=numbers, into=pieces, depth=0):
        return None
    text, spans = "", {}
    for piece, role in pieces:
        if role is not None and role not in spans:
            spans[role] = (len(text), len(text) + len(piece))
        text += piece
    return text, spans


def tells(template: str, role: str) -> bool:
    """Whether a template has the gap."""
    return f"{{{role}}}" in template


def _settle(template: str, *, gaps: dict[str, str]) -> str:
    def keep(option: re.Match[str]) -> str:
        return option[1] if _can_fill(option[1], gaps=gaps) else ""

    return _OPTION.sub(keep, template)


def _can_fill(template: str, *, gaps: dict[str, str]) -> bool:
    return all(role in gaps and _can_fill(_OPTION.sub("", gaps[role]), gaps=gaps) for role in _GAP.findall(template))


def _expand(
    template: str, *, gaps: dict[str, str], numbers: set[str], into: list[tuple[str, str | None]], depth: int
) -> bool:
    at = 0
    for gap in _GAP.finditer(template):
        role = gap[1]
        into.append((template[at : gap.start()], None))
        at = gap.end()
        if role not in gaps:
            return False
        if role in numbers:
            into.append((gaps[role], role))
        elif not _expand(_settle(gaps[role], gaps=gaps), gaps=gaps, numbers=numbers, into=into, depth=depth + 1):
            return False
    into.append((template[at:], None))
    return True


def _gaps(claim: Claim, *, style: Style) -> dict[str, str]:
    gaps = {figure.role: _write(figure.text, style=style) for figure in claim.figures}
    gaps |= _name_arms(claim, style=style) | _name_outcome(claim, style=style) | _name_qualifiers(claim, style=style)
    gaps |= {
        "dash": style.dash,
        "is": claim.p_comparator,
        "sides": claim.p_sides,
        "trial": claim.acronym,
        "pct": style.percent,
    }
    gaps |= {"ci": style.interval}
    gaps |= {f"ci{side}": re.sub(r"\b(lev|lo|hi)\b", rf"\g<1>{side}", style.interval) for side in "ab"}
    gaps["pv"] = style.p if claim.p_sides else ("p{is}{p}" if "P" not in style.p else "P {is} {p}")
    if claim.nominal and claim.p_sides:
        gaps["pv"] = "nominal " + gaps["pv"]
    gaps |= _name_units(claim)
    statistic = next((figure.statistic for figure in claim.figures if figure.role == "est"), None)
    if statistic:
        gaps["stat"] = _SHORT_STATISTICS.get(statistic, statistic) if style.short else statistic
        gaps["Stat"] = capitalise(gaps["stat"])
    return gaps


def _write(text: str, *, style: Style) -> str:
    if text == NOT_REACHED:
        return style.not_reached
    return text.replace("-", style.minus).replace(".", style.decimal)


def _name_arms(claim: Claim, *, style: Style) -> dict[str, str]:
    labels = [in_sentence(label, lower=True) if label == "Placebo" else label for label in claim.arms]
    gaps: dict[str, str] = {}
    for side, label in zip("abc", labels, strict=False):
        gaps |= {
            side: label,
            f"{side}_group": f"the {label} {style.group}",
            f"{side.upper()}_group": f"The {label} {style.group}",
        }
        gaps[side.upper()] = capitalise(label)
    return gaps


def _name_outcome(claim: Claim, *, style: Style) -> dict[str, str]:
    name = in_sentence(claim.outcome, lower=style.lower)
    name = (name, introduce(name), shorten(name))[style.abbreviation]
    event = as_event(name, grade=claim.grade, form=style.form)
    gaps = {"outcome": name, "Outcome": capitalise(name), "ev": event, "Ev": capitalise(event)}
    # An abbreviation just introduced is used from then on.
    return gaps | {"again": shorten(name) if style.abbreviation else name}


def _name_qualifiers(claim: Claim, *, style: Style) -> dict[str, str]:
    gaps = {}
    if claim.population:
        gaps["pop"] = name_population(claim.population, form=style.form)
    if claim.subgroup:
        gaps["sub"] = name_subgroup(claim.subgroup, form=style.form)
    if claim.cutoff:
        gaps["cut"] = name_cutoff(claim.cutoff, form=style.form)
    return gaps


def _name_units(claim: Claim) -> dict[str, str]:
    """The unit after a number; none after "not reached", and the second alone serves both."""
    unit = "" if claim.unit in ("", "%") else f" {claim.unit}"
    sides = {side: claim.figure(f"v{side}") for side in "abc"}
    reached = {side: figure is not None and figure.text[-1:].isdigit() for side, figure in sides.items()}
    gaps = {"unit": claim.unit}
    gaps |= {f"u{side}": unit if reached[side] else "" for side in "abc"}
    return gaps | {"uab": "" if reached["b"] else gaps["ua"]}


def capitalise(text: str) -> str:
    """Return the text as a sentence begins it."""
    return text if text[:1] in _CAPITAL else text[:1].upper() + text[1:]

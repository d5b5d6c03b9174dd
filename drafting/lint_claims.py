"""Claims told by how they are built: promises, hope, other studies' figures, uniform benefit, harm played down.

Each form leaves open what may change in it. What a claim would have to show makes it a report: a harm with its figures
is left alone, and so is a comparison with the trial's own other arm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["promotional", "cross-trial", "off-label", "certainty", "safe", "tolerated"]

_FIGURE = re.compile(r"\d(?:[.·]\d+)?\s?%|\b\d+\s?(?:/|of)\s?\d+\b|\bci\b|hazard ratio")
_SEEN = r"(?:seen|reported|observed|achieved|found|known|published|described|obtained)"
_OWN_ARM = r"(?:control|placebo|comparator|arms?|groups?|baseline|overall|whole|interim|earlier analys\w+)"
_HARM = (
    r"(?:adverse (?:events?|reactions?|effects?)|side[- ]effects?|toxicit(?:y|ies)|tolerability|safety(?: profile)?)"
)


@dataclass(frozen=True, slots=True)
class _Form:
    kind: Kind
    words: re.Pattern[str]
    needs_figure: bool = False


def _form(kind: Kind, *alternatives: str, needs_figure: bool = False) -> _Form:
    return _Form(kind, re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])"), needs_figure)


_FORMS = (
    _form(
        "promotional",
        r"(?:patients|people|physicians|clinicians|doctors|they|you|we|families) (?:can|may|could|will) "
        r"(?:now |also |all )?(?:expect|look forward|anticipate|hope|rely|live)",
        r"(?:offer|bring|giv|provid|restor|hold|rais|renew)\w* (?:\w+ )?hopes?",
        r"r[ua]n(?:ning|s)? out of (?:\w+ )?(?:options?|treatments?|choices?|alternatives?)",
    ),
    _form(
        "cross-trial",
        rf"than (?:that|those|what (?:was|is|has been)) {_SEEN}(?![^.;]*\b{_OWN_ARM}\b)",
        rf"than (?:has|have|had) (?:ever |previously |so far )*been {_SEEN}(?![^.;]*\b{_OWN_ARM}\b)",
    ),
    _form(
        "off-label",
        r"(?:can|may|could|might|should) (?:also |well |equally )?be (?:used|given|considered|tried|combined|"
        r"administered|offered)[^.;]{0,60}? (?:outside|beyond|off)[^.;]{0,30}? "
        r"(?:label\w*|indications?|licen[cs]e|authori[sz]ation)",
    ),
    _form(
        "certainty",
        r"(?:consistent|similar|uniform|equal|the same|identical)(?:ly)? (?:\w+ ){0,2}(?:benefits?|effects?|efficacy|"
        r"results?|advantages?|improvements?|responses?)[^.;]{0,60}? "
        r"(?:regardless|irrespective|independent(?:ly)?|across|in all|whatever|no matter)",
        r"(?:benefit\w*|work\w*|effective|efficacy)[^.;]{0,40}? (?:regardless|irrespective|no matter|whatever)",
        needs_figure=True,
    ),
    _form(
        "safe",
        r"no (?:new|unexpected|additional|relevant|major|further|serious) (?:or \w+ )?(?:safety )?"
        r"(?:concerns?|signals?|issues?|risks?|toxicit(?:y|ies))",
    ),
    _form(
        "tolerated",
        rf"{_HARM}[^.;,]{{0,30}}? (?:was|were|is|are|remained|proved) "
        r"(?:largely |mostly |generally |all |broadly |entirely )?(?:as expected|expected|predictable|in line with|"
        r"consistent with|acceptable|unremarkable|infrequent|rare|few)",
        r"(?:little|no|minimal|minor|hardly any|barely any|slight) "
        r"(?:inconvenience|discomfort|burden|trouble|disruption|nuisance)",
        needs_figure=True,
    ),
)


def find_claims(lowered: str) -> Iterator[tuple[Kind, int, int]]:
    """Yield the kind and the span of each claim in a sentence in small letters."""
    figures = bool(_FIGURE.search(lowered))
    for form in _FORMS:
        if not (form.needs_figure and figures):
            yield from ((form.kind, *match.span()) for match in form.words.finditer(lowered))

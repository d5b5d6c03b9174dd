"""Forms of words that judge: superlatives, comparatives without a comparator, adverbs of wonder, studies compared.

Lists of phrases end somewhere; these are told by how English forms them, with the neutral uses left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from drafting.lint_claims import find_claims
from drafting.lint_idioms import find_idioms

Kind = Literal[
    "superlative", "comparative", "cross-trial", "intensifier", "promotional", "off-label", "certainty", "safe",
    "tolerated",
]  # fmt: skip

_NO_SUPERLATIVE = frozenset(
    "test latest interest request chest rest west east harvest manifest suggest forest guest honest modest protest "
    "digest invest arrest crest quest nest pest best contest attest retest behest conquest earliest nearest "
    "oldest youngest lowest highest longest shortest largest smallest eldest tempest priest wrest vest zest fest "
    "infest ingest midwest "
    "northwest southwest inquest bequest disinterest".split()
)
"""Words in -est that are none, or that only measure; "longest survival" is among the listed words."""
_SUPERLATIVE = re.compile(r"(?<![\w-])[a-z]{2,}est(?![\w-])")
_COUNTED = re.compile(
    r"\s+(?:number|proportion|part|share|group|cohort|diameter|lesion|follow-?up|increase|amount|dose|reaction|signal|value"
    r"|limitations?|conclusions?|assumptions?|caveats?|weakness(?:es)?|objections?|uncertaint(?:y|ies))\b"
)
_MOST = re.compile(r"(?<![\w-])(?:the|its|our|their) most (?P<what>[a-z]+)(?![\w-])")
_MEASURED = frozenset(
    "common frequent recent commonly frequently recently patients of adverse often likely prevalent reported affected "
    "important relevant participants people".split()
)
"""What "most" counts or dates, where it does not judge."""
_JUDGING = (
    r"better|greater|stronger|deeper|easier|more (?:effective|durable|convenient|potent|powerful|favou?rable|"
    r"active|robust|profound|sustained|pronounced|complete|successful)|less (?:toxic|burdensome|harmful)"
)
_MEASURING = r"longer|higher|lower|fewer|faster|quicker|sooner|shorter"
_COMPARATIVE = re.compile(rf"(?<![\w-])(?:(?P<judging>{_JUDGING})|(?P<measuring>{_MEASURING}))(?![\w-])")
_MEASURES_ONLY = re.compile(
    r"\s+(?:dos\w+|grades?|limits?|bounds?|follow-?up|ages?|incidences?|numbers?|levels?|risk|rates?|frequenc\w+|values?|"
    r"respiratory|urinary|gastrointestinal|intervals?|infusions?|time|periods?|half-li\w+|exposures?|concentrations?|"
    r"performance|prognosis|renal|organ|body|weight|clearance|creatinine|albumin|baseline|back|limbs?|abdom\w+|extremit\w+|or|and)\b"
)
_BEFORE_MEASURES = re.compile(r"(?:\bor|\bno|\bgrade\s?\d\s?(?:or)?|[≥>]\s?\d|\d\s?(?:or|and)|\bany|\bnot)\s+$")
_COMPARATOR = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|relative to|against|control|whereas|while|between|respectively)(?!\w)"
)
_FIGURE = re.compile(r"\d+(?:[.·]\d+)?")
_OTHER_STUDIES = re.compile(
    r"\b(?:(?:other|any other|different|competing|existing|alternative|available)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:stud(?:y|ies)|trials?|regimens?|antibod\w+|triplets?|doublets?|agents?|combinations?|treatments?|drugs?|options?|"
    r"therap(?:y|ies))|(?:previous|earlier|prior|published|historical|past)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:stud(?:y|ies)|trials?|reports?|series|data|cohorts?|results?))\b"
)
_SETS_SIDE_BY_SIDE = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|exceed\w*|surpass\w*|outperform\w*|beats?|better|worse|superior|"
    r"inferior|deeper|stronger|greater|higher|lower|longer|shorter|unlike|in contrast to|match(?:es|ed)?|rivals?|"
    r"no other [\w-]+ (?:has|have|had|achiev\w*|show\w*|reach\w*))(?!\w)"
)
_APART = re.compile(
    r"\b(?:not|cannot|never|no|caution\w*)\b[^.;]*\bcompar\w+|\bcompar\w+[^.;]*\b(?:caution|not)\b|\bseparate"
)


_WONDERING = re.compile(
    r"(?<![\w-])(?!accord|increas|decreas|correspond|seem|exceed|know|unknow|will|unwill|singl|jokingl|lov)[a-z]{3,}ingly(?![\w-])"
)
"""Adverbs such as "astonishingly", which tell the writer's feelings."""


def find_forms(lowered: str) -> Iterator[tuple[Kind, int, int]]:
    """Yield the kind and the span of each form in a sentence in small letters."""
    for match in _SUPERLATIVE.finditer(lowered):
        if match[0] not in _NO_SUPERLATIVE and not _COUNTED.match(lowered, match.end()):
            yield "superlative", *match.span()
    for match in _MOST.finditer(lowered):
        if match["what"] not in _MEASURED:
            yield "superlative", *match.span()
    yield from (("intensifier", *match.span()) for match in _WONDERING.finditer(lowered))
    yield from find_idioms(lowered)
    yield from find_claims(lowered)
    yield from _bare_comparatives(lowered)
    other = _OTHER_STUDIES.search(lowered)
    if other and _SETS_SIDE_BY_SIDE.search(lowered) and not _APART.search(lowered):
        yield "cross-trial", *other.span()


def _bare_comparatives(lowered: str) -> Iterator[tuple[Kind, int, int]]:
    """Comparatives of a sentence that does not say compared with what; a measure with its figures is a report."""
    if _COMPARATOR.search(lowered):
        return
    for match in _COMPARATIVE.finditer(lowered):
        plain = _MEASURES_ONLY.match(lowered, match.end()) or _BEFORE_MEASURES.search(lowered[: match.start()])
        figures = len(_FIGURE.findall(lowered))
        if not plain and figures < (2 if match["judging"] else 1):
            yield "comparative", *match.span()

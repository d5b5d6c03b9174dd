"""Figures told side by side that are of two analyses, two groups or two sources, and of one arm."""

from __future__ import annotations

import re

from retrieval.checks.arms.arm_scenes import Scene
from retrieval.checks.figures.rare import Rare
from retrieval.checks.terms.arm_pairs import Span


def are_told_apart(scene: Scene, first: Span, second: Span) -> bool:
    """Whether each figure has its analysis or group beside it: "15.1 at the final analysis, 14.35 at the first".

    So have those of two publications, "20.3 under that censoring, longer than the 19.2 in the paper".
    """
    between = scene.text[first.end : second.start]
    end = UNIT.match(scene.text, second.end).end()  # type: ignore[union-attr]  # it matches nothing, too
    reports = all(_REPORT.search(scene.text, max(scene.start, it.start - 60), it.start) for it in (first, second))
    later = _AT_ANALYSIS.match(scene.text, end)
    lead = scene.text[scene.start : second.start]
    told = _OF_SOURCE.match(scene.text, end) or _OTHER_RULE.match(scene.text, end)
    return reports or bool(
        _DIFFERS.search(lead)
        or (told and (_OF_SOURCE.search(between) or _tells_rule_and_source(scene)))
        or (later and (_AT_ANALYSIS.search(between) or (BUT.search(between) and _ANALYSIS.search(lead))))
        or (later and _leads_another(scene, first, later[0]))
        or _are_of_two_groups(scene, first, second)
    )


def _are_of_two_groups(scene: Scene, first: Span, second: Span) -> bool:
    """Whether two groups of the one arm named have a figure each: "24.7 months in X, compared with 42.7 in Y"."""
    if len({mention.name for mention in scene.mentions}) != 1:
        return False
    begin = max((value.end for value in scene.values if value.end <= first.start), default=scene.start)
    own = _IN_GROUP.match(scene.text, first.end) or _LEAD_GROUP.search(scene.text, begin, first.start)
    return own is not None and _IN_GROUP.match(scene.text, second.end) is not None


_GROUP = r" {4,}"
"""A group in the text of a scene, where its name is blanks."""
_IN_GROUP = re.compile(
    r"(?:\s?(?:%|months|weeks|days|years|events))?\)?\s\(?(?:in|for|with|among)\s(?:the )?"
    rf"(?:(?:those|patients|people|participants)\s(?:with |in |who had )?)?{_GROUP}",
    re.IGNORECASE,
)
_LEAD_GROUP = re.compile(rf"\b(?:in|for|with|among)\s(?:[a-z]+\s){{0,3}}?{_GROUP}", re.IGNORECASE)


def _leads_another(scene: Scene, first: Span, later: str) -> bool:
    """Whether another analysis leads in the first figure than stands behind the second: "At the final ..., 159"."""
    begin = max((value.end for value in scene.values if value.end <= first.start), default=scene.start)
    named, told = _ANALYSIS.findall(scene.text[begin : first.start]), _ANALYSIS.findall(later)
    return bool(named and told) and named[-1].casefold() != told[-1].casefold()


def _tells_rule_and_source(scene: Scene) -> bool:
    """Whether a sentence tells a rule of censoring and a publication: its figures are of these."""
    both = (pattern.search(scene.text, scene.start) for pattern in (_OTHER_RULE, _OF_SOURCE))
    return all(both)


_REPORT = Rare(
    r"\b(?:report|paper|publication|article|abstract|analysis|readout|update|label|monograph|source|presentation|poster"
    r"|registry|record)\s(?:gives?|gave|lists?|reports|reported|quotes?|puts?|shows?|showed|has|had|is|was|states?|stated"
    r"|prints?|printed)\s(?:it (?:at|as) |as |about |only |a median of )?$",
    "report", "paper", "publication", "article", "abstract", "analysis", "readout", "update", "label", "monograph",
    "source", "presentation", "poster", "registry", "record",
)  # fmt: skip
"""Before what a report gives: beside that of another report it is no other arm's."""
_AT_ANALYSIS = re.compile(
    r"\s(?:(?:reported|seen|found|observed|given|published|told|recorded|earlier|later|previously|before),? )?"
    r"(?:at|in|by)"
    r" (?:the (?:first|interim|primary|initial|earlier|final|last|later|latest|second|third|updated?)"
    r"|(?:the )?(?:[A-Z][a-z]+ )?20[0-9]{2})\b",
    re.IGNORECASE,
)
_ANALYSIS = re.compile(r"\b(?:first|interim|primary|initial|earlier|final|last|later|latest|updated?)\b", re.IGNORECASE)
UNIT = re.compile(r"(?:\s?(?:%|months|weeks|days|years|events))?")
BUT = re.compile(r"\b(?:but|whereas|while)\b", re.IGNORECASE)

_OF_SOURCE = re.compile(
    r"[),]*\s(?:(?:reported|given|quoted|published|printed|seen|told|found) )?(?:in|by|from|of|per|according to)"
    r" (?:the|its|that|an?|their) (?:[\w'-]+ ){0,3}?(?:paper|article|publication|report|abstract|poster|presentation"
    r"|manuscript|monograph|label|registry|record|journal|Lancet)\b",
    re.IGNORECASE,
)
"""Behind a figure: where it was published."""
_OTHER_RULE = re.compile(
    r"[),]*\s?\b(?:with|under|by|using|when|if|after|applying)\s(?:[\w'-]+ ){0,4}?censor\w*", re.IGNORECASE
)
"""Around a figure: the rule of censoring that it was estimated under."""
_DIFFERS = Rare(
    r"\b(?:differ\w*|chang\w*|var(?:y|ies|ied))\b[^.;:]*\b(?:between|across|from)\s(?:the\s)?(?:\w+\s)?"
    r"(?:reports?|analys[ei]s|publications?|cut-?offs?|data cuts?|year)\b",
    "differ", "chang", "vary", "varie",
)  # fmt: skip
"""That the figures which follow are of one group at several times: "the median differs between reports"."""

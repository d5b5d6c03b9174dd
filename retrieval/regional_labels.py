"""Of which region a label or monograph is: that of one regulator is not that of another."""

from __future__ import annotations

import re


def is_of_other_region(reference: str, text: str) -> bool:
    """Whether a label or monograph that is named is that of a region, and the reference is that of another one."""
    asked, told = _regions_of(text), _regions_of(reference)
    return bool(asked and told and not asked & told)


def labels_named(text: str) -> tuple[str, ...]:
    """The labels and monographs of a region that a text names, in its words: "the Canadian monograph"."""
    named = (match[0] for match in _REGIONAL.finditer(text))
    return tuple(dict.fromkeys(_BEFORE.sub("", name) for name in named if _regions_of(name)))


def _regions_of(text: str) -> set[int]:
    """Places in ``_REGIONS`` of those whose label or monograph a text names."""
    named = [match[0] for match in _REGIONAL.finditer(text)]
    return {place for place, region in enumerate(_REGIONS) if any(map(region.search, named))}


_REGIONS = tuple(
    re.compile(rf"\b(?:{names})", re.IGNORECASE)
    for names in (
        r"US\b|U\.S\.|USA|United States|America|FDA",
        r"EU\b|E\.U\.|Europe|EMA\b|UK\b|U\.K\.|Brit|MHRA|German|French|Italian|Spanish|Dutch|Irish|Swedish",
        r"Canad|Health Canada",
        r"Japan|PMDA",
        r"Swiss|Swissmedic",
        r"Austral|TGA\b",
        r"Chin|NMPA",
    )
)
"""Regions with a regulator of their own, by the words that name them."""
_REGIONAL = re.compile(r"(?:[\w.]+ ){1,4}(?:label|monograph|prescribing information|SmPC)\b", re.IGNORECASE)
_BEFORE = re.compile(r"^.*\b(?:the|an?|to|in|of|by|from|per)\s", re.IGNORECASE)
"""What stands before the name of a label: "what did the"."""

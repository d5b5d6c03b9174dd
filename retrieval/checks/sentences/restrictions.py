"""Words that no term accounts for: they may name an outcome or a group of patients that the table does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from retrieval.terms import common_words, normal_form

_WORD = re.compile(r"[^\W\d_]{3,}(?:'s)?")
_GROUP = re.compile(
    r"\b(?:in|among|for|of|with)\s+(?:the\s+|all\s+|those\s+)?(?P<who>(?:[\w>=<+%-]+ ){0,3})(?:patients|pts"
    r"|participants|subjects|women|men|people|adults|individuals|those|subgroup|tumou?rs|carcinomas|"
    r"cohort|subset|population)\b(?P<which>(?:\s+(?:with|who|whose|aged|from|without|having|that|older"
    r"|younger|previously|already|not)\b[^,;.()]{0,70}\b)?)",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"whose\b", re.IGNORECASE)
_SEXES = re.compile(
    r"\b(?:in|among|for)\s+(?:(?:wo)?men|boys|girls)\b|\b(?:fe)?male (?:patients|participants)", re.IGNORECASE
)
_NEUTRAL = frozenset(
    normal_form(word)
    for word in """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    emergent blind label investigational rare uncommon infrequent frequent seldom
    annual annualised annualized yearly mutation mutations mutated mutant
    absolute active age aged amounted amounting blinded boundary censored censoring central centre circa climbed
    climbing committee congress consequence corresponded cox crossed decline deepened descriptive detected
    direction double-blind dropping early early-phase eight eighteen eighty eleven eligible equalled equated
    estimable estimateable experimental fair fallen favoring fda-requested fifteen fifth fifty first five fold follow-up
    forty four fourteen gaining grade grades hundred initial initially intent intention interim international
    interpretation intravenous intravenously irc kaplan lancet lastly late letter life local log maintained
    meier men minus monthly moved multicentre nine nineteen ninety nominal nominally once-weekly onset open-label oral
    orally order phase pivotal placebo poster prescribing produced prolongation prospective quarter quarters
    randomised-controlled ranged ranging rank reader regulatory represent represented representing represents
    diary diaries electronic recipient recipients counterpart counterparts peers children infants toddlers
    adolescents individual individuals case cases volunteer volunteers enrollee enrollees
    rule second self seven seventeen seventy sided six sixteen sixty statistically stood strata strategy
    stratified subgroup subgroups tailed ten tended tenth third thirds thirteen thirty three timepoint topline
    translate translated translates translating treatment-emergent trend twelve twenty twice twice-weekly
    diagnosed confirmed ascertained documented captured tallied lasted
    itt mitt mmitt modified widened widening widens narrowed narrowing narrows triggered triggering readout readouts
    derived computed calculated recalculated reckoned resulting arithmetic crude raw numerical simple unadjusted
    generation sequencing cytometry assay assays
    shortfall deficit surplus excess prevented averted avoided spared warded twofold threefold fourfold
    switched switching crossed transferred transitioned rolled
    presented presenting shown unveiled disclosed appeared featured
    score scores little bit shy gap margin apart pooling pooled pool summing summed adding combining altogether struck
    blunt blunted attenuated diminished weakened dampened tempered eroded preserved
    agency agencies authority authorities regulator regulators exposed
    grown grew grow growing risen rise rises swollen shrunk shrank
    unchanged unity unstratified update updated upper view weekly well width yielded yielding zero
    """.split()
)


@lru_cache(maxsize=4096)
def is_neutral(word: str) -> bool:
    """Whether a word restricts nothing by itself."""
    form = normal_form(word)
    return form in common_words() or form in _NEUTRAL or word.endswith("ly")


def unknown_words(
    text: str, start: int, end: int, *, spans: Sequence[tuple[int, int]], neutral: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return the words between ``start`` and ``end`` that are in no span of a term, and not neutral."""
    extra = frozenset(neutral)
    found: list[str] = []
    for match in _WORD.finditer(text, start, end):
        if any(low < match.end() and match.start() < high for low, high in spans):
            continue
        if match[0][0].isupper() and _OF_PERSON.search(text, max(0, match.start() - 6), match.start()):
            continue
        if not is_neutral(match[0].casefold()) and normal_form(match[0]) not in extra:
            found.append(match[0])
    return tuple(found)


_OF_PERSON = re.compile(r"\b(?:[A-Z]\.|Dr\.?|Prof\.?|Mr\.?|Mrs\.?|Ms\.?)\s$")
"""Before the name of a person, which restricts nothing."""


def unknown_groups(  # noqa: PLR0913  # the sentence's place, and what its words are known as
    text: str,
    start: int,
    end: int,
    *,
    spans: Sequence[tuple[int, int]],
    neutral: Iterable[str] = (),
    groups: Sequence[tuple[int, int]] = (),
) -> Iterator[tuple[int, int, str]]:
    """Yield the span and the words of each group of patients that no term accounts for, e.g. "Japanese patients".

    Args:
        groups: Spans of the terms of groups: "whose ..." restricts, whatever its words, unless it is one of these.
    """
    for match in _GROUP.finditer(text, start, end):
        for part in ("who", "which"):
            words = unknown_words(text, *match.span(part), spans=spans, neutral=neutral)
            if words:
                yield match.start(), match.end(), " ".join(words)
                break
        else:
            told = match["which"].strip()
            start = match.start("which") + match["which"].find(told)
            if _WHOSE.match(told) and not any(start < high and low < match.end("which") for low, high in groups):
                yield match.start(), match.end(), told
    sexes = _SEXES.search(text, start, end)
    if sexes and not any(low <= sexes.start() < high for low, high in spans):
        yield sexes.start(), sexes.end(), sexes[0]

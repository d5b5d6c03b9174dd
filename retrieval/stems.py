"""Word stems, so that "positive" finds "positivity" and "masked" finds "masking"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

import Stemmer

from retrieval.terms import split_tokens


@lru_cache(maxsize=16_384)  # a trial's titles and names are read for every question
def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of ``text``."""
    return stem_forms(token.form for token in split_tokens(text))


def stem_forms(forms: Iterable[str]) -> frozenset[str]:
    """Return the stems of words in their normal form."""
    return frozenset(_stemmer().stemWords([_IRREGULAR.get(form, _GREEK.sub("", form)) for form in forms]))


_GREEK = re.compile(r"(?<=[a-z]{3})[\u03b1\u03b2\u03b3\u03b4]$")
"""A Greek letter that a name is spoken without: "anti-TNF" of TNF\u03b1."""


_IRREGULAR = dict(
    pair.split("=")
    for pair in (
        "bled=bleed broke=break broken=break chose=choose chosen=choose died=death dying=death dead=death "
        "die=death fallen=fall fell=fall felt=feel gave=give given=give grew=grow grown=grow "
        "left=leave lost=lose "
        "allergic=allergy blockage=block crize=crisis children=child diabetic=diabetes epileptic=epilepsy failure=fail "
        "hypertensive=hypertension infected=infection pregnancy=pregnant response=respond responder=respond "
        "satisfied=satisfaction slept=sleep swelled=swell swollen=swell took=take taken=take went=go "
        "titre=titer titres=titer tumour=tumor tumours=tumor fibre=fiber litre=liter "
        "withdrawn=withdraw withdrew=withdraw withdrawal=withdraw worsened=worsen"
    ).split()
)
"""Forms of words that no stemmer takes to their stem."""


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")

"""Words that end the name of an age group, and age groups told by where they begin."""

from __future__ import annotations

import re

from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention


def leave_age_words(found: dict[str, list[Mention]]) -> None:
    """The "years old" of "at least 70 years old" is part of that group's name, and names no other group or outcome."""
    ages = [item for item in found.get("subgroup", ()) if re.search(r"[0-9]", item.text) and "year" in item.text]
    for kind in ("subgroup", "outcome") if ages else ():
        found[kind] = [
            item
            for item in found.get(kind, ())
            if item.text.casefold() not in _AGE_WORDS or not any(age.start < item.start < age.end for age in ages)
        ]


_AGE_WORDS = ("years old", "years of age", "year old", "year-old")


_FROM_AGE = Rare(
    r"\bfrom (?:the )?age(?: of)? (?P<first>[0-9]{1,2})\b(?: years)?(?: on(?:wards?)?| upwards?)?"
    r"|\b(?:aged? )?(?P<second>[1-9][0-9])(?: years)?(?: of age)?(?: and)? (?:upwards?|onwards?)\b",
    "from age", "from the age", "upward", "onward",
)  # fmt: skip
"""Those who are as old as told, or older: "from the age of 70", "aged 70 upwards"."""


def ages_from(text: str, start: int, end: int, evidence: Evidence) -> list[Mention]:
    """The groups of an age and above that are told by where they begin, as "70 or older" names them."""
    found: list[Mention] = []
    for match in _FROM_AGE.finditer(text, start, end):
        words = f"{match['first'] or match['second']} or older"
        terms = evidence.terms.find(words, trial=evidence.trial.id, kinds={"subgroup"}, typos=False)
        found += [
            Mention(*match.span(), match[0], item.term)
            for item in terms[:1]
            if (item.start, item.end) == (0, len(words))
        ]
    return found

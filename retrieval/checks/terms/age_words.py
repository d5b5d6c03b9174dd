"""Words that end the name of an age group, and name nothing else."""

from __future__ import annotations

import re

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

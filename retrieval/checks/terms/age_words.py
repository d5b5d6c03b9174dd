"""Words that end the name of an age group, and age groups told by where they begin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.checks.figures.rare import Rare
from retrieval.checks.table.evidence import Evidence
from retrieval.terms import Mention


def leave_age_words(text: str, found: dict[str, list[Mention]]) -> None:
    """The "years old" of "at least 70 years old" is part of that group's name, and names no other group or outcome.

    Nor does the "age" of "had reached the age of 70", or of "the patients of that age", which speaks of one told.
    Nor has the "older" of "the two older drugs" an age group, nor the country of "the Canadian monograph" its people.
    """
    if "subgroup" in found:
        groups = found["subgroup"]
        found["subgroup"] = [it for it in groups if not _is_of_thing(text, it)]
    for kind in ("subgroup", "outcome"):
        if kind in found:
            found[kind] = [
                item
                for item in found[kind]
                if item.text != "age" or not _THAT.search(text, max(0, item.start - _NEAR), item.start)
            ]
    ages = [item for item in found.get("subgroup", ()) if _OF_AGE.search(item.text)]
    for kind in ("subgroup", "outcome") if ages else ():
        found[kind] = [
            item
            for item in found.get(kind, ())
            if item.text.casefold() not in _AGE_WORDS or not any(age.start < item.start < age.end for age in ages)
        ]


def _is_of_thing(text: str, group: Mention) -> bool:
    """Whether a word that may name a group is told of a thing, or of a document."""
    return (
        bool(_OLD.search(group.text) and _THING.match(text, group.end)) or _DOCUMENT.match(text, group.end) is not None
    )


_DOCUMENT = re.compile(
    r"\s(?:[\w-]+ ){0,2}?(?:monographs?|labels?|labelling|(?:prescribing|product) information|package inserts?"
    r"|regulators?|authorit(?:y|ies)|agenc(?:y|ies)|summary of product)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|this|such) $", re.IGNORECASE)
_NEAR = 6
_OLD = re.compile(r"\b(?:older|younger|elderly|old)$", re.IGNORECASE)
_THING = re.compile(
    r"\s(?:\w+ )?(?:drugs?|medicines?|agents?|medications?|treatments?|therap(?:y|ies)|regimens?|standards?"
    r"|comparators?|trials?|stud(?:y|ies)|data|analys[ei]s|cut-?offs?|figures?|results?|reports?|publications?|papers?)\b",
    re.IGNORECASE,
)
"""Behind "older": what has no age of life."""
_OF_AGE = re.compile(r"[0-9].*year|\bage .*[0-9]")
_AGE_WORDS = ("age", "years old", "years of age", "year old", "year-old")


_FROM_AGE = Rare(
    r"\b(?:from|reached) (?:the )?age(?: of)? (?P<first>[0-9]{1,2})\b(?: years)?(?: on(?:wards?)?| upwards?)?"
    r"|\b(?:aged? )?(?P<second>[1-9][0-9])(?: years)?(?: of age)?(?: and)? (?:upwards?|onwards?)\b",
    "from age", "from the age", "reached", "upward", "onward",
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


_OTHERS = Rare(
    r"(?<=[0-9])(?: (?:patients|people|participants|of them|others))? (?P<rest>(?:(?:were|are)(?: aged)?"
    r" (?:younger|older|(?:below|under|above|over) (?:that|this)(?: age)?|th(?:at|is) age or (?:older|more|above))"
    r"|(?:and )?(?:less|more|younger|older) than that|(?:were|are|had|have) not)(?=\s?(?:[.,;)]|$)))",
    "younger", "older", " that", " this", " not",
)  # fmt: skip
"""Those who are on the other side of an age told before: "86 were 70 or older and 216 were younger"."""
_SIDES = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}
_SIDE = re.compile("[<>]=?")


def other_ages(text: str, end: int, groups: Sequence[Mention], evidence: Evidence) -> list[Mention]:
    """The groups on the other side of the one age that a sentence tells, for those who "were younger" or "had not"."""
    ages = {item.term.name: item for item in groups if re.match("age [<>]", item.term.name)}
    name, age = next(iter(ages.items())) if len(ages) == 1 else ("", None)
    other = _SIDE.sub(lambda match: _SIDES[match[0]], name)
    if age is None or other == name or other not in evidence.facts.groups:
        return []
    term = evidence.terms.term(other, kind="subgroup", trial=evidence.trial.id)
    told = _OTHERS.finditer(text, age.end, end)
    return [Mention(*match.span("rest"), match["rest"], term) for match in told] if term is not None else []

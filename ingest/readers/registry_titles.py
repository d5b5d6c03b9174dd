"""Outcome measures that a record posts under one title: each is called by what its description alone says.

Some records repeat a title and tell its measures apart in prose ("Cytokine Response", once of IFN-γ and once of
IL-10). Two outcomes of one name, time frame and unit would be one in the results table, and its figures mixed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from ingest.readers.registry_protocol import Study
from ingest.readers.registry_record import OutcomeMeasures
from ingest.readers.registry_words import normalise, outcome_name, unescape

_MOST = 4
"""Words of a description by which a measure may be called; of more, it is called by its place."""
_WORD = re.compile(r"[^\s,;:()\[\]\"“”]*[^\s,;:()\[\]\"“”.]")
_MARKS = re.compile(r"[\W_]+")


def with_own_titles(study: Study) -> Study:
    """The record with a title of its own for each measure of one title, time frame and unit, if descriptions differ."""
    section = study.results_section
    if section is None or section.outcome_measures_module is None:
        return study
    measured = _own_titles(section.outcome_measures_module)
    return study.model_copy(
        update={"results_section": section.model_copy(update={"outcome_measures_module": measured})}
    )


def _own_titles(module: OutcomeMeasures) -> OutcomeMeasures:
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, measure in enumerate(module.outcome_measures):
        kind = (measure.title, measure.time_frame, measure.unit_of_measure, measure.param_type)
        alike[tuple(_MARKS.sub(" ", normalise(part)) for part in kind)].append(place)
    measures = list(module.outcome_measures)
    for places in alike.values():
        told = tell_apart([measures[place].description or "" for place in places])
        for place, words in zip(places, told, strict=True):
            titled = f"{outcome_name(measures[place].title)} ({words})"
            measures[place] = measures[place].model_copy(update={"title": titled}) if words else measures[place]
    return module.model_copy(update={"outcome_measures": tuple(measures)})


def tell_apart(descriptions: Sequence[str]) -> list[str]:
    """The words that each of several texts alone has, or its place among them; nothing where two are the same.

    Returns:
        As many texts as there are descriptions, all of them empty or no two the same.
    """
    said = [[match.group() for match in _WORD.finditer(unescape(text))] for text in descriptions]
    forms = [{word.casefold() for word in words} for words in said]
    if len({frozenset(each) for each in forms}) < len(forms) or len(forms) == 1:
        return [""] * len(forms)
    own: list[str] = []
    for place, words in enumerate(said):
        others = set().union(*(each for other, each in enumerate(forms) if other != place))
        own.append(" ".join(dict.fromkeys(word for word in words if word.casefold() not in others)))
    short = all(0 < len(words.split()) <= _MOST for words in own)
    return own if short else [f"{place} of {len(own)}" for place in range(1, len(own) + 1)]

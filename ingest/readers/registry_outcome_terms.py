"""The names by which people ask for the outcomes of a registered trial, beside the titles that were posted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.readers.registry_outcomes import categorise
from ingest.readers.registry_protocol import Study
from ingest.readers.registry_record import Measure
from ingest.readers.registry_words import normalise, unescape
from ingest.vocabulary import Term

_ABBREVIATION = re.compile(r"\(([A-Za-z][A-Za-z0-9./-]{1,14})\)")
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_LEAD_IN = re.compile(
    r"^(?:(?:the )?(?:number|percentage|proportion|count|rate)s? of (?:participants|patients|subjects)(?: who)?"
    r"(?: (?:with|achieving|achieved|reaching|having|experiencing|reporting|had|reported)) (?:(?:an?|the|any) )?|"
    r"(?:the )?number of (?!participants|patients|subjects)|"
    r"(?:mean |median |percent(?:age)? |absolute |adjusted )*changes?(?: from baseline)?(?: (?:to|at) [\w -]*?\d+)? "
    r"(?:in|of) (?:the )?|"
    r"(?:the )?(?:first occurrence|time to first occurrence) of (?:the )?)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;]? (?:(?:at|to|by|through|until|up to|from|over|during|after) (?:baseline|week|month|day|year|the|end)\b[^,]*|"
    r"(?:response )?criteria[^,]*|per \w+)$",
    re.IGNORECASE,
)
_NAMED_IN_TEXT = re.compile(
    r"\b((?:key )?(?:primary|secondary) (?:efficacy |safety )?(\w[\w-]* composite)) (?:outcome|end ?point)",
    re.IGNORECASE,
)
_RESTRICTED = re.compile(r"\b(?:excluding|except|without|only)\b", re.IGNORECASE)
_STARTED = ("started the study", "started the trial", "entered the study", "assigned to treatment")
_RANDOMISED = (
    "randomised patients",
    "patients randomised",
    "randomised participants",
    "participants randomised",
    "randomised",
)
_FLOW = {
    "Completed": ("completed the study", "completed the trial", "study completion", "completers", "finished the study"),
    "Not completed": (
        "did not complete", "discontinued the study", "discontinued the trial", "dropped out", "drop-outs", "dropouts",
        "withdrew from the study", "left the study",
    ),
    "Not completed: Adverse Event": (
        "did not complete because of adverse events", "left the study because of adverse events",
        "dropped out because of adverse events", "withdrew because of adverse events",
        "discontinued the study because of adverse events", "discontinued the study due to adverse events",
    ),
    "Not completed: Lost to Follow-up": ("lost to follow-up",),
    "Not completed: Withdrawal by Subject": ("withdrawal by subject", "withdrawal of consent", "withdrew consent"),
}  # fmt: skip
_TOTALS = {
    "All-cause mortality": ("all-cause mortality", "deaths", "died"),
    "Serious adverse events": ("serious adverse event", "SAE", "SAEs", "any serious adverse event"),
    "Other adverse events": (
        "non-serious adverse events", "nonserious adverse events", "non-serious events",
    ),
}  # fmt: skip


def name_outcomes(study: Study, *, trial: str, titles: Iterable[str]) -> Iterator[Term]:
    """Yield the outcomes with the shorter names that people use for them; several may share one.

    Args:
        titles: Outcomes of the record's results: those that the registry itself names are given their usual words.
    """
    section = study.results_section
    measured, baseline = (
        (section.outcome_measures_module, section.baseline_characteristics_module) if section else (None, None)
    )
    done: set[str] = set()
    for measure in measured.outcome_measures if measured else ():
        if (title := unescape(measure.title)) and title not in done:
            done.add(title)
            yield _name_measure(measure, title, trial=trial)
    for measure in baseline.measures if baseline else ():
        if (title := unescape(measure.title)) and title not in done:
            done.add(title)
            yield Term("outcome", title, synonyms=_name_baseline(title), trial=trial, category="baseline")
    info = study.protocol_section.design_module.design_info
    randomised = _RANDOMISED if info and info.allocation == "RANDOMIZED" else ()
    usual = {"Started": (*_STARTED, *randomised), **_FLOW}
    for title in dict.fromkeys(titles):
        if title in usual:
            yield Term("outcome", title, synonyms=usual[title], trial=trial, category="disposition")
        elif title in _TOTALS and title not in done:
            yield Term("outcome", title, synonyms=_TOTALS[title], trial=trial, category="safety")


def _name_measure(measure: Measure, title: str, *, trial: str) -> Term:
    short = _ABBREVIATION.findall(title)
    return Term(
        "outcome",
        title,
        abbreviation=short[0] if len(short) == 1 and title.endswith(f"({short[0]})") else None,
        synonyms=tuple(dict.fromkeys((*_shorten(title, short), *_named_in_text(measure)))),
        trial=trial,
        category=categorise(measure),
        primary=measure.type == "PRIMARY",
    )


def _named_in_text(measure: Measure) -> list[str]:
    """How the description itself calls the outcome: "the primary renal composite outcome"."""
    plain = _PARENTHESES.sub("", unescape(measure.description))
    found = {(whole, short) for whole, short in _NAMED_IN_TEXT.findall(plain)}
    return (
        [f"{name} {word}" for pair in found for name in pair for word in ("endpoint", "outcome")]
        if len(found) == 1
        else []
    )


def _shorten(title: str, abbreviations: list[str]) -> tuple[str, ...]:
    """A title without its lead-in, its time point and what stands in parentheses; the abbreviations in it."""
    bare = " ".join(_PARENTHESES.sub("", title).split()).rstrip(". ")
    core = _TAIL.sub("", _LEAD_IN.sub("", bare)).strip(" ,.")
    short = [name for name in abbreviations if sum(letter.isupper() for letter in name) > 1]
    if _RESTRICTED.search(bare):
        core, short = bare, []  # without its restriction it would be another outcome
    names = [bare, core, *short, *(f"{name} response" for name in short if "response" in title.casefold())]
    return tuple(name for name in dict.fromkeys(names) if len(name) > 1 and normalise(name) != normalise(title))


def _name_baseline(title: str) -> tuple[str, ...]:
    """What is measured before the comma or colon: "Age, Continuous" is an age."""
    bare = _PARENTHESES.sub("", title).strip()
    head = re.split(r"[,:]", bare)[0].strip()
    return tuple(
        name
        for name in dict.fromkeys((bare, head, *head.split("/")))
        if len(name) > 1 and normalise(name) != normalise(title)
    )

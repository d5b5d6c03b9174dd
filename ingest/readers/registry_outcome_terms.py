"""The names by which people ask for the outcomes of a registered trial, beside the titles that were posted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ingest.readers.registry_outcomes import categorise
from ingest.readers.registry_protocol import Study
from ingest.readers.registry_record import Measure
from ingest.readers.registry_words import normalise, outcome_name, unescape
from ingest.vocabulary import Term

_ABBREVIATION = re.compile(r"\(([^\W\d_][\w./-]{1,14})\)")
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
    r"[,;]? (?!by baseline \w)"
    r"(?:(?:at|to|by|through|until|up to|from|over|during|after) (?:baseline|week|month|day|year|the|end)\b[^,]*|"
    r"(?:response )?criteria[^,]*|per \w+)$",
    re.IGNORECASE,
)
_NAMED_IN_TEXT = re.compile(
    r"\b((?:key )?(?:primary|secondary) (?:efficacy |safety )?(\w[\w-]* composite)) (?:outcome|end ?point)",
    re.IGNORECASE,
)
_ENDPOINT = re.compile(
    r"(?P<what>(?:(?:co-?)?primary|(?:key )?secondary)(?: efficacy| safety)?)(?: (?:end ?point|outcome))?:\s",
    re.IGNORECASE,
)
"""Before the title itself: "Primary Safety: Freedom From ..."."""
_RESTRICTED = re.compile(r"\b(?:excluding|except|without|only)\b", re.IGNORECASE)
_IS_NAME = re.compile(r"[A-Za-z][A-Za-z0-9./-]+(?: [A-Za-z0-9./-]+){0,5}")
_NO_NAME = re.compile(
    r"\b(?:weeks?|days?|months?|years?|hours?|visit|baseline|cycle|screening|period|part|other|others|unknown|none|missing|"
    r"not|no|yes|total|overall|all|any|change|mean|median|participants|patients|normal|abnormal|low|high|mild|moderate|"
    r"severe|grade|stage|class|more|than|one|to|from|between|n/a|na)\b",
    re.IGNORECASE,
)
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
    "Not completed: Withdrawal by Subject": (
        "withdrawal by subject", "withdrawal of consent", "withdrew consent", "withdrew", "withdrawals", "withdrawn",
        "withdrew by themselves", "consent withdrawn", "withdrawn consent",
    ),
    "Not completed: Death": ("did not complete because of death", "left the study because of death"),
    "Not completed: Physician Decision": ("physician decision", "decision of the physician", "investigator decision"),
    "Not completed: Protocol Violation": ("protocol violation", "protocol violations", "protocol deviations"),
}  # fmt: skip
_LEFT = "Not completed: Adverse Event"
_LEFT_TREATMENT = tuple(
    f"{left} {because} {what}"
    for left in ("discontinued", "discontinuation", "discontinuations", "withdrew", "withdrawals")
    for because in ("because of", "due to", "for")
    for what in ("adverse events", "an adverse event")
)
"""Where no outcome measure counts those who left treatment, these ask for those who left the trial."""
_OF_TREATMENT = re.compile(r"adverse.*(?:discontinu|withdraw|leading to)|discontinu.*adverse", re.IGNORECASE)
_TOTALS = {
    "All-cause mortality": ("all-cause mortality", "deaths", "died"),
    "Serious adverse events": ("serious adverse event", "SAE", "SAEs", "any serious adverse event"),
    "Other adverse events": (
        "non-serious adverse events", "nonserious adverse events", "non-serious events",
    ),
}  # fmt: skip


def name_outcomes(
    study: Study, *, trial: str, titles: Iterable[str], drugs: Sequence[Sequence[str]] = ()
) -> Iterator[Term]:
    """Yield the outcomes with the shorter names that people use for them; several may share one.

    Args:
        titles: Outcomes of the record's results: those that the registry itself names are given their usual words.
        drugs: The names of each drug; a title may hold one and be asked for with another, or without.
    """
    section = study.results_section
    measured = section.outcome_measures_module if section else None
    baseline = section.baseline_characteristics_module if section else None
    measures = {outcome_name(measure.title): measure for measure in (measured.outcome_measures if measured else ())}
    traits = {outcome_name(measure.title): measure for measure in (baseline.measures if baseline else ())}
    taken = {normalise(name) for name in (*titles, *(name for drug in drugs for name in drug))}
    abbreviations = {short for title in measures for short in _ABBREVIATION.findall(title)}
    for title, measure in measures.items():
        yield _name_measure(measure, title, trial=trial, drugs=drugs, taken=taken)
    for title, measure in traits.items():
        if title not in measures:
            names = _distinct([*_name_trait(title, known=abbreviations), *_row_names(measure, taken)], title)
            yield Term("outcome", title, synonyms=names, trial=trial, category="baseline")
    info = study.protocol_section.design_module.design_info
    randomised = _RANDOMISED if info and info.allocation == "RANDOMIZED" else ()
    usual = {"Started": (*_STARTED, *randomised), **_FLOW}
    if not any(_OF_TREATMENT.search(title) for title in measures):
        usual[_LEFT] = (*usual[_LEFT], *_LEFT_TREATMENT)
    for title in dict.fromkeys(titles):
        if title in usual:
            yield Term("outcome", title, synonyms=usual[title], trial=trial, category="disposition")
        elif title in _TOTALS and title not in measures:
            yield Term("outcome", title, synonyms=_TOTALS[title], trial=trial, category="safety")


def _name_measure(
    measure: Measure, title: str, *, trial: str, drugs: Sequence[Sequence[str]], taken: Collection[str]
) -> Term:
    short = _ABBREVIATION.findall(title)
    names = [*_shorten(title, short), *_named_in_text(measure)]
    names += [*(other for name in names for other in _with_other_drug_names(name, drugs)), *_row_names(measure, taken)]
    return Term(
        "outcome",
        title,
        abbreviation=short[0] if len(short) == 1 and title.endswith(f"({short[0]})") else None,
        synonyms=_distinct(names, title),
        trial=trial,
        category=categorise(measure),
        primary=measure.type == "PRIMARY",
    )


def _distinct(names: Iterable[str], title: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if len(name) > 1 and normalise(name) != normalise(title))


def _named_in_text(measure: Measure) -> list[str]:
    """How the description itself calls the outcome: "the primary renal composite outcome"."""
    plain = _PARENTHESES.sub("", unescape(measure.description))
    found = set(_NAMED_IN_TEXT.findall(plain))
    names = found.pop() if len(found) == 1 else ()
    return [f"{name}{word}" for name in names for word in ("", " endpoint", " outcome")]


def _shorten(title: str, abbreviations: list[str]) -> list[str]:
    """A title without its lead-in, its time point and what stands in parentheses; the abbreviations in it."""
    bare = " ".join(_PARENTHESES.sub("", title).split()).rstrip(". ")
    lead = _ENDPOINT.match(bare)
    named = [f"{lead['what']} {noun}" for noun in ("endpoint", "end point", "outcome")] if lead else []
    core = _TAIL.sub("", _LEAD_IN.sub("", bare[lead.end() :] if lead else bare)).strip(" ,.")
    short = [name for name in abbreviations if sum(letter.isupper() for letter in name) > 1]
    if _RESTRICTED.search(bare):
        core, short = bare, []  # without its restriction it would be another outcome
    core = bare if _TELLS_NOTHING.fullmatch(core) else core
    return [bare, core, *named, *short, *(f"{name} response" for name in short if "response" in title.casefold())]


_TELLS_NOTHING = re.compile(
    r"(?:(?:ratio|change|rate|time|number|percentage|proportion|value|count|score|level|incidence|difference|mean|median)s?"
    r"(?: |$))+",
    re.IGNORECASE,
)
"""What is left of a title that is only how something is told, and no name of it: "Ratio to Baseline in ..."."""


def _with_other_drug_names(name: str, drugs: Sequence[Sequence[str]]) -> list[str]:
    """ "Lanternib concentration" by the drug's other names, and without it where two words are left."""
    found = []
    for drug in drugs:
        pattern = re.compile(rf"\b{re.escape(drug[0])}\b", re.IGNORECASE)
        if pattern.search(name):
            found += [other.join(pattern.split(name)) for other in drug[1:]]
            rest = " ".join(pattern.sub("", name).split())
            found += [rest] if len(rest.split()) > 1 else []
    return found


def _row_names(measure: Measure, taken: Collection[str]) -> list[str]:
    """Titles of a measure's rows that name something by themselves: "Female", "IL-6"; no time, number or "other"."""
    rows = [unescape(block.title) for block in measure.classes]
    rows += [unescape(row.title) for block in measure.classes for row in block.categories]
    kept = [row for row in rows if _IS_NAME.fullmatch(row) and not _NO_NAME.search(row) and normalise(row) not in taken]
    sexes = {"Female": ("women", "woman"), "Male": ("men", "man")}
    return [name for row in kept for name in (row, *sexes.get(row, ()))]


def _name_trait(title: str, *, known: Collection[str]) -> list[str]:
    """What is measured before comma or colon: "Age, Continuous" is an age; its abbreviation, if no outcome has it."""
    bare = _PARENTHESES.sub("", title).strip()
    head = re.split(r"[,:]", bare)[0].strip()
    short = [name for name in _ABBREVIATION.findall(title) if sum(letter.isupper() for letter in name) > 1]
    at_baseline = [words for name in (head, *short) for words in (f"baseline {name}", f"{name} at baseline")]
    own = [name for name in short if name not in known]
    parts = [part.strip() for part in head.split("/")]
    alike = len({len(part.split()) for part in parts}) == 1  # "Race/Ethnicity", and no "Moderate/Severe Attacks"
    return [bare, head, *(parts if alike else ()), *own, *at_baseline]

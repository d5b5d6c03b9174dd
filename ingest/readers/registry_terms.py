"""The words of a registered trial that its record tells: its arms with their roles, its drugs, its outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.readers.registry_arms import ALL
from ingest.readers.registry_outcomes import categorise
from ingest.readers.registry_protocol import Intervention, ProtocolSection, Study
from ingest.readers.registry_results import Record
from ingest.readers.registry_roles import CONTROL, EXPERIMENTAL, is_dummy
from ingest.readers.registry_words import normalise, unescape
from ingest.records import Result
from ingest.vocabulary import Term

_DRUG_TYPES = ("DRUG", "BIOLOGICAL", "COMBINATION_PRODUCT", "GENETIC", "DIETARY_SUPPLEMENT", "RADIATION", "DEVICE")
_ROLE_WORDS = {
    EXPERIMENTAL: (
        "experimental arm",
        "experimental group",
        "intervention arm",
        "intervention group",
        "active arm",
        "active group",
    ),
    CONTROL: (
        "control arm",
        "control group",
        "control",
        "controls",
        "comparator arm",
        "comparator group",
        "comparator",
    ),
}
_PLACEBO_WORDS = ("placebo", "placebo arm", "placebo group", "placebo patients", "placebo-treated")
_ALL_WORDS = (
    "all participants",
    "all patients",
    "both arms",
    "both groups",
    "all arms",
    "all groups",
    "overall",
    "in total",
)
_ABBREVIATION = re.compile(r"\(([A-Za-z][A-Za-z0-9./-]{1,14})\)")
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_LEAD_IN = re.compile(
    r"^(?:(?:the )?(?:number|percentage|proportion|count|rate)s? of (?:participants|patients|subjects)(?: who)?"
    r"(?: (?:with|without|achieving|achieved|reaching|having|experiencing|reporting|had|reported))?"
    r"(?: (?:an?|the|any))? |"
    r"(?:mean |median |percent(?:age)? |absolute |adjusted )*changes?(?: from baseline)?(?: (?:to|at) [\w -]*?\d+)? "
    r"(?:in|of) (?:the )?|"
    r"(?:the )?(?:first occurrence|time to first occurrence) of (?:the )?)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[,;]? (?:(?:at|to|by|through|until|up to|from|over|during|after) (?:baseline|week|month|day|year|the|end)\b.*|"
    r"(?:response )?criteria.*)$",
    re.IGNORECASE,
)
_FEWEST_LETTERS = 4


def read_terms(study: Study, *, record: Record, results: Iterable[Result]) -> tuple[Term, ...]:
    """Return the terms of a record's trial."""
    protocol = study.protocol_section
    return (
        *_arm_terms(protocol, record=record, results=results),
        *_drug_terms(protocol, trial=record.trial),
        *_outcome_terms(study, trial=record.trial),
    )


@dataclass(frozen=True, slots=True)
class _Drug:
    name: str
    others: tuple[str, ...]
    labels: frozenset[str]


def _arm_terms(protocol: ProtocolSection, *, record: Record, results: Iterable[Result]) -> Iterator[Term]:
    if any(result.arm == ALL for result in results):
        yield Term("arm", ALL, synonyms=_ALL_WORDS, trial=record.trial, role=ALL)
    lone = {role for role in (EXPERIMENTAL, CONTROL) if list(record.roles.values()).count(role) == 1}
    drugs = list(_drugs(protocol))
    for arm in record.arms.values():
        role = record.roles.get(arm.name)
        names = [record.sets.split_mark(title)[0] for title in arm.titles]
        labels = {group.label for group in record.planned.get(arm.name, ())}
        names += [unescape(label) for label in labels]
        if role in lone:
            names += _ROLE_WORDS[role]
        if is_dummy(normalise(arm.name)) and sum(is_dummy(normalise(name)) for name in record.arms) == 1:
            names += _PLACEBO_WORDS
        for drug in drugs:
            if labels and drug.labels and drug.labels <= labels:
                names += [
                    f"{name} {word}" for name in (drug.name, *drug.others) for word in ("arm", "group", "patients")
                ]
                names += [f"{word} {drug.name}" for word in ("on", "with", "receiving", "received", "given")]
        others = tuple(
            {normalise(name): name for name in reversed(names) if normalise(name) != normalise(arm.name)}.values()
        )[::-1]
        yield Term("arm", arm.name, synonyms=others, trial=record.trial, role=role)


def _drug_terms(protocol: ProtocolSection, *, trial: str) -> Iterator[Term]:
    for drug in _drugs(protocol):
        yield Term("drug", drug.name, synonyms=drug.others, trial=trial)


def _drugs(protocol: ProtocolSection) -> Iterator[_Drug]:
    """Interventions that are given; what stands in parentheses behind a name is another name."""
    for entry in protocol.arms_interventions_module.interventions:
        name = unescape(entry.name)
        if entry.type not in _DRUG_TYPES or is_dummy(normalise(name)):
            continue
        bare = _PARENTHESES.sub("", name).strip() or name
        inside = [part.strip() for part in re.findall(r"\(([^()]+)\)", name) if len(part.strip()) >= _FEWEST_LETTERS]
        others = [*inside, *map(unescape, entry.other_names), *([name] if name != bare else [])]
        yield _Drug(
            bare, tuple(dict.fromkeys(o for o in others if o and normalise(o) != normalise(bare))), _labels(entry)
        )


def _labels(entry: Intervention) -> frozenset[str]:
    return frozenset(entry.arm_group_labels)


def _outcome_terms(study: Study, *, trial: str) -> Iterator[Term]:
    """Outcome measures with the shorter names that people use for them; several may share one."""
    results = study.results_section
    measured = results.outcome_measures_module if results else None
    done: set[str] = set()
    for measure in measured.outcome_measures if measured else ():
        title = unescape(measure.title)
        if title and title not in done:
            done.add(title)
            short = _ABBREVIATION.findall(title)
            yield Term(
                "outcome",
                title,
                abbreviation=short[0] if len(short) == 1 and title.endswith(f"({short[0]})") else None,
                synonyms=_shorten(title, short),
                trial=trial,
                category=categorise(measure),
                primary=measure.type == "PRIMARY",
            )


def _shorten(title: str, abbreviations: list[str]) -> tuple[str, ...]:
    bare = " ".join(_PARENTHESES.sub("", title).split()).rstrip(". ")
    core = _TAIL.sub("", _LEAD_IN.sub("", bare)).strip(" ,.")
    names = [bare, core, *(name for name in abbreviations if sum(c.isupper() for c in name) > 1)]
    return tuple(name for name in dict.fromkeys(names) if len(name) > 1 and normalise(name) != normalise(title))

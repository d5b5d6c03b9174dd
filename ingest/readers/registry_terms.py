"""The words of a registered trial that its record tells: its arms with their roles, its drugs, its outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.registry_arms import ALL
from ingest.readers.registry_outcome_terms import name_outcomes
from ingest.readers.registry_protocol import Intervention, ProtocolSection, Study
from ingest.readers.registry_results import Record
from ingest.readers.registry_roles import CONTROL, EXPERIMENTAL, is_dummy
from ingest.readers.registry_words import normalise, unescape
from ingest.records import Result
from ingest.vocabulary import Term

_DRUG_TYPES = ("DRUG", "BIOLOGICAL", "COMBINATION_PRODUCT", "GENETIC", "DIETARY_SUPPLEMENT", "RADIATION", "DEVICE")
_GROUPS = ("arm", "group")
_ROLE_WORDS = {
    EXPERIMENTAL: tuple(f"{word} {group}" for word in ("experimental", "intervention", "active") for group in _GROUPS),
    CONTROL: (
        "control",
        "controls",
        "comparator",
        *(f"{word} {g}" for word in ("control", "comparator") for g in _GROUPS),
    ),
}
_PLACEBO_WORDS = ("placebo", "placebo arm", "placebo group", "placebo patients", "placebo-treated")
_ALONE = re.compile(r"\b(?:alone|only)\b", re.IGNORECASE)
_ALONE_WORDS = tuple(
    f"{what} {alone}"
    for alone in ("alone", "only")
    for what in ("meds", "medication", "medications", "medicine", "medicines", "drugs", "medical therapy",
                 "medical treatment", "drug therapy", "drug treatment", "standard therapy", "standard care",
                 "usual care")
)  # fmt: skip
"""What an arm is called in which nothing was added to the usual treatment."""
_ALL_WORDS = ("all participants", "all patients", "both arms", "both groups", "all arms", "all groups", "in total")
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_FEWEST_LETTERS = 4
_MOST_WORDS = 6  # of a title that people repeat whole
_SALTS = frozenset(
    "pegol sodium potassium calcium hydrochloride hcl mesylate maleate tartrate succinate fumarate acetate citrate "
    "phosphate sulfate tosylate alfa beta vedotin deruxtecan emtansine mafodotin medoxomil etexilate disoproxil".split()
)
_FORMS = frozenset(
    "er xr sr cr ir dr mr xl la lar mg mcg µg μg g ml iu % extended-release sustained-release delayed-release "
    "modified-release tablet tablets capsule capsules pill pills injection injections cream gel ointment "
    "inhaler spray solution suspension drops patch device system oral topical subcutaneous intravenous".split()
)
_STRENGTH = re.compile(r"\d+(?:[.,/]\d+)*(?:mg|mcg|µg|μg|g|ml|%)?", re.IGNORECASE)


def read_terms(study: Study, *, record: Record, results: Sequence[Result]) -> tuple[Term, ...]:
    """Return the terms of a record's trial."""
    protocol = study.protocol_section
    drugs = [(drug.name, *drug.others) for drug in _drugs(protocol)]
    titles = [result.outcome for result in results]
    return (
        *_arm_terms(protocol, record=record, results=results),
        *_drug_terms(protocol, trial=record.trial),
        *name_outcomes(study, trial=record.trial, titles=titles, drugs=drugs),
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
        names += [*_tails(arm.name, record.arms), *_shorter(arm.name), *_parts_of_label(arm.name, record.arms)]
        if role in lone:
            names += _ROLE_WORDS[role]
        names += [*_added_part(arm.name, record.arms), *_numbered(arm.name, record.arms)]
        if _ALONE.search(arm.name) and role == CONTROL and sum(bool(_ALONE.search(name)) for name in record.arms) == 1:
            names += _ALONE_WORDS
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


def _tails(name: str, names: Iterable[str]) -> list[str]:
    """What tells apart arms that begin alike: "Carrot" of "Healthy participants: Carrot"."""
    head, colon, tail = name.partition(": ")
    alike = [other for other in names if colon and other.startswith(f"{head}: ")]
    return [tail] if len(alike) > 1 else []


_LABELLED = re.compile(
    r"(?P<label>(?:arm|group|cohort|regimen|treatment|sequence) (?:[A-Z]|[0-9]{1,2}|[IVX]+)[0-9]?)"
    r"\s?(?:: ?|\s[-\u2013] | ?\()"
    r"(?P<drugs>.+?)\)?",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\s?\+\s?")


def _parts_of_label(name: str, names: Iterable[str]) -> list[str]:
    """The label of "Arm A: Drug + Rx" and what it stands for, which people write with a plus, an "and", a "with".

    Where both parts are arms of their own, "drug and Rx" names these.
    """
    match, drugs = _LABELLED.fullmatch(name), _without_label(name)
    others = {_without_label(other).casefold() for other in names}
    apart = sum(part.casefold() in others for part in _ADDED.split(drugs)) > 1
    words = ("plus", "with") if apart else ("plus", "and", "with")
    joined = [_ADDED.sub(f" {word} ", drugs) for word in words] if "+" in drugs else []
    if match is None:
        return joined
    alone = _shorter(drugs) if not joined else [drugs, *(f"{words} arm" for words in joined)]
    return [match["label"], *alone, *joined]


def _numbered(name: str, names: Iterable[str]) -> list[str]:
    """The label somewhere in a title that no other arm has: "Cohort 2" of "Drug, Cohort 2: 20 kg to 40 kg"."""
    own = [" ".join(match.group().split()) for match in _NUMBERED.finditer(name)]
    others = [match.group().casefold() for other in names if other != name for match in _NUMBERED.finditer(other)]
    return [label for label in own if label.casefold() not in others and label != name]


_NUMBERED = re.compile(r"\b(?:arm|group|cohort|panel|part|stage)s? (?:[A-Z]|[0-9]{1,2})\b(?![-/.])", re.IGNORECASE)


def _added_part(name: str, names: Iterable[str]) -> list[str]:
    """What an arm adds to the treatment that another gets alone: the device of "Device + GDMT" beside "GDMT Alone"."""
    parts = [part.strip() for part in _ADDED.split(_without_label(name))]
    alone = {_ALONE.sub("", other).strip().casefold() for other in names if _ALONE.search(other)}
    added = [part for part in parts if part.casefold() not in alone]
    if len(parts) < 2 or len(added) != 1 or len(added) == len(parts):
        return []
    return [f"{article}{added[0]}{noun}" for article in ("", "the ") for noun in ("", " arm", " group")]


def _without_label(name: str) -> str:
    match = _LABELLED.fullmatch(name)
    return match["drugs"] if match else name


def _shorter(name: str) -> list[str]:
    """A title without its label in parentheses, and what follows it in a sentence: "in the oil arm"."""
    bare = _PARENTHESES.sub("", name).strip()
    words = re.sub(r"\s+(?:alone|only|arm|group)$", "", bare, flags=re.IGNORECASE)
    if not words or len(words.split()) > _MOST_WORDS:
        return [bare]
    return [bare, *(f"{words} {word}" for word in ("arm", "group", "alone", "only")[: 4 if words != bare else 2])]


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
        others += [_without_salt(other) for other in (bare, *others)]
        others += _abbreviations(bare, protocol)
        yield _Drug(
            bare, tuple(dict.fromkeys(o for o in others if o and normalise(o) != normalise(bare))), _labels(entry)
        )


def _abbreviations(name: str, protocol: ProtocolSection) -> list[str]:
    """Short forms that the protocol defines: "certolizumab pegol (CZP)"."""
    module = protocol.arms_interventions_module
    texts = [*(arm.description for arm in module.arm_groups), *(given.description for given in module.interventions)]
    told = " ".join(map(unescape, texts))
    return sorted(set(re.findall(rf"\b(?i:{re.escape(name)}) \(([A-Z][A-Za-z]{{1,5}})\)", told)))


def _without_salt(name: str) -> str:
    """A drug's name as people say it: without the salt or the chain behind it, its form and its strength."""
    first, *others = name.split() or [""]
    return first if others and all(w.casefold() in _SALTS | _FORMS or _STRENGTH.fullmatch(w) for w in others) else ""


def _labels(entry: Intervention) -> frozenset[str]:
    return frozenset(entry.arm_group_labels)

"""The arms of a trial as its own text labels them: "the X group", "X (n=179)", "assigned to X or Y"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingest.vocabulary import Term

_DOSE = r"[0-9]+(?:\.[0-9]+)?[ -]?(?:mg|µg|μg|mcg|g|IU|units?|mL)(?:/(?:kg|m2|day|d))?"
_WORD = r"[A-Za-z][A-Za-z0-9]*(?:[-/][A-Za-z0-9]+)*"
_PIECE = rf"(?:{_DOSE}|{_WORD}|\+)"
_LABEL = rf"{_PIECE}(?: {_PIECE}){{0,6}}"
_GROUP = re.compile(rf"(?P<label>{_LABEL})[ -](?:groups?|arms?)\b")
_SIZED = re.compile(rf"(?P<label>{_LABEL}) ?[(\[] ?[nN] ?= ?[0-9]")
_ASSIGNED = re.compile(
    r"\b(?:randomi[sz]ed|randomly (?:assigned|allocated)|assigned|allocated|underwent randomi[sz]ation)\b"
    r"[^.;]{0,60}?\b(?:to(?: receive)?|into)\s(?P<list>(?:[^.;:]|\.(?=[0-9])){3,240})",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    rf"\b(?:compar(?:ed|ing|e|ison of)|efficacy of|effects? of|safety of)\s(?P<first>{_LABEL})"
    rf"\s(?:with|versus|vs\.?|to|and|against)\s(?P<second>{_LABEL})"
)
_USED = re.compile(
    rf"\b(?:with|receiv(?:ing|ed)|given|treated with|assigned to|randomi[sz]ed to|than|versus|vs\.?|to)"
    rf"\s(?P<label>{_LABEL})"
)
_SHORT_FORM = re.compile(rf"[(\[](?P<label>{_LABEL})[ -](?:group|arm)[)\]]")
_SEPARATOR = re.compile(r",? or (?:to )?|,? and (?:to )?|, (?:to )?| versus | vs\.? | compared with ")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SCHEDULE = re.compile(
    r"\s(?:once|twice|every|daily|weekly|monthly|per|for|in|at|on|before|after|by|until|over|as|with|subcutaneously"
    r"|intravenously|orally|during|each|from|using|stratified|when|if|who|which|was|were|are|at)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(
    r"^(?:(?:either|receive|received|receiving|the|a|an|to|single|dose|doses|one|two|oral|intravenous|subcutaneous|"
    r"matching|matched|daily|once-daily|twice-daily|once-weekly|weekly|open-label|double-blind|treatment with|of|with|"
    r"additional|both|usual dose|standard-dose|patients|participants|group|all|each|that|in|for|from|by|than)\s)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s(?:group|groups|arm|arms|therapy|treatment|recipients|patients|participants|regimen|alone|injection|tablets?"
    r"|capsules?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^[0-9][0-9,]* (?:\([0-9.]+%\) )?(?:patients |participants |subjects |people )?(?:were )?"
    r"(?:randomly )?(?:assigned |allocated |randomi[sz]ed )?to (?:receive )?(?:the )?",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(rf"(?P<label>{_LABEL}) [(\[](?P<short>[A-Z][A-Za-z0-9+-]{{1,11}})[)\]]")
_DOSE_APART = re.compile(rf"(?<=[a-z]),? (?=\(?{_DOSE}\b)")
_STOP = frozenset(
    """the a an in with and versus vs than of for to from by both two three four each either all this that these those
    other same study between among was were is are had has have who which compared on at or patients participants
    treatment trial age parallel single per experimental-control risk sub subgroup peer working control-group blood
    respective corresponding large small respectively first second only one as whereas while treatment-by more less
    also but not there no received receiving into using entire whole total any safety efficacy analysis
    multicentre multicenter phase ethnic racial functional research collaborative cooperative writing study-drug
    combined overall different comparison active-treatment similar women men children adults assigned
    randomized randomised allocated enrolled including included week month higher lower rate rates median mean
    """.split()
)
_NO_ARM = frozenset(
    """treatment study intervention patients participants therapy patient group groups arm arms data placebo-controlled
    baseline care one two dose doses drug drugs it them usual standard results adults years""".split()
)
_CONTROL = re.compile(
    r"\b(?:placebo|control|sham|standard|usual|comparator|conventional|observation"
    r"|no)\b",
    re.IGNORECASE,
)
_GENERIC_NAMES = ("intervention", "experimental", "treatment", "active-treatment", "active", "study", "vaccine")
_GENERIC = re.compile(
    r"\b(intervention|experimental|treatment|active-treatment|active|study|vaccine)[ -](?:groups?|arms?|recipients)\b"
)
"""Names that say nothing of a treatment: they name an arm where the text names only the one it is compared with."""
_NOUNS = ("group", "arm", "recipients", "therapy", "patients")
_TOO_FEW = 2
"""A label that is told once, and is neither sized nor assigned to, may be any pair of words before "group"."""


@dataclass(slots=True)
class _Arm:
    labels: Counter[str] = field(default_factory=Counter)
    words: frozenset[str] = frozenset()


def find_arms(text: str, *, trial: str) -> tuple[Term, ...]:
    """Return a term for each arm that the ``readable`` text labels, with the labels as its spellings.

    The first is taken for the experimental one, unless its words say that it is a control.
    """
    text = _DOSE_APART.sub(" ", text)
    arms = _merge(_labels(text))
    generic = Counter(match[1].casefold() for match in _GENERIC.finditer(text))
    if len(arms) == 1:
        arms = [*(_Arm(Counter({label: count})) for label, count in generic.most_common(1)), *arms]
    _take_generic(arms, generic)
    _take_drugs(arms, text)
    if len(arms) < _TOO_FEW:
        return ()
    named = [(_name(arm), arm) for arm in arms]
    return tuple(
        Term(
            "arm",
            name,
            synonyms=_spellings(name, arm),
            trial=trial,
            role="control" if _CONTROL.search(name) else "experimental",
        )
        for name, arm in named
    )


def _take_generic(arms: list[_Arm], generic: Counter[str]) -> None:
    """ "The vaccine group" is the one arm that is no control, and "the control group" the one that is."""
    tested = [arm for arm in arms if not any(_CONTROL.search(label) for label in arm.labels)]
    controls = [arm for arm in arms if arm not in tested]
    named = [arm for arm in tested if not set(arm.labels) <= set(_GENERIC_NAMES)]
    if len(named) == 1 and len(tested) > 1:
        arms[:] = [arm for arm in arms if arm not in tested or arm is named[0]]
    if len(named) == 1:
        named[0].labels.update(dict.fromkeys(generic, 0))
    if len(controls) == 1:
        controls[0].labels.update({"control": 0})


def _take_drugs(arms: list[_Arm], text: str) -> None:
    """An arm that is told with its dose is also named without it, unless another arm is of the same drug."""
    bare = [{re.sub(rf"\s?{_DOSE}\s?", "", label) for label in arm.labels if re.search(_DOSE, label)} for arm in arms]
    for place, arm in enumerate(arms):
        for drug in bare[place]:
            shared = any(drug in names for other, names in enumerate(bare) if other != place)
            if drug and drug not in arm.labels and not shared:
                arm.labels[drug] = len(re.findall(rf"\b{re.escape(drug)}\b", text, re.IGNORECASE))


def _labels(text: str) -> Counter[str]:
    """Every label by how often it is told; those that a sentence assigns patients to, or sizes, go first."""
    sure: list[str] = []
    for match in _ASSIGNED.finditer(text):
        sure += _listed(match["list"])
    for match in _SIZED.finditer(text):
        sure.append(_tail(match["label"]))
    for match in (*_SHORT_FORM.finditer(text), *_GROUP.finditer(text)):
        sure.append(_tail(match["label"]))
    cleaned = [label for raw in sure if (label := _clean(raw))]
    counts = Counter(cleaned)
    known = {label.casefold(): label for label in counts}
    for match in _COMPARED.finditer(text):
        for raw in (match["first"], match["second"]):
            label = _clean(_SCHEDULE.sub("", f" {raw}").strip())
            if label and len(label.split()) <= 3 and not known:
                counts[label] += 1
    for match in _USED.finditer(text):
        for size in range(min(5, len(match["label"].split())), 0, -1):
            part = _clean(" ".join(match["label"].split()[:size]))
            if part and part.casefold() in known:
                counts[known[part.casefold()]] += 1
                break
    return counts


def _listed(items: str) -> list[str]:
    """The arms of "velocumab 300 mg or placebo every 3 months"."""
    shorts = [match["label"] for match in _SHORT_FORM.finditer(items)]
    plain = _BRACKETS.sub("", items)
    plain = re.split(r"\s(?:in addition to|in combination with|added to|before)\s", plain)[0]
    pieces = [piece for piece in _SEPARATOR.split(plain) if piece.strip()]
    if not 2 <= len(pieces) <= 6:
        return shorts
    found = []
    for piece in pieces:
        label = _SCHEDULE.sub("", f" {_LEADING.sub('', piece.strip())}").strip()
        if label:
            found.append(label)
    return [*shorts, *found]


def _tail(label: str) -> str:
    """The words right before "group", back to the first that cannot be part of a label."""
    words = label.split()
    for place in range(len(words) - 1, -1, -1):
        if words[place].casefold() in _STOP or (words[place][0].isdigit() and not re.match(_DOSE, words[place])
            and not (place + 1 < len(words) and re.match(_DOSE, f"{words[place]} {words[place + 1]}"))):  # fmt: skip
            return " ".join(words[place + 1 :])
    return " ".join(words)


def _clean(label: str) -> str | None:
    label = _LEADING.sub("", _COUNTED.sub("", " ".join(label.split()).strip(" ,;")))
    while _TRAILING.search(label):
        label = _TRAILING.sub("", label)
    words = label.casefold().split()
    known = label.casefold() in ("usual care", "standard care", "standard of care")
    if (
        (not known and (not words or len(words) > 6 or set(words) <= _STOP | _NO_ARM))
        or not words
        or words[0] in _STOP
        or words[-1] in _STOP
    ):
        return None
    if re.search(r"[()\[\]=]", label) or (words[0][0].isdigit() and not re.match(_DOSE, label)):
        return None
    if any(word in ("was", "were", "is", "had", "who", "patients", "participants") for word in words):
        return None
    return label if re.search(r"[A-Za-z]{2}", label) else None


def _merge(labels: Counter[str]) -> list[_Arm]:
    """One arm for labels that mean the same: "10-mg" and "atogerant 10 mg", "nivatinib" and "nivatinib plus ..."."""
    words = {label: _words(label) for label in labels}
    full = [
        label
        for label in labels
        if not any(words[label] < words[other] or (words[label] == words[other] and other != label and
            _before(labels, other, label)) for other in labels)
    ]  # fmt: skip
    arms = [_Arm(Counter({label: labels[label]}), words[label]) for label in full]
    for label in labels:
        if label in full:
            continue
        owners = [arm for arm in arms if words[label] <= arm.words]
        if len(owners) == 1:
            owners[0].labels[label] += labels[label]
    return [arm for arm in arms if _is_told(arm)]


def _before(labels: Iterable[str], first: str, second: str) -> bool:
    order = list(labels)
    return order.index(first) < order.index(second)


def _is_told(arm: _Arm) -> bool:
    return sum(arm.labels.values()) >= _TOO_FEW or any(_CONTROL.search(label) for label in arm.labels)


def _words(label: str) -> frozenset[str]:
    joined = re.sub(r"(?<=[0-9])[ -]?(?=(?:mg|µg|μg|mcg|g|IU|mL)\b)", "", label)
    return frozenset(word.casefold() for word in re.findall(r"[\w.]+", joined)) - {"plus", "and", "with", "therapy"}


def _name(arm: _Arm) -> str:
    """The label that is told most; of several the one that says most."""
    return max(arm.labels, key=lambda label: (arm.labels[label], len(label)))


def _spellings(name: str, arm: _Arm) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for label in (name, *arm.labels):
        found.update(dict.fromkeys((label, *(f"{label} {noun}" for noun in _NOUNS))))
    found.pop(name, None)
    return tuple(found)

"""How many patients a trial enrolled, randomised and treated, in all and in each arm."""

from __future__ import annotations

import re
from decimal import Decimal

from retrieval.checks.figures import cues
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot
from retrieval.proposals.draft import Draft
from retrieval.proposals.reading import Scene

_VERB = (
    r"(?:were |was |had been |have been |underwent |consented and were )?(?:randomly |then )?"
    r"(?P<verb>randomi[sz]\w*|assign\w*|allocat\w*|enrol\w*|recruit\w*|included|received|treated|analy[sz]ed|screened)"
)
_PEOPLE = r"(?:patients?|participants?|subjects?|people|adults?|women|men|children|infants)"
_AFTER = re.compile(rf"\s?(?:{_PEOPLE})?(?: with [\w ,-]{{3,80}}?| who [\w ,-]{{3,60}}?)?\s?{_VERB}\b", re.IGNORECASE)
_TO_ARM = re.compile(
    r"\s?(?:\([0-9.]+ ?%\) )?(?:patients |participants )?(?:were )?(?:randomly )?(?:randomi[sz]ed "
    r"|assigned |allocated )?"
    r"(?:to|in|received|on)(?: receive)? (?:the )?$", re.IGNORECASE)  # fmt: skip
_BEFORE = re.compile(
    r"\b(?:(?:we )?(?P<verb>randomi[sz]ed|(?:randomly )?assigned|allocated|enrolled|recruited|screened)|among"
    r"|of|and|total of"
    r"|included)(?: a total of)?(?: the)?\s$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s?(?:,? ?[0-9.]+ ?(?:mg|g|µg|mcg)(?:/\w+)?)?\s?[(\[]\s?(?:[nN] ?=? ?)?$")
_HAPPENED = re.compile(
    r"\b(?:occurred|reported|observed|noted|seen|developed|diagnosed|found|confirmed|recorded)\b[^.;]{0,30}\b(?:in|by)\s$"
)
_OUTCOMES = (
    ("screened", "Patients screened"),
    ("received", "Patients treated"),
    ("treated", "Patients treated"),
    ("analy", "Patients analysed"),
)


def read_size(slot: Slot, scene: Scene, earlier: list[Draft]) -> dict[str, object] | None:
    """Return the cells of a number of patients that is no outcome's, or ``None`` where the slot is none."""
    number = slot.expression.number(Role.ESTIMATE) or slot.expression.number(Role.TOTAL)
    if number is None or len(slot.expression.parts) > 1 or not isinstance(number.value, Decimal):
        return None
    if number.decimals != 0 or number.unit not in (None, "patients") or number.comparator not in (None, "~"):
        return None
    sentence = scene.reading.sentences[slot.sentence]
    text = scene.reading.text
    if _HAPPENED.search(text[sentence.start : number.after]):
        return None
    arm = _arm_in_brackets(slot, scene)
    if arm is not None:
        return _cells(number.value, arm, text[sentence.start : number.start])
    before, after = text[sentence.start : number.after], text[number.end : sentence.end]
    verb = _AFTER.match(after)
    lead = _BEFORE.search(before)
    own = _own_arm(slot, scene)
    if verb is None and lead is not None and not lead["verb"]:
        people = re.match(rf"\s?(?:randomi[sz]ed|enrolled|included|eligible|treated) {_PEOPLE}", after, re.IGNORECASE)
        verb = people
    last = earlier[-1] if earlier else None
    goes_on = (
        own is not None
        and last is not None
        and last.slot.sentence == slot.sentence
        and last.cells.get("outcome") in ("Patients randomised", "Patients treated", "Patients analysed")
    )
    if verb or goes_on or (lead is not None and lead["verb"]):
        told = (verb[0] if verb else "") + (before if not verb else "")
        cells = _cells(number.value, own or "all", told)
        return {**cells, "outcome": last.cells["outcome"]} if goes_on and last is not None else cells
    if number.unit == "patients" and cues.ALLOCATED.search(after[:60]) and own is None:
        return _cells(number.value, "all", after[:60])
    return None


def _cells(value: Decimal, arm: str, words: str) -> dict[str, object]:
    found = [(words.casefold().rfind(stem), name) for stem, name in _OUTCOMES if stem in words.casefold()]
    randomised = max((match.start() for match in cues.RANDOMISED.finditer(words)), default=-1)
    name = max(found)[1] if found and max(found)[0] > randomised else "Patients randomised"
    return {
        "category": "disposition",
        "outcome": name,
        "statistic": "count",
        "value": value,
        "unit": "patients",
        "arm": arm,
    }


def _arm_in_brackets(slot: Slot, scene: Scene) -> str | None:
    """The arm of "uparicitib 15 mg (n=164)" and of "(266 zuralone, 268 placebo)"."""
    start, end = slot.expression.parts[0].number.after, slot.expression.end
    text = scene.reading.text
    for span in scene.arm_spans:
        if (
            span.end <= start
            and _IN_BRACKETS.fullmatch(text[span.end : start])
            and text[end : end + 1] in (")", "]", ";", ",")
        ):
            return span.name
    opened = text.rfind("(", max(0, start - 60), start)
    closed = text.find(")", end, end + 80)
    if 0 <= opened < closed and ")" not in text[opened:start]:
        for span in scene.arm_spans:
            if span.start == end + 1 and re.match(r"[,;)]|\s(?:group|and)\b", text[span.end :]):
                return span.name
    return None


def _own_arm(slot: Slot, scene: Scene) -> str | None:
    """The arm that patients were assigned to: "600 to velocumab", "532 were assigned to placebo"."""
    text, end = scene.reading.text, slot.expression.end
    for place, span in enumerate(scene.arm_spans):
        following = scene.arm_spans[place + 1] if place + 1 < len(scene.arm_spans) else None
        if following and following.start - span.end < 30 and " or " in text[span.end : following.start]:
            continue
        if end <= span.start and span.start - end < 70 and _TO_ARM.fullmatch(text[end : span.start]):
            return span.name
    return None

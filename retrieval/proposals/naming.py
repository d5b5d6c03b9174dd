"""What the outcome of a row is called."""

from __future__ import annotations

import re

from ingest.vocabulary import Term
from retrieval.checks.figures.numbers import Number
from retrieval.checks.figures.roles import Role
from retrieval.checks.sentences.slots import Slot
from retrieval.proposals.categories import guess_category
from retrieval.proposals.draft import Draft
from retrieval.proposals.reading import Scene

_GOES_ON = re.compile(
    r"[^.;]{0,70}?(?:,|[,\s)\]%]\s?(?:and|versus|vs\.?|compared with|compared to|than))\s(?:(?:in|by|with|for"
    r"|at|to|a|the|median|mean|of|"
    r"only|about) )*[(\[]?$",
    re.IGNORECASE,
)
_THRESHOLD = re.compile(
    r"(?:(?P<what>reductions?|decreases?|increases?|improvements?|declines?)(?: from baseline)? )?(?:of )?"
    r"(?P<how>at least|less than|below|under|above|over|more than|greater than|no more than|<=?|>=?|≤|≥)"
    r"(?: an?)? ?[0-9]+(?:\.[0-9]+)?(?: ?%| points?| mg/d[Ll]| mmol/L)?(?: or (?:more|less|higher|lower"
    r"|greater))?(?: (?:in|of) )?$",
    re.IGNORECASE,
)
_AFTER_MENTION = re.compile(
    r"\s(?:score |level |levels )?(?:of )?(?P<threshold>(?:at least|less than|below|under|above|over|more than"
    r"|greater than|<=?|>=?|≤|≥)"
    r"(?: an?)? ?[0-9]+(?:\.[0-9]+)?(?: ?%| points?| mg/d[Ll]| mmol/L)?)",
    re.IGNORECASE,
)
_AFTER_NUMBER = re.compile(
    r"[)\]]?\s(?:of (?:the )?)?(?:patients |participants |were )?(?:(?P<sex>women|men|females?"
    r"|males?)\b(?! (?:with|who))"
    r"|completed (?:the )?(?P<ended>trial|study|treatment)\b)",
    re.IGNORECASE,
)
_SHARES = ("%", "patients", None)


def name_outcome(draft: Draft, scene: Scene, earlier: list[Draft]) -> bool:
    """Fill outcome and category, and say what is uncertain of them; ``False`` where the number tells no outcome."""
    slot, last = draft.slot, earlier[-1] if earlier else None
    told = _AFTER_NUMBER.match(scene.reading.text, draft.end)
    if told and Role.ESTIMATE in {part.role for part in slot.expression.parts} and draft.slot.unit == "%":
        draft.cells |= _people(told)
        return True
    if last is not None and _goes_on(draft, last, scene):
        draft.cells |= {"outcome": last.cells["outcome"], "category": last.cells["category"]}
        draft.uncertain += [reason for reason in last.uncertain if reason.startswith("outcome")]
        draft.slot.grades = last.slot.grades
        return True
    name = slot.outcomes[0] if slot.outcomes else slot.unknown
    if name is None:
        return False
    if not slot.outcomes:
        draft.uncertain.append("outcome: not in the vocabulary")
    elif slot.unknown:
        draft.uncertain.append(f"outcome: {slot.unknown!r} stands beside it")
    term = scene.outcomes.get(name)
    _note_source(name, term, draft, scene)
    draft.cells["category"] = (term.category if term else None) or guess_category(name)
    named = _with_threshold(name, draft, scene)
    draft.cells["outcome"] = f"{named[0].upper()}{named[1:]}"
    return True


def _people(told: re.Match[str]) -> dict[str, object]:
    """ "485 (73 %) women" and "610 (91 %) completed the trial" tell what is counted behind the number."""
    if told["ended"]:
        return {"outcome": f"Completed the {told['ended'].lower()}", "category": "disposition"}
    return {"outcome": "Female" if told["sex"].lower().startswith(("w", "f")) else "Male", "category": "baseline"}


def _note_source(name: str, term: Term | None, draft: Draft, scene: Scene) -> None:
    if name in scene.own:
        draft.uncertain.append("outcome: not in the vocabulary")
    elif term is not None and term.broader and term.trial is None and not term.synonyms:
        draft.uncertain.append(f"outcome: the vocabulary has it under {term.broader[0]!r}")


def _goes_on(draft: Draft, last: Draft, scene: Scene) -> bool:
    """Whether a number only tells the next arm of what the number before tells: "versus 82 (67 %) of 122"."""
    if last.slot.sentence != draft.slot.sentence or last.cells.get("category") in ("design", "disposition"):
        return False
    between = scene.reading.text[last.end : draft.number.after]
    if not _GOES_ON.fullmatch(between) or draft.slot.statistics - last.slot.statistics & _comparing(draft.slot):
        return False
    found = scene.terms.find(between, trial=scene.trial.id, kinds={"outcome", "grade"}, typos=False)
    after = scene.reading.text[draft.end : draft.end + 40]
    own = re.match(r"[)\]]?\s(?:had|experienced|developed|achieved|of (?:the )?patients had)\b", after)
    return not found and own is None


def _comparing(slot: Slot) -> frozenset[str]:
    from retrieval.checks.figures.cues import COMPARATIVE

    return slot.statistics & COMPARATIVE


def _with_threshold(name: str, draft: Draft, scene: Scene) -> str:
    """A share of patients beyond a threshold is no mean: "HbA1c below 7 %", "reduction of at least 50 % in ..."."""
    told_at = draft.slot.told_at
    unit = draft.slot.unit
    if told_at is None or unit not in _SHARES or draft.number.form not in ("digits", "cardinal"):
        return name
    text = scene.reading.text
    found = scene.terms.find(text[told_at : told_at + 120], trial=scene.trial.id, kinds={"outcome"}, typos=False)
    mention = next((item for item in found if item.start == 0), None)
    if mention is None:
        return name
    end = told_at + mention.end
    after = _AFTER_MENTION.match(text, end)
    if after and not _is_own(after.start("threshold"), after.end("threshold"), draft.number):
        return text[told_at : after.end("threshold")]
    before = _THRESHOLD.search(text, max(0, told_at - 70), told_at)
    if before and before["how"] and not _is_own(before.start(), before.end(), draft.number):
        return text[before.start() : end].strip()
    return name


def _is_own(start: int, end: int, number: Number) -> bool:
    return start <= number.start < end


def is_threshold(slot: Slot, scene: Scene) -> bool:
    """Whether a number says where a group begins, and no result: "40 % or less", "below 7 %", "margin 15 %"."""
    number = slot.expression.number(Role.ESTIMATE)
    if number is None or len(slot.expression.parts) > 1:
        return False
    text = scene.reading.text
    if re.match(
        r",? or (?:less|more|higher|lower|greater|older|above|below|fewer|better|worse|longer)\b",
        text[number.unit_end :][:16],
    ):
        return True
    if re.search(
        r"\b(?:margin|threshold|significance level|alpha|power)\b[^.;0-9]{0,25}$",
        text[max(0, number.start - 45) : number.start],
    ):
        return True
    if re.match(r"\s(?:improvement|reduction|response) (?:criteria|threshold)", text[number.unit_end :][:24]):
        return True
    return number.comparator in (">=", "<=", "<", ">") and number.form == "digits"

"""Whose a row is: one arm, or which two are compared."""

from __future__ import annotations

import re

from retrieval.proposals.draft import Draft
from retrieval.proposals.reading import Scene
from retrieval.proposals.statistics import COMPARING

_AGAINST_CONTROL = re.compile(r"\b(?:from|versus|vs\.?|compared with|than|over) (?:the )?$", re.IGNORECASE)
_COMPARES = re.compile(r"\brandomi[sz]|\brandomly|\bgroups?\b|\bplacebo\b|\bversus\b|\bvs\b", re.IGNORECASE)
"""Words of a text that compares: a figure without an arm is not one of all patients there."""
_EFFICACY = "Vaccine efficacy"


def name_group(draft: Draft, scene: Scene) -> None:
    """Fill arm or comparison, and say where it was only inferred."""
    slot, cells = draft.slot, draft.cells
    arms = [arm.name for arm in scene.arms]
    if cells["statistic"] in COMPARING or str(cells["outcome"]).startswith(_EFFICACY):
        _compare(draft, scene, arms)
    elif slot.arm and slot.arm != "all":
        cells["arm"] = slot.arm
        if slot.arm_source in ("sequence", "convention"):
            draft.uncertain.append("arm: by the order in which the arms are told")
    elif slot.arm == "all" or cells["category"] in ("disposition", "baseline", "design"):
        cells["arm"] = "all"
    elif not arms and not _COMPARES.search(scene.reading.text):
        cells["arm"] = "all"
        draft.uncertain.append("arm: the text names none, and is read as one of a single arm")
    else:
        draft.uncertain.append("arm: not told")


def _compare(draft: Draft, scene: Scene, arms: list[str]) -> None:
    pair = draft.slot.direction or (tuple(arms) if len(arms) == 2 else _against_control(draft, scene))
    if pair is None:
        draft.uncertain.append("comparison: not told which arms")
        return
    draft.cells["comparison"] = " vs ".join(pair)
    if draft.slot.direction is None:
        draft.uncertain.append("comparison: the order of the arms is not told")


def _against_control(draft: Draft, scene: Scene) -> tuple[str, str] | None:
    """ "The differences from placebo were -1.2 with 10 mg and -1.7 with 60 mg"."""
    controls = {arm.name for arm in scene.arms if arm.role == "control"}
    sentence, text = scene.reading.sentences[draft.slot.sentence], scene.reading.text
    own = [span for span in scene.arm_spans if sentence.start <= span.start and span.end <= sentence.end]
    against = [
        span for span in own if span.name in controls and _AGAINST_CONTROL.search(text[sentence.start : span.start])
    ]
    others = [
        span for span in own if span.name not in controls and draft.number.end <= span.start < draft.number.end + 60
        and not re.search(r"[0-9]", text[draft.number.unit_end : span.start])
    ]  # fmt: skip
    return (others[0].name, against[0].name) if against and others else None

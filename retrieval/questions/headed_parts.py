"""A part of the patients that heads what is asked of it: "early relapse: how many had impaired kidneys"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from retrieval.answers.splits import same_part
from retrieval.questions.question import Question

_HEADS = re.compile(r"[^?.;]{0,20}?(?:\s?:\s|\s[-–—]\s)[^?.;:]{0,40}", re.IGNORECASE)
_AT_ENTRY = ("baseline", "disposition")


def headed_by_part(question: Question, slots: Collection[tuple[str | None, ...]]) -> Question | None:
    """The question for how many of a part have a trait, where the part heads it and the table counts them in it.

    Args:
        slots: Outcome, category and subgroup of the results of the trial.
    """
    named = sorted((m for m in question.mentions if m.term.kind in ("outcome", "subgroup")), key=lambda m: m.start)
    counted = [(outcome, part) for outcome, kind, part in slots if outcome and part and kind in _AT_ENTRY]
    for head, trait in pairwise(named):
        if not _HEADS.fullmatch(question.text, head.end, trait.start):
            continue
        for outcome, part in counted:
            if same_part(outcome, trait.term.name) and same_part(part, head.term.name):
                beside = (n for n in question.outcomes if n not in (head.term.name, trait.term.name, outcome))
                return replace(question, outcomes=(outcome, *beside), subgroups=(part,))
    return None

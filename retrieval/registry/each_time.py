"""A question over a record that tells several times: each is asked by itself where the answer to all lacks one."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from retrieval.answers.answering import Draft
from retrieval.every_part import one_by_one
from retrieval.questions.timed_titles import time_spans


def with_each_time(whole: Draft, text: str, *, draft: Callable[[str], Draft]) -> Draft:
    """The answers at each time that a question lists, where they tell more than the answer to all of it.

    Args:
        draft: Answers a text by itself.
    """
    drafts = [draft(each) for each in at_each_time(text)]
    told = {row.id for sentence in whole.sentences for row in sentence.results}
    own = [{row.id for sentence in each.sentences for row in sentence.results} for each in drafts]
    more = all(own) and not set().union(*own) <= told
    return one_by_one(drafts, whole) if more and all(each.status == "answered" for each in drafts) else whole


def at_each_time(text: str) -> tuple[str, ...]:
    """The question at each of the times that it lists, "weeks 12 and 52" say; nothing where it lists none."""
    spans = sorted(time_spans(text))
    if not spans or _STRETCH.search(text[: spans[0][0]]):
        return ()
    first, last = spans[0][0], spans[-1][1]
    if any(not _JOINS.fullmatch(text[a:b]) for (_, a), (b, _) in pairwise(spans)):
        return ()
    times = [text[slice(*span)] for span in spans]
    if len(spans) == 1:
        unit = _UNIT.search(times[0])
        times = [f"{unit['unit']} {number}" for number in re.findall(r"\d+", times[0])] if unit else []
    return tuple(f"{text[:first]}{time}{text[last:]}" for time in times) if len(times) > 1 else ()


_JOINS = re.compile(r"\s*(?:,|&|and|or|as well as)\s*(?:(?:and|or|at|by|after|on|in)\s)*(?:the\s)?", re.IGNORECASE)
_STRETCH = re.compile(r"\b(?:between|from)\s(?:the\s)?$", re.IGNORECASE)
"""Before times that are the ends of one stretch."""
_UNIT = re.compile(r"\b(?P<unit>day|week|month|year|cycle)s?\b", re.IGNORECASE)

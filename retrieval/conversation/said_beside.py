"""What a follow-up says by itself, beside the outcome asked before, and what it takes from or points to in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.conversation.words import Wording
from retrieval.mentions import Mention
from retrieval.naming import sources_named
from retrieval.questions import relations
from retrieval.questions.question import Question

EVENTS = "Treatment-emergent adverse event"
MEASURED = "Progression-free survival"
"""They stand for what was asked where that was no outcome by name: the most frequent events, results at large."""
MEASURED_KINDS = ("efficacy", "safety")
_WHEN = re.compile(r"at\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_KINDS = ("outcome", "arm", "population", "subgroup", "grade", "statistic")


def read_beside(how: Wording, earlier: Slots, *, reader: Reader) -> tuple[Slots, Question]:
    """What the follow-up itself says, read as it is understood beside the outcome asked before."""
    beside = earlier.outcomes[0] if earlier.outcomes else EVENTS if earlier.ranked else MEASURED
    question = reader.read(f"{beside} {how.rest}", trial=earlier.trial)
    asked = reader.read(how.rest, trial=earlier.trial)
    whole = [m for m in asked.mentions if m.term.category in MEASURED_KINDS and m.text == how.rest.strip(" ?.!")]
    if earlier.subgroups and len(whole) == len(asked.mentions) == 1:
        beside, question = "", asked  # of a part of the patients: no part of that part, "MRD-negative ones"
    measured = any(row.category in MEASURED_KINDS for row in reader.rows(earlier))
    if beside and measured and not (how.clause or how.asks_size or question.subgroups):
        of_whom = reader.read(f"{MEASURED} {how.rest}", trial=earlier.trial)  # of which parts have results
        beside, question = (MEASURED, of_whom) if of_whom.subgroups else (beside, question)
    own = tuple(mention for mention in question.mentions if mention.start >= len(beside))
    after = len(question.text) - len(asked.text)
    lost = _swallowed(asked, own, after=after)
    own = (*own, *lost)
    if how.direction:  # "at the latest follow-up" asks for no length of follow-up, "the earlier one" for no therapy
        kept = [m for m in own if m.term.kind != "outcome" or m.term.category in MEASURED_KINDS]
        own = tuple(m for m in own if m in kept or (" " in m.text and not how.restricting))
    said = {kind: tuple(dict.fromkeys(m.term.name for m in own if m.term.kind == kind)) for kind in _KINDS}
    own = (*own, *(mention for mention in asked.drugs if mention.term.name not in {m.term.name for m in own}))
    question = replace(
        question,
        mentions=own,
        outcomes=said["outcome"],
        arms=said["arm"],
        populations=said["population"],
        subgroups=said["subgroup"],
        grades=said["grade"],
        statistics=said["statistic"],
        unknown=tuple(
            token
            for token in question.unknown
            if token.start >= len(beside) and not any(m.start <= token.start - after < m.end for m in lost)
        ),
    )
    alone = reader.slots(asked)
    slots = replace(
        reader.slots(question),
        landmark=alone.landmark,
        ranked=alone.ranked,
        method=alone.method,
        weighs=alone.weighs,
        every_cutoff=alone.every_cutoff,
        whole=relations.names_whole(how.rest),
    )
    if slots.phrase and (how.restricting or len(slots.phrase) > len(how.rest)):
        slots = replace(slots, phrase=how.rest)
    return slots, question


def _swallowed(asked: Question, own: Sequence[Mention], *, after: int) -> tuple[Mention, ...]:
    """What the follow-up names by itself where the words before it take the name's first: "interval" after a time."""
    figures = (m for m in asked.mentions if m.term.kind != "outcome" or m.term.category in MEASURED_KINDS)
    return tuple(m for m in figures if not any(o.start < m.end + after and m.start + after < o.end for o in own))


def as_far_as_carried(how: Wording, new: Slots, earlier: Slots, *, reader: Reader, corpus: Corpus) -> Slots:
    """The slots asked before, without what the follow-up's own words take from them."""
    if how.same_group:
        earlier = reader.as_patients(earlier)
    elif how.clause and how.points_back and new.arms:
        earlier = replace(earlier, grades=())  # "did anyone on B have them": those of any grade
    if new.landmark and earlier.timed_by_name:
        earlier = reader.without_time(earlier)
    if new.analyses and earlier.phrase and sources_named(reader.read(earlier.phrase), corpus=corpus):
        earlier = replace(earlier, phrase="")  # a source has its own analyses
    if new.analyses and _WHEN.match(earlier.phrase):
        earlier = replace(earlier, phrase="")  # "at the update" is another time
    return earlier


def point(new: Slots, how: Wording, *, earlier: Slots, shown: Sequence[Result], reader: Reader) -> Slots:
    """The slots with what is named by its place: the later cut-off, the other arm."""
    statistics = new.statistics or earlier.statistics
    grades = new.grades or earlier.grades
    asked = replace(earlier, outcomes=new.outcomes or earlier.outcomes, statistics=statistics, grades=grades)
    if len(new.analyses) > 1:
        new = replace(new, analyses=reader.fitting(new.analyses, asked))
    if how.restricting and new.outcomes and (analysis := reader.analysis_named_by(how.rest, earlier)):
        return replace(new, outcomes=(), analyses=(analysis,))
    if (
        how.direction
        and not (new.analyses and _YEAR.search(how.rest))
        and not reader.leads_on(new.analyses, how.direction, asked)
    ):
        term = reader.analysis(how.direction, asked, shown=shown)
        new = replace(new, analyses=(term,) if term else (), phrase="")
    if how.other_arm:
        new = replace(new, arms=reader.other_arms(earlier.arms, trial=earlier.trial), phrase="")
    return new

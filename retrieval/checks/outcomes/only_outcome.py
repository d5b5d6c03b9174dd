"""The outcome of a figure in a sentence that names only one, or only one that has such figures."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.checks.figures import cues
from retrieval.checks.outcomes.analysis_names import of_analysis
from retrieval.checks.outcomes.fitting import (
    counts_others,
    fits,
    is_group_of_figure,
    is_time_of_ratio,
    leads_other,
    no_hazard,
)
from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.clauses import Clause
from retrieval.checks.sentences.slots import Slot
from retrieval.terms import Mention


def only_outcome(clause: Clause, slot: Slot) -> list[Mention]:
    """The one outcome of the sentence, or the one of several that has such figures."""
    named = [
        mention
        for mention in outcome_mentions(clause)
        if not is_time_of_ratio(slot, mention.term.name)
        and not counts_others(clause, slot, mention.term.name)
        and not leads_other(clause, slot, mention)
        and not no_hazard(clause, slot, mention)
    ]
    results = [mention for mention in named if not cues.is_follow_up_name(mention.term.name)]
    mentions = next(
        (each for each in (results, of_analysis(clause), named) if any(fits(clause, slot, m.term.name) for m in each)),
        named,
    )
    mentions = [mention for mention in mentions if not is_group_of_figure(clause, slot, mention)]
    if not _is_one(mentions):
        mentions = [mention for mention in mentions if fits(clause, slot, mention.term.name)]
    return sorted(mentions, key=lambda mention: not fits(clause, slot, mention.term.name)) if _is_one(mentions) else []


def _is_one(mentions: Sequence[Mention]) -> bool:
    """Whether mentions are of one outcome, be it under two names of one spelling."""
    return len({mention.term.name for mention in mentions}) == 1 or len({mention.start for mention in mentions}) == 1

"""What "the former" and "the latter" stand for: the two arms, or the two outcomes, that a sentence before names."""

from __future__ import annotations

import re

from retrieval.checks.outcomes.naming import outcome_mentions
from retrieval.checks.sentences.arm_spans import FORMER, arm_spans
from retrieval.checks.sentences.clauses import Clause, Context
from retrieval.checks.terms.arm_pairs import Span
from retrieval.terms import Mention

_PAIR = 2
_HAD = re.compile(r"\s(?:had|show|experienc|receiv|reach|got|group|arm)", re.IGNORECASE)
"""Behind "the former": an arm, where two arms and two outcomes were named."""


_OCCURRED = re.compile(r"(?: \w+)?(?: was| were)? (?:seen|occur|happen|arose|affect|report|record|in\b)", re.IGNORECASE)
"""Behind it: an outcome, likewise."""


def read_former_latter(clause: Clause, context: Context) -> None:
    """Let a sentence name what it tells by "the former" and "the latter", and leave for the next what it names itself.

    In one sentence with both, "A and B were compared, the former had", the arms are read where they are named.
    """
    told = list(FORMER.finditer(clause.text, clause.sentence.start, clause.sentence.end))
    named = tuple(dict.fromkeys(span.name for span in arm_spans(clause)))
    if not told:
        terms = {item.term.name: item.term for item in outcome_mentions(clause)}
        context.two_arms = (named if len(named) == _PAIR else ()) if named else context.two_arms
        context.two_outcomes = (tuple(terms.values()) if len(terms) == _PAIR else ()) if terms else context.two_outcomes
        return
    arms, outcomes = context.two_arms, context.two_outcomes
    for match in told:
        place = 0 if match["first"] else 1
        of_arms = arms and not named and (not outcomes or _HAD.match(clause.text, match.end()))
        if of_arms:
            clause.arms = [*(clause.arms or ()), Span(*match.span(), arms[place])]
        elif outcomes and (not arms or _OCCURRED.match(clause.text, match.end())):
            found = Mention(*match.span(), match[0], outcomes[place])
            clause.named = None  # to be looked for anew
            clause.mentions["outcome"] = [*clause.mentions.get("outcome", ()), found]
        else:
            continue
        clause.spans.append(match.span())

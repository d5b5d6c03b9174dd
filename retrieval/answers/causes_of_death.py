"""That deaths are not told by their cause, where that is what is asked and no record lists what patients died of."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.absence import not_found
from retrieval.questions.asks import COUNTS
from retrieval.questions.deaths import EACH, asks_each_cause, counts_deaths
from retrieval.questions.question import Question
from retrieval.records import Sentence
from retrieval.registry.trial_words import record_of


def deny_causes(
    question: Question, shown: Sequence[Result], *, cause: str | None, corpus: Corpus
) -> tuple[Sentence, ...]:
    """One sentence where no count of deaths is shown; nothing where one is, or where something else is asked, too.

    Args:
        cause: The cause that is asked, of which no count is shown.
    """
    counted = any(row.statistic in COUNTS for row in shown)
    other = any(not counts_deaths(row.outcome) for row in shown)
    effect = set(question.statistics) - set(COUNTS)  # "the hazard ratio with those censored who died of it"
    if counted or other or effect or record_of(question.trial, corpus=corpus) is not None:
        return ()
    each = asks_each_cause(question)
    subject = EACH if each or cause == EACH else f"deaths from {cause}"
    return (not_found(subject, corpus=corpus, question=question),) if each or cause else ()

"""Arms of a registry record that nobody entered: there are no results of them, and another arm's are no answer."""

from __future__ import annotations

import re

from ingest.corpus import Corpus
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.answers.noted import NOTED
from retrieval.answers.phrasing import format_value, in_sentence, with_arm
from retrieval.questions.question import Question
from retrieval.records import Sentence

_STARTED = "Started"


def tell_empty_arms(question: Question, *, corpus: Corpus) -> Draft | None:
    """That nobody started in the arms asked, with what is noted of it; ``None`` where somebody did in one of them."""
    rows = [row for row in corpus.table.results(trial=question.trial) if row.arm in question.arms]
    started = {row.arm: row.value for row in rows if row.outcome == _STARTED and not row.item}
    entered = any(started.values()) or started.keys() != {*question.arms}
    if not question.arms or entered or _COMPARED.search(question.text):
        return None
    told = [row for row in rows if row.outcome == _STARTED]
    counts = (Sentence(f"{_STARTED}: {format_value(row)}{with_arm(row)}.", (row,)) for row in told)
    noted = {row.note: row for row in rows if row.category == "disposition" and row.note}
    notes = (Sentence(f"{NOTED} {in_sentence(row.outcome)}: {note}", (row,)) for note, row in noted.items())
    lacking = not_found(f"what happened with {' or '.join(question.arms)}", corpus=corpus, question=question)
    return Draft("answered", (*counts, *notes, lacking), question.trial)


_COMPARED = re.compile(r"\b(?:vs|versus|than|compared|between|against|or)\b", re.IGNORECASE)
"""That other arms may be asked beside it, by words that name several."""

"""An answer quoted from prose alone."""

from __future__ import annotations

from ingest.corpus import Corpus
from retrieval.answers import prose
from retrieval.answers.absence import not_found
from retrieval.answers.answering import Draft
from retrieval.answers.coverage import tell_left_out
from retrieval.answers.denials import deny_funders, untold_by
from retrieval.answers.schedules_claimed import correct_schedule
from retrieval.questions.question import Question
from retrieval.registry.criteria import without_criteria
from retrieval.search import Retriever
from retrieval.terms import TermIndex


def draft_prose(question: Question, *, corpus: Corpus, terms: TermIndex, retriever: Retriever) -> Draft | None:
    """The answer quoted from prose, with what of the question it does not tell; ``None`` where no prose answers."""
    quotes = prose.only_numbered(question, prose.quote_prose(question, corpus=corpus, terms=terms, retriever=retriever))
    quotes = without_criteria(quotes, question, corpus=corpus)
    if not quotes:
        return None
    if "dose" in question.statistics and not any(c.isdigit() for quote in quotes for c in quote.text):
        beside = prose.quote_schedule(question, corpus=corpus, terms=terms, retriever=retriever)
        lacking = not_found(prose.dose_of(question, terms=terms), corpus=corpus, question=question)
        return Draft("answered", (lacking, *(beside or quotes)), question.trial)
    untold = untold_by(question, quotes)
    absent = (not_found(untold, corpus=corpus, question=question),) if untold else ()
    said = (*absent, *correct_schedule(question.text, quotes), *quotes, *deny_funders(question, quotes))
    return Draft("answered", (*said, *tell_left_out(question, said, corpus=corpus, terms=terms)), question.trial)

"""How a record calls an effect: "vaccine efficacy" is no outcome, but told of those that were compared by it."""

from __future__ import annotations

from ingest.corpus import Corpus
from retrieval.questions.question import Question
from retrieval.stems import stems


def titles_by_effect(question: Question, *, corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Each name of an outcome in a question that is how the record calls an effect, with the titles that have it."""
    slots = corpus.table.slots(question.trial or "", ("outcome", "statistic"))
    names = dict.fromkeys((*question.outcomes, *(m.term.name for m in question.mentions if m.term.kind == "outcome")))
    told = {
        name: tuple(
            dict.fromkeys(title for title, statistic in slots if title and stems(name) <= stems(statistic or ""))
        )
        for name in names
    }
    return {name: titles for name, titles in told.items() if titles}

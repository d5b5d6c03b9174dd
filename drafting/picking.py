"""From the questions of an inquiry to the evidence picked for each, before a word of the letter is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from drafting.balancing import balance
from drafting.records import Inquiry, LetterText, Selection
from ingest.records import Result
from retrieval.answering import Draft
from retrieval.following import stand_alone
from retrieval.phrasing import format_value
from retrieval.prompting import fill
from retrieval.records import Quote, Sentence, Verdict
from retrieval.routing import draft_answer
from retrieval.trials import name_trial

if TYPE_CHECKING:
    from retrieval.chain import Assistant
    from retrieval.records import Answer

_EXAMPLE = "\0"
_POINTER = fill("safety_pointer", examples=_EXAMPLE).partition(_EXAMPLE)[0]
"""How the sentence begins that points a reader to safety results: a letter shows them instead."""
_SAID_BESIDE = ("Correction:", "Computed from", "A hazard ratio of")
"""How sentences begin that say more than the figures that they print."""


def pick(inquiry: Inquiry, questions: Sequence[str], *, assistant: Assistant) -> tuple[Selection, ...]:
    """Return the evidence for each question, and what has to stand beside it: design, background, safety.

    Args:
        questions: The words that are answered, one for each restated question.
    """
    asked: list[Selection] = []
    earlier: list[Answer] = []
    for shown, words in zip(inquiry.restated, questions, strict=True):
        question = stand_alone(words, earlier, assistant=assistant).question
        question = _with_trial(question, inquiry.trial, assistant=assistant)
        selection, answer = _answer(question, shown=shown, assistant=assistant)
        asked.append(selection)
        earlier.append(answer)
    return (*asked, *balance(asked, assistant=assistant))


def printed_quote(row: Result) -> Quote | None:
    """Where the source of a result prints it; ``None`` where its text is not held."""
    return Quote(row.source, row.start, row.end) if row.start is not None and row.end is not None else None


def _answer(question: str, *, shown: str, assistant: Assistant) -> tuple[Selection, Answer]:
    """The evidence of one answer; with a model its words too."""
    answer = assistant.invoke(question)
    corpus = assistant.corpus
    draft = draft_answer(question, corpus=corpus, terms=assistant.terms, retriever=assistant.retriever)
    told = tuple(_say(sentence, draft) for sentence in draft.sentences if _says_more(sentence))
    results = tuple(dict.fromkeys(row.id for s in draft.sentences if not _points(s) for row in s.results))
    quotes = tuple(dict.fromkeys(quote for s in draft.sentences for quote in s.quotes))
    if answer.model is not None:
        told = tuple(_tell_model(answer)) or told
        results = tuple(row.id for row in answer.results) or results
    trials = [corpus.table.get(key).trial for key in results]
    trials += [trial for quote in quotes if (trial := corpus.sources[quote.source].trial)]
    trials += [draft.trial] if draft.trial else []
    selection = Selection(
        question=shown,
        role="asked",
        status=answer.status,
        trials=tuple(dict.fromkeys(trials)),
        results=results,
        quotes=quotes,
        told=told,
        notices=tuple(notice for notice in answer.notices if notice.kind != "adverse_event"),
        model=answer.model,
        prompt=answer.prompt,
    )
    return selection, answer


def _with_trial(question: str, trial: str | None, *, assistant: Assistant) -> str:
    """The question with the trial that another sentence of the inquiry names, where there are several."""
    trials = assistant.corpus.trials
    known = next((each for each in trials if each.id == trial), None)
    if known is None or len(trials) < 2:
        return question
    names = (known.id, known.acronym or known.id)
    return (
        question
        if any(name.casefold() in question.casefold() for name in names)
        else f"{name_trial(known)}: {question}"
    )


def _points(sentence: Sentence) -> bool:
    return sentence.text.startswith(_POINTER)


def _says_more(sentence: Sentence) -> bool:
    """Whether a sentence says what neither its results nor its quotes say by themselves."""
    if _points(sentence) or (sentence.quotes and sentence.text.startswith("“")):
        return False
    printed = any(format_value(row) in sentence.text for row in sentence.results)
    heading = not sentence.results and not sentence.quotes and sentence.text.endswith(":")
    return not heading and (not printed or sentence.text.startswith(_SAID_BESIDE))


def _say(sentence: Sentence, draft: Draft) -> LetterText:
    sources = [row.source for row in sentence.results] + [quote.source for quote in sentence.quotes]
    return LetterText(
        sentence.text,
        results=tuple(row.id for row in sentence.results),
        quotes=sentence.quotes,
        sources=tuple(dict.fromkeys(sources)),
        origin="result",
        trial=sentence.trial or draft.trial,
    )


def _tell_model(answer: Answer) -> Iterator[LetterText]:
    """The statements that a model wrote and no result contradicts, with the results that decided their checks."""
    sources = {citation.n: citation for citation in answer.citations}
    end = 0
    for statement in answer.statements:
        start = answer.answer.index(statement.text, end)
        end = start + len(statement.text)
        checks = [check for check in answer.checks if start <= check.start < end]
        if any(check.verdict is Verdict.CONTRADICTED for check in checks):
            continue
        decided = [check.result for check in checks if check.result]
        cited = [sources[n] for n in statement.citations]
        yield LetterText(
            statement.text,
            results=tuple(dict.fromkeys(decided)),
            sources=tuple(dict.fromkeys(citation.source for citation in cited)),
            origin="model",
        )

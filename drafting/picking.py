"""From the questions of an inquiry to the evidence picked for each, before a word of the letter is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from drafting.balancing import balance
from drafting.records import Inquiry, LetterText, Selection
from ingest.records import Result, Trial
from retrieval.answers.answering import Draft
from retrieval.answers.phrasing import format_value, in_sentence
from retrieval.answers.refusals import UNNAMED
from retrieval.chat_model.prompting import fill
from retrieval.conversation.following import stand_alone
from retrieval.questions.at_large import asks_at_large
from retrieval.questions.question import read_question
from retrieval.records import Quote, Sentence, Verdict
from retrieval.routing import draft_answer
from retrieval.trials import find_trials, name_trial

if TYPE_CHECKING:
    from retrieval.assistant import Assistant
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
    beside: list[Selection] = []
    earlier: list[Answer] = []
    for shown, words in zip(inquiry.restated, questions, strict=True):
        question = stand_alone(words, earlier, assistant=assistant).question
        question = _in_figures(_with_trial(question, inquiry.trial, assistant=assistant), assistant=assistant)
        selection, answer = _answer(question, shown=shown, assistant=assistant)
        asked.append(selection)
        earlier.append(answer)
    if any(selection.status == "declined" for selection in asked):
        beside += _of_outcomes_named(inquiry.verbatim, asked, assistant=assistant)
    picked = (*asked, *beside)
    return (*picked, *balance(picked, assistant=assistant))


def printed_quote(row: Result) -> Quote | None:
    """Where the source of a result prints it; ``None`` where its text is not held."""
    return Quote(row.source, row.start, row.end) if row.start is not None and row.end is not None else None


def _answer(question: str, *, shown: str, assistant: Assistant) -> tuple[Selection, Answer]:
    """The evidence of one answer; with a model its words too."""
    answer = assistant.invoke(question)
    corpus = assistant.corpus
    draft = draft_answer(question, corpus=corpus, terms=assistant.terms, retriever=assistant.retriever)
    said = [sentence for sentence in draft.sentences if _says_more(sentence) and UNNAMED not in sentence.text]
    told = tuple(_say(sentence, draft, trials=corpus.trials) for sentence in said)
    results = tuple(dict.fromkeys(row.id for s in draft.sentences if not _points(s) for row in s.results))
    quotes = tuple(dict.fromkeys(quote for s in draft.sentences for quote in s.quotes))
    if answer.model is not None:
        told = tuple(_tell_model(answer)) or told
        results = tuple(dict.fromkeys((*(key for text in told for key in text.results), *results)))
    trials = [corpus.table.get(key).trial for key in results]
    trials += [trial for quote in quotes if (trial := corpus.sources[quote.source].trial)]
    trials += [draft.trial] if draft.trial else []
    trials += [] if trials or draft.status == "answered" else _trials_named(question, assistant=assistant)
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


def _trials_named(question: str, *, assistant: Assistant) -> list[str]:
    """The trials whose name or treatment an unanswered question mentions."""
    trials = assistant.corpus.trials
    found = find_trials(question, terms=assistant.terms, trials=trials)
    return list(found.held) if not found.foreign and (len(trials) == 1 or len(found.held) < len(trials)) else []


def _of_outcomes_named(text: str, asked: Sequence[Selection], *, assistant: Assistant) -> Iterator[Selection]:
    """What the trials report of the outcomes that an inquiry about one patient names, unless it is shown already."""
    found = [mention for mention in assistant.terms.find(text) if mention.term.kind == "outcome"]
    names = list(dict.fromkeys(in_sentence(mention.term.name) for mention in found))
    if not names:
        return
    words = f"What was the rate of {' and '.join(names)}?"
    selection, _ = _answer(words, shown=f"What the trials report of {' and '.join(names)}", assistant=assistant)
    shown = {key for each in asked for key in each.results}
    results = tuple(key for key in selection.results if key not in shown)
    if selection.status == "answered" and results:
        yield replace(selection, role="context", results=results, told=())


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


def _in_figures(question: str, *, assistant: Assistant) -> str:
    """The question; one for the findings of a trial at large as one for efficacy and safety.

    An answer on a page quotes the findings as they were published; a letter lays them out as results.
    """
    read = read_question(question, terms=assistant.terms, trials=assistant.corpus.trials)
    own = next((trial for trial in assistant.corpus.trials if trial.id == read.trial), None)
    return (
        f"Efficacy and safety in {own.acronym or own.id}" if own and read.topics and asks_at_large(read) else question
    )


def _points(sentence: Sentence) -> bool:
    return sentence.text.startswith(_POINTER)


def _says_more(sentence: Sentence) -> bool:
    """Whether a sentence says what neither its results nor its quotes say by themselves."""
    if _points(sentence) or (sentence.quotes and not sentence.results and "“" in sentence.text):
        return False
    printed = any(format_value(row) in sentence.text for row in sentence.results)
    heading = not sentence.results and not sentence.quotes and sentence.text.endswith(":")
    return not heading and (not printed or sentence.text.startswith(_SAID_BESIDE))


def _say(sentence: Sentence, draft: Draft, *, trials: Sequence[Trial]) -> LetterText:
    """A sentence of an answer as one of the letter; of one about several trials it names its own."""
    sources = [row.source for row in sentence.results] + [quote.source for quote in sentence.quotes]
    own = next((trial for trial in trials if trial.id == sentence.trial), None)
    return LetterText(
        f"{name_trial(own)}: {sentence.text}" if own else sentence.text,
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
        if statement.text.startswith(_POINTER) or any(check.verdict is Verdict.CONTRADICTED for check in checks):
            continue
        cited = [sources[n] for n in statement.citations]
        yield LetterText(
            statement.text,
            results=tuple(dict.fromkeys(check.result for check in checks if check.result)),
            quotes=tuple(
                Quote(each.source, each.start, each.end) for each in cited if each.start is not None and each.end
            ),
            sources=tuple(dict.fromkeys(citation.source for citation in cited)),
            origin="result" if statement.text.startswith(_SAID_BESIDE) else "model",
        )

"""The answer of a chat model: its statements as they come, filled and checked, and one repair of what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.corpus import Corpus
from retrieval.answers.answering import Draft
from retrieval.chat_model.filling import fill_statement
from retrieval.chat_model.model import ChatModel, Message
from retrieval.chat_model.offering import Offer, list_results, list_sentences
from retrieval.chat_model.outages import Outage
from retrieval.chat_model.prompting import fill, fingerprint
from retrieval.chat_model.reply import REPLY_SCHEMA, Reply, read_reply
from retrieval.inert import strip_links
from retrieval.records import Answer, Check, Finding, Notice, Sentence, Verdict
from retrieval.terms import TermIndex

PROMPTS = ("answer", "evidence", "repair")
"""What a model is told; the fingerprint of an answer tells their wording."""
_UNREADABLE = "its reply could not be read as an answer"
_DOUBTED = frozenset({Verdict.CONTRADICTED, Verdict.UNCHECKED})
_LONGEST_FAILURE = 400

Finish = Callable[[Draft], Answer]
"""Numbers the citations of a draft and checks it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One question put to a chat model.

    Attributes:
        question: As it is sent: without personal data.
        draft: The answer without a model; what it says that ``stays`` is said with one too.
    """

    question: str
    draft: Draft
    offer: Offer
    corpus: Corpus
    terms: TermIndex


def is_open(draft: Draft) -> bool:
    """Whether a model has something to write: not where nothing was found, or where each word is settled."""
    return draft.status == "answered" and any(not sentence.stays for sentence in draft.sentences)


def write_answer(request: Request, *, model: ChatModel, finish: Finish, whole_only: bool = False) -> Iterator[Answer]:
    """Yield the growing answer: each complete statement as it comes, checked; then the repaired one, if it is better.

    Where there is no reply to be used, the last is the answer without a model, with a notice that says why.

    Args:
        whole_only: Yield no answer before the reply has ended: nobody sees it grow.
    """
    messages, finish = _introduce(request), _once_each(finish)
    raw, reply = "", Reply(())
    for text in _complete_texts(model.stream(messages, schema=REPLY_SCHEMA)):
        if isinstance(text, Outage):
            yield finish(without_model(request.draft, text.reason))
            return
        raw = text
        if not whole_only and len((read := read_reply(raw, ended=False)).statements) > len(reply.statements):
            reply = read
            yield finish(_arrange(reply, request, model=model))
    first = _read_whole(raw, request, model=model, finish=finish)
    failures = _list_failures(first)
    if first is not None:
        yield first
    if not failures:
        return
    messages += [("assistant", raw or "(empty)"), ("user", fill("repair", failures="\n".join(failures)))]
    repaired = _repair(messages, request, model=model, finish=finish)
    if repaired is not None and (first is None or len(_list_failures(repaired)) < len(failures)):
        yield repaired
    elif first is None:
        yield finish(without_model(request.draft, _UNREADABLE))


def _once_each(finish: Finish) -> Finish:
    """``finish``, that checks no draft twice in a row: an ended reply, and one insisted on, is often the last one."""
    last: list[tuple[Draft, Answer]] = []

    def finish_once(draft: Draft) -> Answer:
        if not last or last[0][0] != draft:
            last[:] = [(draft, finish(draft))]
        return last[0][1]

    return finish_once


def without_model(draft: Draft, reason: str) -> Draft:
    """The draft as it is, with a notice that the chat model gave no answer, and why."""
    notice = Notice("model_unavailable", fill("model_unavailable", reason=reason))
    return replace(draft, notices=(*draft.notices, notice))


def _introduce(request: Request) -> list[Message]:
    marker = request.offer.marker
    evidence = fill(
        "evidence",
        marker=marker,
        question=" ".join(strip_links(request.question).split()),
        results=list_results(request.offer, terms=request.terms),
        sentences=list_sentences(request.offer, corpus=request.corpus),
    )
    return [("system", fill("answer", marker=marker)), ("user", evidence)]


def _complete_texts(texts: Iterator[str | Outage]) -> Iterator[str | Outage]:
    """Those in which a statement may just have been completed, and the last one."""
    length, last = 0, ""
    for text in texts:
        if isinstance(text, Outage):
            yield text
            return
        if len(text) < length or "}" in text[length:]:
            yield text
        length, last = len(text), text
    yield last


def _arrange(reply: Reply, request: Request, *, model: ChatModel) -> Draft:
    """The model's statements between what the program says itself: corrections before, pointers after."""
    once: dict[str, Sentence] = {}  # the keys of both arms print one and the same sentence
    for told in reply.statements:
        if sentence := fill_statement(told, offer=request.offer, terms=request.terms):
            once.setdefault(sentence.text, sentence)
    own = request.draft.sentences
    before = tuple(takewhile(lambda sentence: sentence.stays, own))
    after = tuple(sentence for sentence in own[len(before) :] if sentence.stays)
    sentences = (*before, *once.values(), *after)
    return replace(request.draft, sentences=sentences, model=model.name, prompt=fingerprint(*PROMPTS))


def _read_whole(raw: str, request: Request, *, model: ChatModel, finish: Finish) -> Answer | None:
    """The answer of an ended reply; ``None`` where no statement of it rests on evidence."""
    reply = read_reply(raw, ended=True)
    draft = _arrange(reply, request, model=model)
    told = [sentence for sentence in draft.sentences if sentence.written]
    if not any(sentence.results or sentence.quotes for sentence in told):
        return None
    if reply.broken:
        draft = replace(draft, sentences=_with_fault(draft.sentences))
    return finish(draft)


def _with_fault(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, the last one of the model's marked as not the whole of its reply."""
    last = max(place for place, sentence in enumerate(sentences) if sentence.written)
    text = sentences[last].text
    reason = "a part of the model's reply could not be read: it may have said more"
    fault = Finding("incomplete_reply", "warning", 0, len(text), text, reason)
    marked = replace(sentences[last], faults=(*sentences[last].faults, fault))
    return (*sentences[:last], marked, *sentences[last + 1 :])


def _repair(messages: Sequence[Message], request: Request, *, model: ChatModel, finish: Finish) -> Answer | None:
    raw = model.reply(messages, schema=REPLY_SCHEMA)
    if isinstance(raw, Outage):
        return None  # what failed is shown marked
    return _read_whole(raw, request, model=model, finish=finish)


def _list_failures(answer: Answer | None) -> list[str]:
    """What a model is told of its reply, one failure a line: numbers in doubt, errors, and what cites nothing."""
    if answer is None:
        return ["The reply is not the JSON asked for, or no statement of it has a slot or cites a key."]
    doubted = [check for check in answer.checks if check.verdict in _DOUBTED]
    errors = [found for found in answer.findings if found.severity == "error" or found.kind == "incomplete_reply"]
    lines = [_tell(found, answer, f"{found.text!r}: {found.reason}") for found in errors]
    lines += [
        _tell(check, answer, f"{check.number} is {check.verdict}: {_expected(check)}{check.reason}")
        for check in doubted
    ]
    return list(dict.fromkeys(lines))


def _expected(check: Check) -> str:
    return f"the table has {check.expected}; " if check.expected else ""


def _tell(found: Check | Finding, answer: Answer, words: str) -> str:
    line = answer.answer.count("\n", 0, found.start) + 1
    return f"- statement {line}: {' '.join(strip_links(words).split())[:_LONGEST_FAILURE]}"

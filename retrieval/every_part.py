"""A question of several clauses: each is asked by itself too, so that none is lost in the answer to all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.corpus import Corpus
from ingest.records import Result
from retrieval.answers.absence import is_pointer, pointer_last
from retrieval.answers.answering import Draft
from retrieval.answers.phrasing import in_sentence
from retrieval.chat_model.prompting import fill
from retrieval.conversation.conversation import Conversation
from retrieval.questions import clauses
from retrieval.questions.asks import COUNTS
from retrieval.questions.grades import ANY_GRADE
from retrieval.questions.patients_named import PRESENT, with_patients_named
from retrieval.questions.question import Question
from retrieval.records import Answer, Sentence
from retrieval.terms import Mention, TermIndex

_FEWEST, _MOST = 2, 5
"""Clauses that are asked one by one; a text of more is a letter, whose sentences lean on each other."""
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|these|those|that|this|(?<!was )(?<!were )(?<!is )(?<!are )there"
    r"|he|she|one|ones|so|same|other|others|such)\b",
    re.IGNORECASE,
)
"""Words of a clause that cannot be asked by itself."""
_OF_PAPER = re.compile(r"\bthe (?:PMID|DOI|PMCID)\W*$", re.IGNORECASE)  # of one that stands before it
_VERBLESS = re.compile(
    r"(?:and\s)?(?:which|what|who|when|where|how (?:many|much|often|long))\s(?:ones?\s)?"
    r"(?:for|in|of|by|with|on|at|under|among|from)\s(?:the\s)?(?:[\w-]+\s?){1,4}",
    re.IGNORECASE,
)
"""A clause whose verb is that of the clause before it: "and which for safety"."""
_NAMING = ("outcome", "subgroup")
"""Terms that a clause has to name by itself: the "younger" of "and how many were younger" is read from one before."""
_SLOTS = ("statistic", "grade", "subgroup", "topic")


def with_every_part(
    whole: Draft, question: Question, *, corpus: Corpus, terms: TermIndex, ask: Callable[[str], Draft]
) -> Draft:
    """The answer with what its clauses, each asked alone, tell beyond it; a clause that leans stands after the others.

    Args:
        ask: Drafts the answer to a question of the same trial that has one clause.
    """
    if apart := _asked_apart(question, corpus=corpus, terms=terms):
        return one_by_one([ask(part) for part in apart], whole)
    before: list[Sentence] = []
    after: list[Sentence] = []
    now_told: set[str] = set()
    graded = any(mention.term.kind == "grade" for mention in question.mentions)
    notices = list(whole.notices)
    for place, (part, draft) in enumerate(_ask_each(question, whole, corpus=corpus, terms=terms, ask=ask)):
        told = tuple(_untold(draft, whole, graded=graded)) or _denied_alone(part, draft, question)
        (after if place else before).extend(told)
        notices += [notice for notice in draft.notices if told and notice.kind == _LIMITS]
        now_told |= {f"“{part}”", *(in_sentence(row.outcome) for s in told for row in s.results)} if told else set()
    if not before and not after:
        return whole
    kept = [left for sentence in whole.sentences if (left := _without_told(sentence, now_told))]
    sentences = tuple(dict.fromkeys((*before, *kept, *after)))
    return replace(whole, status="answered", sentences=pointer_last(sentences), notices=tuple(dict.fromkeys(notices)))


def _denied_alone(part: str, draft: Draft, question: Question) -> tuple[Sentence, ...]:
    """That nothing is held of what a later sentence asks of patients named before it: else it were lost."""
    begins = question.text.find(part)
    sentence = begins > 0 and question.text[:begins].rstrip().endswith("?")
    denied = draft.sentences[:1] if draft.status == "not_found" else ()
    return denied if sentence and any(_OF_PATIENTS in one.text for one in denied) else ()


_OF_PATIENTS = "(subgroup: "
_LIMITS = "deaths_of_any_cause"
"""The kind of notice without which what a clause tells would be taken for another matter."""


def _without_told(sentence: Sentence, told: Collection[str]) -> Sentence | None:
    """The sentence; of one that names what an answer leaves out, without what is told now, and ``None`` for nothing."""
    before, after = fill("not_covered", subject="¤").split("¤")
    if not (sentence.text.startswith(before) and sentence.text.endswith(after)):
        return sentence
    names = sentence.text[len(before) : len(sentence.text) - len(after)].split("; ")
    left = [name for name in names if name not in told and not any(name in part for part in told)]
    return replace(sentence, text=fill("not_covered", subject="; ".join(left))) if left else None


def tell_beside_others(
    question: Question, foreign: Sequence[str], *, ask: Callable[[str], Draft]
) -> tuple[Sentence, ...]:
    """What is said of the further questions beside one that names another trial: not held, or to be asked alone.

    No figure is told for them: what names no trial may be asked of the other one.

    Args:
        foreign: What the question names and the corpus does not hold.
    """
    said: list[Sentence] = []
    for start, end in pairwise([0, *clauses.further_questions(question.text), len(question.text)]):
        part = clauses.text_at(question.text, (start, end))
        named = any(m.term.kind == "outcome" and start <= m.start < end for m in question.mentions)
        asks = clauses.asks(part) or _ASKS_ANY.match(part)
        if not (named and asks) or _LEANS.search(part) or any(name in part for name in foreign):
            continue
        draft = ask(part)
        apart = (Sentence(fill("not_covered", subject=f"“{part}”"), stays=True),)
        said += draft.sentences if draft.status == "not_found" else apart
    return tuple(said)


_ASKS_ANY = re.compile(r"\W*(?:is there |are there |got )?any\b", re.IGNORECASE)


def _asked_apart(question: Question, *, corpus: Corpus, terms: TermIndex) -> tuple[str, ...]:
    """The clauses, where each stands by itself and only the last ones restrict whom they ask of; else none.

    A part of the patients, a time or an unknown word of a later clause narrows nothing that was asked before it, while
    those of the first hold for all of them.
    """
    parts = [(clauses.text_at(question.text, span), span) for span in clauses.asking(question.text)]
    if not _FEWEST <= len(parts) <= _MOST:
        return ()
    counted = all(_counts_a_part(question, span) for _, span in parts)
    narrowed = [_narrows(question, span) and not counted for _, span in parts]
    if narrowed[0] or not (any(narrowed) or counted):
        return ()
    earlier: list[Answer] = []
    reader = Conversation((), corpus=corpus, terms=terms).reader
    for part, (start, end) in parts:
        inside = [m for m in question.mentions if start <= m.start and m.end <= end]
        alone = {m.text for m in reader.read(part, trial=question.trial).mentions}
        leaning = leans(part, inside) or not {m.text for m in inside if m.term.kind in _NAMING} <= alone
        if (earlier and (leaning or _names_nothing(inside))) or not inside:
            return ()
        if earlier and not counted and Conversation(earlier, corpus=corpus, terms=terms).write_out(part):
            return ()
        earlier.append(as_answer(part, Draft("not_found", ())))
    return tuple(part for part, _ in parts)


def _narrows(question: Question, span: tuple[int, int]) -> bool:
    """Whether a clause names a part of the patients or a time, or has a word that narrows it in no slot."""
    start, end = span
    told = any(start <= token.start < end for token in question.unknown)
    timed = question.landmark is not None and question.landmark in question.text[start:end]
    return told or timed or any(m.term.kind == "subgroup" and start <= m.start < end for m in question.mentions)


def _counts_a_part(question: Question, span: tuple[int, int]) -> bool:
    """Whether a clause asks how many belong to a part of the patients, or have something, and no more than that."""
    inside = [m for m in question.mentions if span[0] <= m.start < span[1]]
    rates = [m for m in inside if m.term.kind == "statistic" and m.term.name in COUNTS]
    named = [m for m in inside if m.term.kind in ("subgroup", "outcome") and m.term.category in (None, "baseline")]
    return bool(rates and named) and len(rates) + len(named) == len(inside) and len({m.start for m in named}) == 1


def one_by_one(drafts: Sequence[Draft], whole: Draft) -> Draft:
    """The answers of the clauses one after the other."""
    answered = any(draft.status == "answered" for draft in drafts)
    sentences = pointer_last(sentence for draft in drafts for sentence in draft.sentences)
    notices = tuple(dict.fromkeys(notice for draft in drafts for notice in draft.notices))
    return replace(whole, status="answered" if answered else "not_found", sentences=sentences, notices=notices)


def _ask_each(
    question: Question, whole: Draft, *, corpus: Corpus, terms: TermIndex, ask: Callable[[str], Draft]
) -> Iterator[tuple[str, Draft]]:
    """The clauses of a question, each with its draft, in their order; none where it has one, or too many.

    Of a clause that the whole answer tells, or that leans on what cannot be written out, an empty one.
    """
    cut = [(clauses.text_at(question.text, span), span) for span in clauses.asking(question.text)]
    parts = list(clauses.listed(question.text)) or cut
    parts = parts if len(parts) >= _FEWEST else list(clauses.repeated(question.text))
    earlier: list[Answer] = []
    for part, (start, end) in parts if _FEWEST <= len(parts) <= _MOST else ():
        inside = [m for m in question.mentions if start <= m.start and m.end <= end]
        written = Conversation(earlier, corpus=corpus, terms=terms).write_out(part) if earlier else None
        written = written or (with_patients_named(part, question, start) if earlier else None)
        draft = Draft("not_found", ())
        events = _names_nothing(inside) and _GRADED_EVENT.search(part) is not None
        written = None if events else written
        nothing = _names_nothing(inside) and not events
        leaning = bool(earlier) and written is None and (leans(part, inside) or nothing)
        ungraded = any(m.term.kind == "grade" for m in question.mentions if m not in inside)
        if not leaning and (not _is_told(inside, whole, ungraded=ungraded) or _asks_presence(part, inside, whole)):
            draft = ask(written or part)
        earlier.append(as_answer(written or part, draft))
        yield part, draft


def _asks_presence(part: str, mentions: Sequence[Mention], whole: Draft) -> bool:
    """Whether a clause asks if some patients took part at all, of whom the whole answer tells no number."""
    if any(m.term.kind == "outcome" for m in mentions) or not PRESENT.search(part):
        return False
    return not any(row.category in ("baseline", "disposition") for s in whole.sentences for row in s.results)


_GRADED_EVENT = re.compile(
    r"\b(?:an?|any|some|had|have|with)\s[^,;?]{0,24}\b(?:events?|reactions?|effects?|AEs?|TEAEs?)\b", re.IGNORECASE
)
"""Events of a grade, of whatever sort, in a clause of their own: "how many had a grade 3 or higher event"."""


def _is_told(mentions: Sequence[Mention], whole: Draft, *, ungraded: bool = False) -> bool:
    """Whether the whole answer prints a figure of every outcome that a clause names, which asks for no more than it.

    Args:
        ungraded: Whether another clause names a grade, so that the figures may be of that alone.
    """
    named = {kind: {m.term.name for m in mentions if m.term.kind == kind} for kind in ("outcome", *_SLOTS)}
    rows = [row for sentence in whole.sentences if _prints(sentence) for row in sentence.results]
    if mentions and all(m.term.kind == "population" for m in mentions):
        return True  # a set of patients that the whole is asked for
    if mentions and all(m.term.section == _PUBLICATION for m in mentions) and any(map(_refers, whole.sentences)):
        return True  # "and where was it published": its reference tells
    more = named["statistic"] - set(COUNTS) or named["grade"] or named["topic"]
    if not named["outcome"]:
        return bool(named["subgroup"]) and not more and named["subgroup"] <= {row.subgroup for row in rows}
    plain = {row.outcome for row in rows if not ungraded or row.grade in (None, ANY_GRADE)}
    return not more and not named["subgroup"] and named["outcome"] <= plain


def _refers(sentence: Sentence) -> bool:
    """Whether a sentence is the reference of a publication."""
    return bool(sentence.sources or sentence.quotes) and sentence.text.startswith(_REFERENCE)


_PUBLICATION = "Publication"
_REFERENCE = "Reference: "


def _names_nothing(mentions: Sequence[Mention]) -> bool:
    """Whether a clause only says how something is to be told: "which grade", "how many percent"."""
    return bool(mentions) and all(m.term.kind in ("statistic", "grade") for m in mentions)


def leans(part: str, mentions: Sequence[Mention]) -> bool:
    """Whether a clause has a word that stands for something told before, and that is in no name ("still on it")."""
    numbered = _OF_PAPER.search(part)
    for mention in mentions:
        part = part.replace(mention.text, " ")
    return bool(numbered or _LEANS.search(part) or _VERBLESS.fullmatch(part.strip(" ?.,;")))


def as_answer(text: str, draft: Draft) -> Answer:
    """A draft as far as a follow-up looks at it."""
    told = (sentence for sentence in draft.sentences if not is_pointer(sentence))
    rows = tuple(row for sentence in told for row in sentence.results)
    return Answer(text, draft.status, "", (), (), rows, (), (), (), None, None, "", 0.0)


def _untold(draft: Draft, whole: Draft, *, graded: bool = False) -> Iterator[Sentence]:
    """The sentences of a clause's answer where nothing of it is told yet; beside a grade asked, the others."""
    if draft.status != "answered":
        return
    texts = {sentence.text for sentence in whole.sentences}
    rows = [row for sentence in whole.sentences if _prints(sentence) for row in sentence.results]
    told = {_slot(row) for row in rows}
    evident = [s for s in draft.sentences if (s.results or s.quotes) and not s.stays]
    figured = [row for sentence in evident if _prints(sentence) for row in sentence.results]
    if any(sentence.text in texts for sentence in evident) or any(_slot(row) in told for row in figured):
        if graded:
            yield from (s for s in evident if s.results and not any(_slot(row) in told for row in s.results))
        return
    yield from (sentence for sentence in draft.sentences if sentence.results or sentence.quotes)


def _prints(sentence: Sentence) -> bool:
    """Whether a sentence prints the values of its results, and not only how they were measured."""
    return any(str(row.value) in sentence.text for row in sentence.results)


def _slot(row: Result) -> tuple[object, ...]:
    return row.outcome, row.statistic, row.grade, row.item

"""A message is answered request by request; what is told in it beside them restricts only what leans on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from ingest.corpus import Corpus
from retrieval.answers.absence import pointer_last
from retrieval.answers.answering import Draft
from retrieval.answers.not_reached import asks_not_reached
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.conversation.conversation import Conversation
from retrieval.conversation.rephrasing import ask_results
from retrieval.conversation.said_beside import MEASURED
from retrieval.every_part import as_answer, one_by_one
from retrieval.intake.stories import asks_to_confirm
from retrieval.parts_alone import subjects_denied
from retrieval.questions.framing import without_frames
from retrieval.questions.question import Question
from retrieval.questions.relations import names_whole
from retrieval.questions.wishes import asks_back, asks_for_later
from retrieval.records import Answer
from retrieval.requests_read import Request
from retrieval.terms import TermIndex

_NAMING = ("outcome", "topic")
_SCENE = ("outcome", "subgroup")
_WISHED = (*_NAMING, "subgroup", "statistic")


def answer_requests(
    put: Sequence[Request], *, trial: str | None, corpus: Corpus, terms: TermIndex, ask: Callable[[str], Draft]
) -> Draft | None:
    """The answers to the requests of a message, one after the other; ``None`` where none of them asks anything.

    Args:
        ask: Drafts the answer to one question.
    """
    turns = _Turns(trial, corpus, terms, ask)
    told: tuple[str, ...] = ()
    for request in put:
        if _asks(request, read=turns.read):
            turns.take(replace(request, told=(*told, *request.told)))
            told = ()
        else:
            told = (*told, *request.told, request.text)
    if not turns.drafts:
        return None
    whole = one_by_one(turns.drafts, Draft("not_found", (), trial))
    return replace(whole, sentences=pointer_last(dict.fromkeys(whole.sentences)))


@dataclass(slots=True)
class _Turns:
    """The requests answered so far, as the turns of a conversation.

    Attributes:
        scene: What the last one only confirmed.
        whom: The part of the patients that a message tells it is about: "what was found in such patients".
    """

    trial: str | None
    corpus: Corpus
    terms: TermIndex
    ask: Callable[[str], Draft]
    earlier: list[Answer] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    scene: str = ""
    whom: str = ""

    @property
    def reader(self) -> Reader:
        """Reads words as a question of the same trial."""
        return Conversation((), corpus=self.corpus, terms=self.terms).reader

    def read(self, text: str) -> Question:
        """A text as a question of the trial."""
        return self.reader.read(text, trial=self.trial)

    def take(self, request: Request) -> None:
        """Answer a request, by itself where it stands alone."""
        if asks_for_later(request.text):
            self._take_later()
            return
        asked, told = _with_grades_told(request), ""
        told_of = (*request.told, *(() if "?" in asked else (asked,)))
        self.whom = next((name for words in told_of if (name := _whom(words, read=self.read))), self.whom)
        if groups := _groups_told(request, read=self.read):
            asked = f"In the subgroups {groups}: {_EACH_GROUP.sub('', asked).strip(' ,')}"
        elif headed := _headed_by_part(asked, read=self.read):
            asked = headed
        elif self.whom and _may_be_of_part(self.read(asked)):
            asked = f"In the subgroup {self.whom}: {asked}"
        elif _leans(self.read(asked)):
            told = _scene_of(request, read=self.read)
            written = self._write_out(asked, told)
            if not (told or written or self.scene) and self.earlier and asked == request.text:
                self._take_with_the_one_before(request.text)
                return
            asked = written or f"{told or self.scene} {asked}".strip()
        self.scene = told if _only_confirms(request.text) else ""
        draft = self.ask(asked)
        if self.earlier and asked != request.text and subjects_denied(draft):
            asked, draft = self._with_the_one_before(request.text, asked, draft)
        self.drafts.append(draft)
        self.earlier.append(as_answer(asked, draft))

    def _take_later(self) -> None:
        """Answer the request before once more, without the first report that it asks for."""
        before = self.earlier[-1].question if self.earlier else ""
        whole = _FIRST_REPORT.sub("", before)
        if whole != before:
            self.drafts.append(self.ask(whole))

    def _take_with_the_one_before(self, text: str) -> None:
        """Answer a request together with the one before it, unless that tells less than each of them by itself."""
        self.scene = ""
        both = f"{self.earlier[-1].question} {text}"
        joined, alone = self.ask(both), self.ask(text)
        apart = (self.drafts[-1], alone)
        denied = frozenset().union(*map(subjects_denied, apart))
        if len(subjects_denied(joined)) > len(denied) or _count(joined) < sum(map(_count, apart)):
            both, joined = text, alone
        else:
            self.earlier.pop()
            self.drafts.pop()
        self.drafts.append(joined)
        self.earlier.append(as_answer(both, joined))

    def _write_out(self, asked: str, told: str) -> str | None:
        """A request that leans as one that stands alone: on what is told before it, else on the request before."""
        of_told = bool(told) and not _only_confirms(asked)
        before = _scene_as_asked(told, reader=self.reader, trial=self.trial) if of_told else self.earlier
        if told and not before:
            return None
        bare = _POLITE.sub("", asked).strip(" ,.;")
        return Conversation(before, corpus=self.corpus, terms=self.terms).write_out(bare)

    def _with_the_one_before(self, text: str, asked: str, draft: Draft) -> tuple[str, Draft]:
        """A request of which something is denied, asked together with the one before it where less is denied then."""
        both = f"{self.earlier[-1].question} {text}"
        joined = self.ask(both)
        if len(subjects_denied(joined)) >= len(subjects_denied(self.drafts[-1]) | subjects_denied(draft)):
            return asked, draft
        self.earlier.pop()
        self.drafts.pop()
        return both, joined


_FIRST_REPORT = re.compile(
    r",?\s(?:in|from|at|of|by) the (?:first|main|primary|original|initial) (?:publication|paper|report|analysis|article"
    r"|(?:data )?cut-?\s?off|read-?out)\b",
    re.IGNORECASE,
)


def _with_grades_told(request: Request) -> str:
    """The request with the grades that were told before it in place of "these two grades"."""
    grades = [match[0] for match in _GRADE.finditer(" ".join(request.told))]
    named = " and ".join(dict.fromkeys(map(str.casefold, grades)))
    return _THESE_GRADES.sub(named, request.text) if len(set(grades)) > 1 else request.text


_GRADE = re.compile(r"\bgrade [1-5]\b", re.IGNORECASE)
_THESE_GRADES = re.compile(r"\b(?:these|those|the|both) (?:two |three )?grades\b", re.IGNORECASE)


def _count(draft: Draft) -> int:
    """How many sentences of an answer tell figures."""
    return sum(bool(sentence.results) for sentence in draft.sentences)


def _whom(words: str, *, read: Callable[[str], Question]) -> str:
    """The one part of the patients that a sentence names and points back to; empty for none."""
    named = _PART.search(words) if _SUCH.search(words) else None
    # beside what is measured, the name of a part is one, and no trait that is counted
    parts = read(f"{MEASURED} in patients {named['part']}").subgroups if named else ()
    return parts[0] if len(parts) == 1 else ""


def _headed_by_part(asked: str, *, read: Callable[[str], Question]) -> str:
    """A list of things with the one part of the patients that its heading names; empty for none, or for another."""
    heading, colon, things = asked.partition(": ")
    named = _OF_PART.search(heading) if colon else None
    parts = read(f"{MEASURED} in {named['part']}").subgroups if named else ()
    if len(parts) != 1 or not set(read(things).subgroups) <= set(parts):
        return ""
    return f"In the subgroup {parts[0]}: {things}"


_OF_PART = re.compile(
    r"\b(?:on|about|for|of|in) (?:the )?(?P<part>(?:[\w-]+\s){0,3}(?:sub-?group|patients|population))$", re.IGNORECASE
)


def _groups_told(request: Request, *, read: Callable[[str], Question]) -> str:
    """The parts of the patients that were told before a request for "each of the two groups"; empty for none."""
    if not _EACH_GROUP.search(request.text):
        return ""
    told = (read(f"{MEASURED}: {sentence}").subgroups for sentence in reversed(request.told))
    return " and ".join(next((parts for parts in told if len(parts) > 1), ()))


_EACH_GROUP = re.compile(
    r",?\s(?:for|in|of|by) (?:each|both|either)(?: of (?:the|these|those))?(?: two)? (?:sub-?)?(?:groups?|populations?"
    r"|subsets?|cohorts?)\b,?"
    r"(?! of (?:treatment|patients treated))",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:patients?|people|women|men|man|woman|cases?) (?P<part>(?:with|who|over|under|aged)\b[^,.;]*?)"
    r"(?=\s(?:and|but|to|for|whom)\b|[,.;]|$)",
    re.IGNORECASE,
)
_SUCH = re.compile(
    r"\b(?:in|of|for|among|about|with) (?:such|these|those) (?:patients?|people|cases|groups?|populations?)\b",
    re.IGNORECASE,
)


def _may_be_of_part(question: Question) -> bool:
    """Whether a request names what is measured in a part of the patients, and says of whom itself nothing."""
    measured = [m for m in question.mentions if m.term.kind == "outcome" and m.term.category in ("efficacy", "safety")]
    return bool(measured) and not question.subgroups and not names_whole(question.text)


def _asks(request: Request, *, read: Callable[[str], Question]) -> bool:
    """Whether a request asks for something: what only says how to answer, or wishes for nothing named, does not."""
    if "?" in request.text or asks_for_later(request.text) or _SAME.match(request.text):
        return True
    if request.wished:
        return _names(read(request.wished), _WISHED) or bool(_WHAT.search(request.wished))
    asked = read(request.text)
    return _names(asked, _WISHED) or bool(asked.unknown)


_SAME = re.compile(r"\W*(?:please |kindly )?(?:give|send|tell|add) (?:(?:me|us) )?the same\b", re.IGNORECASE)
_WHAT = re.compile(r"\b(?:who|what|which|how|when|where|whether)\b", re.IGNORECASE)


def _scene_of(request: Request, *, read: Callable[[str], Question]) -> str:
    """What is told before a request from where it first names something that may be asked; empty for nothing."""
    names = [_names(read(sentence), _SCENE) for sentence in request.told]
    if any(names):
        return " ".join(request.told[names.index(True) :])
    return " ".join(request.told[-1:]) if _only_confirms(request.text) else ""


def _scene_as_asked(told: str, *, reader: Reader, trial: str | None) -> list[Answer]:
    """What is told of as if it had been asked for, so that a request may follow it up; nothing where figures are."""
    if _FIGURE.search(told):
        return []
    named = reader.slots(reader.read(told, trial=trial))
    slots = Slots(trial, outcomes=named.outcomes, subgroups=named.subgroups)
    ways = ask_results(slots, safety=reader.are_events(slots), trial=None) if slots.outcomes else ()
    return [as_answer(way, Draft("answered", ())) for way in ways[:1]]


_FIGURE = re.compile(r"\d")


def _only_confirms(text: str) -> bool:
    return asks_to_confirm(text) or asks_back(text)


def _names(question: Question, kinds: Sequence[str]) -> bool:
    return any(mention.term.kind in kinds for mention in question.mentions)


def _leans(question: Question) -> bool:
    """Whether a request cannot be understood without what is told before it."""
    if asks_not_reached(question.text):
        return False
    points = _POINTS.search(question.text)
    parts = [m for m in question.mentions if m.term.kind == "subgroup" or m.term.category == "baseline"]
    own = points and any(part.end <= points.start() for part in parts)  # "how many were elderly, and the rate in them"
    if _only_confirms(question.text) or (points and not own):
        return True
    named = [m for m in question.mentions if m.term.kind in _NAMING]
    if not named:
        alone = (question.unknown or question.unread) and not _FIGURES.search(question.text)
        return not alone or bool(_PRONOUN.search(without_frames(question.text)))
    first = min(named, key=lambda mention: mention.start)
    of_trial = first.term.category == "design"  # "was it blinded"
    return not of_trial and bool(_PRONOUN.search(without_frames(question.text)[: first.start]))


_POINTS = re.compile(
    r"\b(?:these|those|such|that|this|the same)\s(?:sub)?"
    r"(?:group|population|patients?|people|setting|cohort|cut-?off|analysis|figure|number|rate|case|claim"
    r"|statement)s?\b"
    r"|\b(?:of|in|for|among|between|with) (?:these|those|them)\b(?!\s(?:who|with|on|in|aged|over|under|given))"
    r"|\b(?:this|that|it|they|these|those) (?:refers?|relates?|belongs?|comes?|applies|apply|corresponds?)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?=\W*(?:$|,|and\b))",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(?:figures|numbers|values|rates|results|percentages|counterparts?)\b", re.IGNORECASE)
"""Asks for figures of what was told before: "what are the matching figures"."""
_PRONOUN = re.compile(
    r"\b(?:they|them|their|these|those|its)\b|\b(?:is|was|does|did|has|can|could|would|will) (?:it|this|that)\b"
    r"(?!\s(?:takes?|taken?|true|right|correct|so|possible|known|clear|fair)\b)",
    re.IGNORECASE,
)
"""Stands for what is told before, where nothing is named yet."""
_POLITE = re.compile(
    r"^\W*(?:(?:and|also|please|kindly|finally|lastly|could you|can you|would you|include|add|send|give|tell|provide"
    r"|show)\b"
    r"[,\s]*(?:(?:me|us|the)\s)?)+"
    r"|,?\s(?:if|where|when|as far as) (?:any|available|possible|held|there (?:is|are) (?:one|any)|you have)\b,?"
    r"|\s(?:would|will) (?:also |really )?be (?:\w+ )?(?:welcome|helpful|appreciated|useful|great|good|nice"
    r"|interesting)\b"
    r"|\s(?:too|as well|please)\b(?=\W*$)",
    re.IGNORECASE,
)
"""What a request says beside what it asks."""

"""A list of things that share no slot ("median age and the response rate", "PFS? Also the sponsor"): its pieces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from retrieval.answers.analysed import names_analysed
from retrieval.questions.breadth import asks_apart
from retrieval.questions.clause_slots import is_headed, names_first, narrows
from retrieval.questions.framing import without_frames
from retrieval.questions.items_asked import items_of
from retrieval.questions.left_aside import LEAVES_OUT, begins_aside
from retrieval.questions.methods import names_method
from retrieval.questions.part_or_outcome import POINTED_PART
from retrieval.questions.pieces import COUNTED, MEASURED, OF_PATIENTS, Piece, joined_pieces, may_hold_for_another
from retrieval.questions.question import Question
from retrieval.questions.sources_named import is_as_somebody_did
from retrieval.stems import stems

_ASKING = (
    r"(?:who|whom|whose|where|when|what|which|how|why|did|does|do|was|were|is|are|has|have|had|could|can|would"
    r"|tell|give|please|i)"
)
_JOINT = re.compile(
    r"\s*(?:(?P<strong>[,;]?\s*\b(?:and also|plus|as well as|along with|together with|in addition to)\b|\s[+]\s"
    r"|\?\s*(?:(?:and|also|plus)\b(?:\s(?:what|how) about\b)?)?|[.;]\s*(?:and|also|plus)\b|;\s|\n+"
    r"|(?<=[a-z)\d]{2})\.\s+"
    rf"|[,;]?\s?(?:[–—-]\s)?\b(?:and|then)\s(?=(?:also\s)?{_ASKING}\b)|,\s(?=(?:also|then)\b))"
    r"|[,;]?\s*\band\b|\s&\s|,)\s*(?:(?:also|then)\b,?\s)?",
    re.IGNORECASE,
)
_MOST = 5
"""Things that are asked one by one; a text of more is a letter."""


def pieces_apart(
    text: str, *, read: Callable[[str], Question], titles: Iterable[str], loose: bool = False
) -> tuple[str, ...]:
    """The pieces of a text, each of which names a thing of another kind than its neighbours; nothing else.

    Things of one kind are apart only where "as well as", a plus sign or the end of a sentence stands between them, and
    none of them says whom or when. What names nothing by itself, or stands for something before it, goes with that.

    Args:
        read: Reads a piece as a question of the same trial.
        titles: The outcomes of the trial; words that stand together in one are in one piece.
        loose: Whether bare names are apart at "and" and a comma too, since together they are not answered.
    """
    if asks_apart(text) or begins_aside(text):
        return ()  # "why 0.54 here and 0.53 there": two figures that are held against each other
    items = items_of(text)
    over = without_frames(text[: text.find(items[0])]) if items else ""
    if items and all(_stands_alone(read(item)) for item in items) and not narrows(read(over)):
        return items
    if not _JOINT.search(text) or _HEADED.match(text) or is_headed(text, read=read):
        return ()
    pieces = joined_pieces(_cut(text, read=read, loose=loose))
    if not 1 < len(pieces) <= _MOST or may_hold_for_another(pieces):
        return ()
    titled = [stems(title) for title in titles]
    for one, other in pairwise(pieces):
        around = stems(" ".join((*text[: one.end].split()[-1:], *text[other.start :].split()[:1])))
        if len(around) > 1 and any(around <= title for title in titled):
            return ()
    return tuple(text[piece.start : piece.end].strip(" ?.,;") for piece in pieces)


_HEADED = re.compile(r"\W*(?:who|which patients|what patients)\b[^?,;:]*(?:\s[–—-]|:)\s[^?]*\?*\s*$", re.IGNORECASE)
"""A question that heads a list of what is asked of them: "who could enter - age limits and weight?"."""


def _cut(text: str, *, read: Callable[[str], Question], loose: bool) -> list[Piece]:
    """The stretches of a text between its joints, each with what names nothing by itself before or behind it."""
    pieces: list[Piece] = []
    start, apart, leads = 0, True, False
    for end, following, strong in (*_joints(text, read=read, loose=loose), (len(text), len(text), True)):
        said = without_frames(text[start:end]).strip(" ?.,;!")
        question = read(text[start:end])
        narrowed = narrows(question)
        kind = _kind(question, alone=apart and strong, first=not pieces, loose=loose) if said else ""
        if not pieces and _only_states(question, text, (start, end)):
            kind = None
        if kind == _UNKNOWN and pieces and pieces[-1].narrowed:
            kind = None  # "with one drug plus flurbine" is what the patients got
        if kind:
            own = kind in OF_PATIENTS and narrowed
            leads |= own and not (names_first(question) or _begins_to_ask(question))
            added = bool(_ADDED.search(text[:start]))
            whom = question.subgroups if names_first(question) else ()
            pieces.append(Piece(start, end, kind, narrowed or leads, apart, leads, added, whom))
            leads = False
        elif said and pieces and (kind is None or not apart):  # "begin and end" is asked of one thing
            pieces[-1].end, pieces[-1].narrowed = end, pieces[-1].narrowed or narrowed
            pieces[-1].whom += question.subgroups
        elif said and not pieces:
            leads |= kind is None
            continue  # what names nothing leads in what follows
        elif not pieces:
            leads |= narrowed  # "our clinic sees the elderly"
        start, apart = following, strong
    return pieces


def _joints(text: str, *, read: Callable[[str], Question], loose: bool) -> list[tuple[int, int, bool]]:
    """Where what joins two things begins and ends, outside of names, and whether it sets them apart."""
    bare = loose and not _HOLDS_FOR_ALL.search(without_frames(text))
    named = [m for m in read(text).mentions if m.term.kind == "outcome"]  # "A plus B" may be one
    return [
        (*match.span(), bare or bool(match["strong"]))
        for match in _JOINT.finditer(text)
        if not any(m.start < match.start() and match.end() < m.end for m in named)
    ]


def _only_states(question: Question, text: str, at: tuple[int, int]) -> bool:
    """Whether a piece only states what goes before the question that follows."""
    if is_as_somebody_did(text[slice(*at)]):
        return True
    return _STATES.match(text, at[1]) is not None and not _begins_to_ask(question)


_ADDED = re.compile(r"\w\s(?:plus|[+])\s$", re.IGNORECASE)


def _stands_alone(question: Question) -> bool:
    """Whether an item names something by itself, and nothing in it stands for another one."""
    named = any(mention.term.kind in ("outcome", "topic") for mention in question.mentions)
    named = named or _is_date(question) or bool(question.subgroups and _begins_to_ask(question))
    return named and not _STANDS_FOR.search(question.text)


_STANDS_FOR = re.compile(
    r"\b(?:their|them|they|these|those|that|it|its|such|same|(?<!was )(?<!were )(?<!is )(?<!are )there"
    r"|both(?!\s(?:the\s)?(?:treatment\s|study\s)?(?:arms|groups|treatments|regimens)))\b",
    re.IGNORECASE,
)


def _kind(question: Question, *, alone: bool, first: bool, loose: bool) -> str | None:
    """The kind of the one thing that a piece names; empty for nothing, ``None`` for what goes with the piece before it.

    A trait of the patients, or what became of them, counts only where its value or its number is asked: by its name
    alone it narrows.

    Args:
        alone: Whether the piece stands so far from the others that a word which names nothing known narrows none.
        first: Whether nothing stands before it that it may stand for.
        loose: Whether what is not known may be a thing of its own, too.
    """
    outcomes = any(m.term.kind == "outcome" for m in question.mentions)
    kinds = _kinds_named(question)
    if _goes_with_another(question, kinds, first=first):
        return None
    if kinds == {_INTERESTS} or (kinds == {_PUBLICATION} and _OF_A_PAPER.fullmatch(question.text)):
        return kinds.pop()
    if not outcomes and _tells_how(question):
        return None
    left = [token for token in question.unknown if not (kinds and token.form == "aged")]  # of the age that is named
    if left or (question.unread and not kinds):
        return _UNKNOWN if loose and alone and not (kinds or question.mentions) else None
    if not (first and kinds) and _asks_the_same(question, kinds):
        return None
    if not outcomes and _is_date(question):
        return "design"
    if not kinds:
        return _kind_unnamed(question)
    return None if _only_narrows(question, kinds, outcomes=outcomes, alone=alone) else kinds.pop()


def _kinds_named(question: Question) -> set[str]:
    """The kinds of the outcomes that a piece names; of its topics where it names no outcome."""
    outcomes = {m.term.category or "" for m in question.mentions if m.term.kind == "outcome"}
    return outcomes or {f"topic {m.term.section}" for m in question.mentions if m.term.kind == "topic"}


def _goes_with_another(question: Question, kinds: set[str], *, first: bool) -> bool:
    """Whether a piece is none of its own, or stands for something before it.

    "Was it blinded" and "how many centres was that" ask of the trial.
    """
    if question.landmark or question.foreign or LEAVES_OUT.match(question.text):
        return True
    if not first and names_analysed(question.text) and not kinds & {*MEASURED}:
        return True  # in how many the outcome before it was measured
    leaning = _LEANS.search(_ASKS_WHO.sub("", question.text))
    if leaning is None or (first and leaning["stands"]):
        return False
    of_trial = kinds == {"design"} or (kinds and kinds <= {_INTERESTS, "topic Methods", "topic Funding"})
    return not (of_trial and leaning[0].casefold() in ("it", "that") and not _OF_ANOTHER.search(question.text))


def _tells_how(question: Question) -> bool:
    """Whether a piece tells what the figure before it compares, or how it was found: "the combination against A"."""
    return bool(question.arms and _COMPARED.search(question.text)) or names_method(question)


def _asks_the_same(question: Question, kinds: set[str]) -> bool:
    """Whether the same is asked of others, or they lead in what is asked of them: "and what about the elderly"."""
    return _LIKEWISE.match(question.text) is not None and bool(question.subgroups or kinds & {*OF_PATIENTS})


def _kind_unnamed(question: Question) -> str | None:
    """The kind of a piece that names neither outcome nor topic."""
    if question.subgroups and _begins_to_ask(question):
        return MEASURED[0]  # "did the elderly benefit"
    return None if question.grades or question.statistics or narrows(question) else ""


def _only_narrows(question: Question, kinds: set[str], *, outcomes: bool, alone: bool) -> bool:
    """Whether what a piece names is no one thing that is asked, but tells of whom or how."""
    if len(kinds) > 1 or kinds == {_PUBLICATION} or (kinds <= set(COUNTED) and not _asks_value(question)):
        return True
    if outcomes:
        return False
    unnamed = not _IS_NAMED.match(question.text) and (question.drugs or (kinds == {"topic Methods"} and not alone))
    return bool(unnamed or question.grades or question.statistics or _is_of_arm(question))


_OF_ANOTHER = re.compile(
    r"\b(?:that|this|the same) (?:analysis|sub-?group|group|sub-?set|population|cohort|report|abstract|paper)\b"
    r"|\b(?:which|what) (?:[\w-]+ )?(?:(?:methods?|assays?|techniques?|tests?)\b"
    r"|(?:cut-?offs?|thresholds?) (?:\w+ )?(?:defin|decid|mark|count|qualif)\w*)[^?]*\b(?:it|that|this)\b",
    re.IGNORECASE,
)
"""Stands for a part of the patients, a report or what was measured, named before it, and not for the trial."""
_COMPARED = re.compile(r"\b(?:vs\.?|versus|against|over|compared (?:with|to))(?!\w)", re.IGNORECASE)


def _is_date(question: Question) -> bool:
    """Whether the date of an analysis is asked."""
    return question.statistics == ("date",) and bool(question.analyses)


def _asks_value(question: Question) -> bool:
    """Whether the value of a trait or the number who have it is asked: "the median age", "how old were they"."""
    asks = _ASKS_VALUE.match(question.text) and not _LIKEWISE.match(question.text)
    return bool(question.statistics or asks)


def _begins_to_ask(question: Question) -> bool:
    """Whether a piece begins as a question of its own: "how old were the patients"."""
    return bool(_QUESTION.match(question.text))


_STATES = re.compile(r"[^.?!]*\.\s[^?]*\?")
"""Goes on from what is only stated before a question: "our clinic sees mostly women. What was the rate of A?"."""
_LIKEWISE = re.compile(r"\W*(?:and\s|but\s|so\s)?(?:what|how) about\b", re.IGNORECASE)
_ASKS_VALUE = re.compile(r"(?:[^?,;]*[:,]\s|[^?,;]{0,20}?\b)?\W*(?:how|what)\b", re.IGNORECASE)
_IS_NAMED = re.compile(rf"\W*(?:the|an?|any|{_ASKING})\b", re.IGNORECASE)
_QUESTION = re.compile(
    rf"\W*(?:(?:and|also|hi|hello|(?:two|a few|some) questions|i(?:['’]d| would)? (?:also )?(?:like to know|wonder)"
    rf"|(?:can|could) you tell me|tell me)\W+)*{_ASKING}\b",
    re.IGNORECASE,
)
_INTERESTS = "topic Declaration of interests"
_PUBLICATION = "topic Publication"
_OF_A_PAPER = re.compile(
    r"(?!.*\bnot\b).*\b(?:trial|study|(?:main|primary|first|lead|original|[A-Z]\w+)\s(?:paper|article|publication"
    r"|report))\b.*",
    re.DOTALL,
)
"""Says of which paper something is asked, where it would else be of a figure before it: "and the reference"."""


_ASKS_WHO = re.compile(
    r"^\W*(?:(?:and|or|also|please|(?:give|tell|show) me|list|what (?:is|are|was)|i (?:also )?(?:need|wonder))\W+)*"
    r"who(?:se|m)?\b",
    re.IGNORECASE,
)
"""Begins what asks for somebody, and stands for nobody named before."""


_UNKNOWN = "unknown"


def _is_of_arm(question: Question) -> bool:
    """Whether a word of a topic tells a drug apart, as the name of an arm does: "IV fenimab"."""
    topics = [m for m in question.mentions if m.term.kind == "topic"]
    return any(question.text[m.end : drug.start].isspace() for m in topics for drug in question.drugs)


_HOLDS_FOR_ALL = re.compile(
    r"\b(?:in|among|for|with|of|by|per|between|at|on|during|after|before|within|under|from|to|than|because|due)\b",
    re.IGNORECASE,
)
"""Words before which or after which a list may stand that they hold for: "deaths from stroke and infarction"."""
_LEANS = re.compile(
    r"^\W*(?:(?:and|or)\s)?(?:in|among|for|with|of|by|per|every|between|at|on|during|after|before|within|under|from|if"
    r"|when(?!\s(?:did|do|does|was|were|is|are|has|had)\b))\b"
    rf"|\b(?P<stands>{POINTED_PART}"
    r"|their|them|they|these|those|that|it|its|such|same|whom|respectively|each|both|who)\b",
    re.IGNORECASE,
)
"""Words by which a piece narrows the others, or stands for something in them."""

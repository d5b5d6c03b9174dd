"""Follow-ups to the last two figures together, and to another of the same head: "both?", "which of the two"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import Result
from retrieval.answers.phrasing import in_sentence
from retrieval.conversation.asked import Slots
from retrieval.conversation.carrying import Reader
from retrieval.conversation.rephrasing import ask_results
from retrieval.conversation.words import starts_with_preposition
from retrieval.questions.asks import outcomes_asked
from retrieval.records import Answer
from retrieval.terms import common_words, word_forms


def of_the_two(question: str, earlier: Sequence[Answer], *, reader: Reader) -> str | None:
    """The question of the last two figures together, by their names: "which of the two is commoner", "both?"."""
    figured = [reader.slots_of(answer) for answer in earlier if answer.results]
    if (named := _FORMER.search(question)) and (pair := _parts_told(figured)):
        part = pair[named["which"].casefold() == "latter"]
        return _of_part(question, named, of_patients=replace(figured[-1], subgroups=(part,)), reader=reader)
    if len(figured) < len(_PAIR):
        return None
    one, other = figured[-2:]
    same = one.outcomes[:1] == other.outcomes[:1]
    parts = [slots.subgroups[0] for slots in (one, other) if len(slots.subgroups) == 1]
    if _WHICH_OF_TWO.search(question) and same and len(set(parts)) == len(_PAIR):
        name = in_sentence(one.outcomes[0]) if one.outcomes else ""
        return f"Which had the larger {name} benefit, {parts[0]} or {parts[1]}?"
    if len(set(parts)) == len(_PAIR) and (of_both := _OF_BOTH.fullmatch(question)):
        asked = reader.slots(reader.read(of_both["what"], trial=other.trial))
        both = replace(other, subgroups=(parts[0], parts[1]), statistics=asked.statistics or other.statistics)
        both = replace(both, outcomes=asked.outcomes or both.outcomes)
        return next(iter(ask_results(both, safety=reader.are_events(both), trial=None)), None)
    if not (_BOTH.fullmatch(question) or _WHICH_IS_MORE.fullmatch(question)):
        return None
    together = replace(
        other,
        outcomes=tuple(dict.fromkeys((*one.outcomes, *other.outcomes))),
        subgroups=tuple(dict.fromkeys((*one.subgroups, *other.subgroups))) if one.subgroups and other.subgroups else (),
        arms=tuple(dict.fromkeys((*one.arms, *other.arms))) if one.arms != other.arms and one.arms else other.arms,
    )
    joint = _joint_title(one.outcomes, other.outcomes, trial=other.trial, reader=reader)
    together = replace(together, outcomes=(joint,)) if joint and _BOTH.fullmatch(question) else together
    return next(iter(ask_results(together, safety=reader.are_events(together), trial=None)), None)


def _of_part(question: str, named: re.Match[str], *, of_patients: Slots, reader: Reader) -> str | None:
    """The question with the part's name; written out where that name would be read as something else asked."""
    part, (start, end) = of_patients.subgroups[0], named.span()
    whole = f"{question[:start]}{named['in']}the subgroup {part}" if named["in"] else f"{question[:start]}{part}"
    asked = reader.slots(reader.read(f"{question[:start]}{question[end:]}"))
    whole += question[end:]
    if not (named["in"] and asked.outcomes) or outcomes_asked(reader.read(whole)) == asked.outcomes:
        return whole
    asked = replace(asked, trial=of_patients.trial, subgroups=(part,), arms=asked.arms or of_patients.arms)
    return next(iter(ask_results(asked, safety=reader.are_events(asked), trial=None)), None)


def _parts_told(figured: Sequence[Slots]) -> tuple[str, ...]:
    """The last two parts of the patients of which figures were told, in their order; nothing where there are none."""
    told: dict[str, None] = {}
    for slots in reversed(figured):
        if len(slots.subgroups) == len(_PAIR) and set(told) <= set(slots.subgroups):
            return slots.subgroups
        if len(slots.subgroups) != 1:
            break
        told.setdefault(slots.subgroups[0])
        if len(told) == len(_PAIR):
            return tuple(reversed(told))
    return ()


_FORMER = re.compile(r"\b(?P<in>(?:in|for|among|of|with) )?the (?P<which>former|latter)\b", re.IGNORECASE)
_OF_BOTH = re.compile(
    r"\W*(?:and )?(?:the )?(?P<what>[\w -]{2,40}?) (?:of|for|in|with) both(?: (?:groups|of them|parts))?\W*",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\W*(?:and |or |to |for |in |with )*both"
    r"(?: (?:of (?:them|these|those)|together|at once|combined|classes|groups|types|drugs))?\W*",
    re.IGNORECASE,
)
_WHICH_IS_MORE = re.compile(
    r"\W*(?:and |so )?which (?:(?:one )?of (?:the two|them|these|those)|one) (?:is|was) (?:the )?"
    r"(?:more|higher|commoner|greater|larger|bigger|worse|lower|rarer|less|most|highest|commonest)"
    r"(?: (?:common|frequent|often|severe|serious))?\W*",
    re.IGNORECASE,
)
_PAIR = ("one", "other")
_WHICH_OF_TWO = re.compile(
    r"^\W*(?:and |so )?(?:in )?which (?:(?:one )?of (?:the two|them|these|those)|one|(?:sub-?)?group)\s"
    r"(?:had|has|got|saw|showed|gained|benefit\w*|did|was there|profited)\b",
    re.IGNORECASE,
)


def _joint_title(ones: Sequence[str], others: Sequence[str], *, trial: str | None, reader: Reader) -> str | None:
    """The one title that has all words of two outcomes: those who were refractory to the one drug and the other."""
    said = word_forms(" ".join((*ones, *others))) - common_words()
    titles = dict.fromkeys(row.outcome for row in reader.every_row(trial))
    found = [title for title in titles if title not in (*ones, *others) and said == word_forms(title) - common_words()]
    return found[0] if len(found) == 1 else None


def under_same_head(words: str, earlier: Slots, *, reader: Reader) -> str | None:
    """The outcome that bare words name behind the head of the one asked before: "B" after "Refractory to A"."""
    head = _HEAD.match(earlier.outcomes[0]) if len(earlier.outcomes) == 1 else None
    if head is None or len(words.split()) > _MOST_WORDS or starts_with_preposition(words):
        return None
    named = reader.read(f"{head[0]}{words.removeprefix('to ')}", trial=earlier.trial)
    found = [name for name in outcomes_asked(named) if name.startswith(head[0]) and name not in earlier.outcomes]
    return found[0] if len(found) == len(outcomes_asked(named)) == 1 and not named.unknown else None


def left_for(words: str, told: Sequence[Result], *, reader: Reader) -> str | None:
    """The question how many left for the reason that bare words are, after a figure of those who left for another."""
    if not any(row.outcome.startswith(_LEFT) for row in told):
        return None
    titles = dict.fromkeys(row.outcome for row in reader.every_row(told[0].trial))
    reasons = [title.removeprefix(_LEFT) for title in titles if title.startswith(_LEFT)]
    found = [reason for reason in reasons if word_forms(reason) == word_forms(words)]
    return f"How many patients did not complete because of {found[0].casefold()}?" if len(found) == 1 else None


_LEFT = "Not completed: "
_HEAD = re.compile(r"(?:refractory|resistant|intolerant|exposed) to\s", re.IGNORECASE)
_MOST_WORDS = 4

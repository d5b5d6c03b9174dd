"""The words of a question that tell what is asked, with the ways in which a measure of a record may carry each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.intake.stories import patient_spans
from retrieval.questions.effects_asked import WORKING
from retrieval.questions.framing import frame_spans
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import time_spans
from retrieval.registry.arm_places import stands_for_arm
from retrieval.registry.held_against import treatments_held_against
from retrieval.registry.measure_words import MeasureWords, is_graded_title
from retrieval.registry.phrases import GLUE
from retrieval.registry.times_of_titles import start_spans
from retrieval.registry.trial_words import TrialWords, tells_only_trial
from retrieval.stems import stems
from retrieval.terms import Mention, Token, common_words, split_tokens

_Stretch = tuple[int, int]
_NAMED = ("arm", "drug", "trial", "statistic", "population", "analysis", "grade")
_SHORTEST_CLIPPED = 4
"""Letters of a word that may be the beginning of a longer one: "conc."."""
_FEWEST_LETTERS = 3
"""Letters of a word that is the beginning of a single longer one: "eos"."""
_OF_WHOM = ("children", "adults", "elderly", "women", "men")
"""Parts of the patients that tell of whom it is asked, and not what, where no measure has their words."""
_OF_TESTS = frozenset("margin criterion".split())
"""Words that ask how something was tested, where no measure has them."""
_ACTING = re.compile(
    r"(?:clear|remov|shrink|shr[au]nk|wash|boost|curb|dent|tam|eas|dampen)(?:e|es|ed|s)?", re.IGNORECASE
)
"""What a treatment does to what is measured, in words that name no measure: "did it clear the plaques"."""
_GROUPS_COUNTED = re.compile(
    r"(?:two|three|four|five)\s(?:(?:treatment|study|dose)\s)?(?:groups|arms|doses|drugs|treatments)\b", re.IGNORECASE
)
"""How many groups there are, of which no measure tells: "in all three groups"."""
_JOINED = re.compile(r"(?P<name>[A-Za-z]{3,})(?P<number>\d{1,2})")
"""A name with its number, which a title may write apart: "APOE4"."""
_OF_ARM = re.compile(
    r"active (?=(?:treatment|therapy|arm|group|drug|agent|comparator|substance|dose)s?\b)", re.IGNORECASE
)
"""A word for the arm that gets the drug."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A question beside the measures of its trial, with the stretches of it that tell no measure.

    Attributes:
        named: What names an arm, an analysis, an age or the like.
        timed: What tells when, or the condition of everybody.
        framing: What tells who asks, or of whom.
        stories: What one patient had, of which only the events asked are told.
        known: The words of the measures' titles.
    """

    question: Question
    words: TrialWords
    told: tuple[MeasureWords, ...]
    named: tuple[_Stretch, ...]
    timed: tuple[_Stretch, ...]
    framing: tuple[_Stretch, ...]
    stories: tuple[_Stretch, ...]
    known: frozenset[str]


def words_asked(
    question: Question, words: TrialWords, told: Iterable[MeasureWords]
) -> dict[int, tuple[Token, tuple[frozenset[str], ...]]]:
    """Each word that tells what is asked, by its place, with the ways in which a measure may carry it."""
    reading = _read(question, words, tuple(told))
    return {
        token.start: (token, tuple(way for way in _ways(token, reading) if way))
        for token in split_tokens(question.text)
        if not (_is_passed_over(token, reading) or _only_leads(token, reading))
    }


def _read(question: Question, words: TrialWords, told: tuple[MeasureWords, ...]) -> _Reading:
    """The question with the stretches of it that tell no measure."""
    text = question.text
    return _Reading(
        question,
        words,
        told,
        named=_spans(m for m in question.mentions if _tells_no_measure(m, question, told))
        + _spans(treatments_held_against(question)),
        timed=(*time_spans(text), *start_spans(text), *words.condition_spans(text)),
        framing=(*frame_spans(text), *_spans(m for m in question.mentions if m.term.name in _OF_WHOM)),
        stories=tuple(patient_spans(text)),
        known=frozenset().union(*(each.titled for each in told)),
    )


def _spans(mentions: Iterable[Mention]) -> tuple[_Stretch, ...]:
    return tuple((m.start, m.end) for m in mentions)


def _covers(stretches: Iterable[_Stretch], token: Token) -> bool:
    return any(start <= token.start < end for start, end in stretches)


def _tells_no_measure(mention: Mention, question: Question, told: tuple[MeasureWords, ...]) -> bool:
    """Whether what a mention names is asked beside the measure, and no part of its title."""
    if _tells_age(mention):
        return True
    kind = mention.term.kind
    if kind not in _NAMED or (kind == "drug" and not mention.term.trial) or tells_change(mention):
        return False
    return kind != "grade" or not is_graded_title(mention, question.text, told)


def _is_passed_over(token: Token, reading: _Reading) -> bool:
    """Whether a word names something else than a measure, tells when, or is no word."""
    text = reading.question.text
    if _covers(reading.named, token) or _covers(reading.timed, token) or _GROUPS_COUNTED.match(text, token.start):
        return True
    if _covers(reading.stories, token):  # of what one patient had only the event is asked
        asked = reading.question.outcomes
        events = (m for m in reading.question.mentions if m.term.kind == "outcome" and m.term.name in asked)
        if not _covers(_spans(events), token):
            return True
    if token.form in GLUE or text[: token.start].endswith(("'", "\u2019")):
        return True  # nor does the "t" of "didn't it" tell what is asked
    return not any(character.isalpha() for character in token.form)


def _only_leads(token: Token, reading: _Reading) -> bool:
    """Whether a word only says who asks, of which arm or of which trial, where no measure has it."""
    text = reading.question.text
    if _OF_ARM.match(text, token.start):
        return True
    frames = _covers(reading.framing, token) or WORKING.fullmatch(token.text)
    frames = frames or token.form in _OF_TESTS or _ACTING.fullmatch(token.text)
    if (frames or tells_only_trial(token, reading.words)) and not stems(token.text) <= reading.known:
        return True
    rows = frozenset().union(*(row for each in reading.told for row in each.rows))
    own = reading.words.names_trial(token) and stems(token.text) <= rows
    return own and stands_for_arm(token, text)  # "with the sham" asks for no row "Sham first"


def _ways(token: Token, reading: _Reading) -> list[frozenset[str]]:
    """The words by which a measure may carry a word: its own, those it is short for, those that it begins."""
    ways = [stems(token.text), stems(reading.words.spell_out(token.text) or "")]
    if joined := _JOINED.fullmatch(token.text):
        ways.append(stems(f"{joined['name']} {joined['number']}"))
    if ways[0] <= reading.known:
        return ways
    clipped = token.form not in common_words() and len(token.form) >= _FEWEST_LETTERS
    begun = {word for word in reading.known if word.startswith(token.form)} if clipped else set()
    if clipped and len(token.form) >= _SHORTEST_CLIPPED:
        return [*ways, *(frozenset((word,)) for word in begun)]
    if not clipped and token.text.isupper() and not reading.question.method and len(token.form) > 1:
        own = [each.titled for each in reading.told if ways[0] <= each.defined]
        begun = {word for titled in own for word in titled if word.startswith(token.form)}
    return [*ways, frozenset(begun)] if len(begun) == 1 else ways  # "QT" of a QTcF whose definition has it


def tells_change(mention: Mention) -> bool:
    """Whether words for a statistic tell what is measured, too: the "change from baseline" of a value."""
    return mention.term.kind == "statistic" and "change" in mention.text.casefold()


def _tells_age(mention: Mention) -> bool:
    """Whether a general word for a part of the patients has an age: it says of whom, not what."""
    part = mention.term.kind == "subgroup" or mention.term.category == "baseline"
    return part and not mention.term.trial and any(character.isdigit() for character in mention.text)

"""The words of a question that tell what is asked, with the ways in which a measure of a record may carry each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.intake.stories import patient_spans
from retrieval.questions.effects_asked import WORKING
from retrieval.questions.framing import frame_spans
from retrieval.questions.question import Question
from retrieval.questions.timed_titles import time_spans
from retrieval.registry.alike import start_spans
from retrieval.registry.arm_places import stands_for_arm
from retrieval.registry.held_against import treatments_held_against
from retrieval.registry.measure_words import MeasureWords, is_graded_title
from retrieval.registry.phrases import GLUE
from retrieval.registry.trial_words import TrialWords, tells_only_trial
from retrieval.stems import stems
from retrieval.terms import Mention, Token, common_words, split_tokens

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


def words_asked(
    question: Question, words: TrialWords, told: Iterable[MeasureWords]
) -> dict[int, tuple[Token, tuple[frozenset[str], ...]]]:
    """Each word that tells what is asked, by its place, with the ways in which a measure may carry it."""
    named = [m for m in question.mentions if m.term.kind in _NAMED and not (m.term.kind == "drug" and not m.term.trial)]
    named = [m for m in named if not tells_change(m)]
    named += [m for m in question.mentions if _tells_age(m)]
    named += treatments_held_against(question)
    framing = [*frame_spans(question.text), *((m.start, m.end) for m in question.mentions if m.term.name in _OF_WHOM)]
    timed = [*time_spans(question.text), *start_spans(question.text), *words.condition_spans(question.text)]
    told = tuple(told)
    stories = patient_spans(question.text)
    events = [m for m in question.mentions if m.term.kind == "outcome" and m.term.name in question.outcomes]
    named = [m for m in named if m.term.kind != "grade" or not is_graded_title(m, question.text, told)]
    known = frozenset().union(*(each.titled for each in told))
    rows = frozenset().union(*(row for each in told for row in each.rows))
    found: dict[int, tuple[Token, tuple[frozenset[str], ...]]] = {}
    for token in split_tokens(question.text):
        inside = any(m.start <= token.start < m.end for m in named) or any(a <= token.start < b for a, b in timed)
        if any(a <= token.start < b for a, b in stories):  # of what one patient had only the event is asked
            inside = inside or not any(m.start <= token.start < m.end for m in events)
        inside = inside or bool(_GROUPS_COUNTED.match(question.text, token.start))
        inside = inside or token.form in GLUE or question.text[: token.start].endswith(("'", "\u2019"))
        if inside or not any(character.isalpha() for character in token.form):
            continue  # nor does the "t" of "didn't it" tell what is asked
        frames = any(a <= token.start < b for a, b in framing) or bool(WORKING.fullmatch(token.text))
        frames = frames or token.form in _OF_TESTS or bool(_ACTING.fullmatch(token.text))
        active = bool(_OF_ARM.match(question.text, token.start))
        if active or ((frames or tells_only_trial(token, words)) and not stems(token.text) <= known):
            continue  # it only says who asks, or of which trial
        if words.names_trial(token) and stems(token.text) <= rows and stands_for_arm(token, question.text):
            continue  # "with the sham" asks for no row "Sham first"
        ways = [stems(token.text), stems(words.spell_out(token.text) or "")]
        if joined := _JOINED.fullmatch(token.text):
            ways.append(stems(f"{joined['name']} {joined['number']}"))
        if not ways[0] <= known and len(token.form) >= _SHORTEST_CLIPPED and token.form not in common_words():
            ways += [frozenset((word,)) for word in known if word.startswith(token.form)]
        elif not ways[0] <= known and len(token.form) == _FEWEST_LETTERS and token.form not in common_words():
            whole = [word for word in known if word.startswith(token.form)]
            ways += [frozenset(whole)] if len(whole) == 1 else []
        elif not ways[0] <= known and token.text.isupper() and not question.method:
            own = [each.titled for each in told if ways[0] <= each.defined]
            begun = {word for titled in own for word in titled if word.startswith(token.form) and len(token.form) > 1}
            ways += [frozenset(begun)] if len(begun) == 1 else []  # "QT" of a QTcF whose definition has it
        found[token.start] = token, tuple(way for way in ways if way)
    return found


def tells_change(mention: Mention) -> bool:
    """Whether words for a statistic tell what is measured, too: the "change from baseline" of a value."""
    return mention.term.kind == "statistic" and "change" in mention.text.casefold()


def _tells_age(mention: Mention) -> bool:
    """Whether a general word for a part of the patients has an age: it says of whom, not what."""
    part = mention.term.kind == "subgroup" or mention.term.category == "baseline"
    return part and not mention.term.trial and any(character.isdigit() for character in mention.text)

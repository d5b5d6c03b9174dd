"""The question sets, answered by played models that make something true or wrong of what they are offered."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from random import Random

from evaluation.played_model import AT_ONCE, Asked, PlayedModel, say, state
from evaluation.question_file import Person, Question
from evaluation.scoring import grade
from evaluation.seeded_errors.digits import misprint
from retrieval.assistant import Assistant
from retrieval.records import Answer, Verdict

_MOST_FIGURES = 8
_OF_AN_ARM = re.compile(r"(?P<lead>.*?(?: was |: ))(?P<figure>.*?) with (?P<arm>[^—]+?)(?P<rest> — .*)\.")
_VALUE = re.compile(r"(?<= was )\d+(?:\.\d+)?|(?<=\()\d+(?:\.\d+)?(?=%\))|(?<=: )\d+\.\d+")
"""The value of a result as its line prints it."""
_NUMBER = re.compile(r"\d.*")

Statements = list[tuple[str, Sequence[str]]]
Player = Callable[[Asked], Statements]


def point_at_figures(asked: Asked) -> Statements:
    """What a good model says: each figure in the program's own sentence, and where there are none, sentences quoted."""
    figures = {_NUMBER.sub("", line) + line.partition(" — ")[2]: key for key, line in asked.lines("results").items()}
    told: Statements = [(f"{{{{{key}:sentence}}}}", ()) for key in list(figures.values())[:_MOST_FIGURES]]
    quoted = [(f"“{line}”", (key,)) for key, line in list(asked.lines("sentences").items())[:4]]
    return told + (quoted if not told or len(told) < 3 else [])


def type_figures(asked: Asked) -> Statements:
    """What a model says that types off what it reads."""
    return [(line, (key,)) for key, line in list(asked.lines("results").items())[:_MOST_FIGURES]]


def misprint_figures(asked: Asked) -> Statements:
    """What a model says that gets one value of each line wrong."""
    random = Random(len(asked.texts[1]))  # noqa: S311  # the same misprints every time
    held = {float(number) for number in re.findall(r"\d+(?:\.\d+)?", "".join(asked.lines("results").values()))}
    told: Statements = []
    for key, line in asked.lines("results").items():
        value = _VALUE.search(line)
        wrong = [other for other in misprint(value[0], random=random) if float(other) not in held] if value else []
        if value and wrong:
            told.append((line[: value.start()] + wrong[0] + line[value.end() :], (key,)))
    return told[:_MOST_FIGURES]


def swap_arms(asked: Asked) -> Statements:
    """What a model says that points at one arm's figure and names the other arm."""
    arms = [(key, found) for key, line in asked.lines("results").items() if (found := _OF_AN_ARM.fullmatch(line))]
    told: Statements = []
    for key, found in arms:
        for _, other in arms:
            same = (found["lead"], found["rest"]) == (other["lead"], other["rest"])
            if same and found["arm"] != other["arm"] and found["figure"] != other["figure"]:
                told.append((f"{found['lead']}{{{{{key}:value_ci}}}} with {other['arm']}{found['rest']}.", ()))
    return told[:_MOST_FIGURES]


PLAYERS: dict[str, tuple[Player, bool]] = {
    "points at figures": (point_at_figures, True),
    "types them off": (type_figures, True),
    "misprints them": (misprint_figures, False),
    "swaps the arms": (swap_arms, False),
}
"""By name: what is played, and whether it is true."""


@dataclass(slots=True)
class Tally:
    """What came of the questions with one player, or without a model."""

    questions: int = 0
    right: int = 0
    written: int = 0
    wrong: int = 0
    unmarked: list[str] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)

    def to_row(self, name: str, *, true: bool) -> str:
        """One line of the table; what a player cannot show is left empty."""
        doubts = [str(self.verdicts.count(verdict)) for verdict in (Verdict.CONTRADICTED, Verdict.UNCHECKED)]
        known = [str(len(self.verdicts)), *doubts] if true else ["", "", ""]
        wrong = ["", ""] if true else [str(self.wrong), str(len(self.unmarked))]
        right = f"{self.right}/{self.questions}" if name in ("without a model", "points at figures") else ""
        return f"| {' | '.join([name, str(self.questions), str(self.written), right, *wrong, *known])} |"


def answer_questions(
    questions: Sequence[Question], *, assistant: Assistant, played: PlayedModel, people: Sequence[Person]
) -> Iterator[tuple[str, Tally]]:
    """Yield what came of the questions without a model, and with each player."""
    plain = Assistant(assistant.corpus)
    tally = Tally()
    own: dict[str, frozenset[str]] = {}
    for question in questions:
        answer = plain.invoke(question.question)
        own[question.question] = frozenset(statement.text for statement in answer.statements)
        _add(tally, question, answer, people=people)
    yield "without a model", tally
    for name, (player, true) in PLAYERS.items():
        tally = Tally()
        for question in questions:
            said: list[Statements] = []
            plays = partial(_play, player, said=said)
            played.plays(say(plays, piece=AT_ONCE))
            answer = assistant.invoke(question.question)
            _add(tally, question, answer, people=people)
            if not true and answer.model and said:
                _add_wrong(tally, answer, len(said[0]), own=own[question.question])
        yield name, tally


def _play(player: Player, asked: Asked, *, said: list[Statements]) -> str:
    said.append(player(asked))
    return state(*said[-1])


def _add(tally: Tally, question: Question, answer: Answer, *, people: Sequence[Person]) -> None:
    tally.questions += 1
    tally.right += grade(question, answer, seconds=answer.seconds, people=people).right
    tally.written += answer.model is not None
    if answer.status == "answered":
        tally.verdicts += [check.verdict for check in answer.checks if check.number not in question.question]


def _add_wrong(tally: Tally, answer: Answer, count: int, *, own: Container[str]) -> None:
    """Count the wrong statements, and those that nothing marks.

    Args:
        own: What the program says by itself, before the model's statements and after them.
    """
    doubted = (Verdict.CONTRADICTED, Verdict.UNCHECKED)
    marks = [check.start for check in answer.checks if check.verdict in doubted]
    marks += [found.start for found in answer.findings if found.severity == "error"]
    starts = accumulate((len(line) + 1 for line in answer.answer.split("\n")), initial=0)
    lines = zip(answer.statements, answer.answer.split("\n"), starts, strict=False)
    told = [(line, start) for statement, line, start in lines if statement.text not in own]
    for line, start in told[:count]:
        tally.wrong += 1
        if not any(start <= mark < start + len(line) for mark in marks):
            tally.unmarked.append(line)

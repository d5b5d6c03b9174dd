"""Follow-ups over the repository's corpus: whom they are asked of, and which p-value is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.corpus import open_corpus
from ingest.embedding import Embedder
from retrieval.assistant import Assistant
from retrieval.conversation.following import stand_alone
from retrieval.records import Answer


@pytest.fixture(scope="module")
def assistant(corpus_home: Path, embedder: Embedder) -> Iterator[Assistant]:
    """The assistant over the repository's corpus."""
    with open_corpus(corpus_home, embedder=embedder) as corpus:
        yield Assistant(corpus)


def _last(assistant: Assistant, turns: Sequence[str]) -> Answer:
    answers: list[Answer] = []
    for turn in turns:
        answers.append(assistant.invoke(stand_alone(turn, answers, assistant=assistant).question))
    return answers[-1]


def test_their_responses_are_those_of_the_part_before(assistant: Assistant) -> None:
    """What is asked of "their" responses is of the patients spoken of."""
    answer = _last(assistant, ("Patients 70 plus: PFS?", "how deep were their responses (VGPR+)"))
    assert {row.subgroup for row in answer.results} == {"age >=70 years"}


def test_whether_the_p_value_was_nominal_is_asked_of_the_same_outcome(assistant: Assistant) -> None:
    """The p-value of what was asked is meant, and no other nominal one."""
    answer = _last(assistant, ("OS hazard ratio, please", "was the p-value nominal?"))
    assert {row.outcome for row in answer.results} == {"Overall survival"}


def test_those_refractory_to_it_follow_those_who_had_it(assistant: Assistant) -> None:
    """A drug that was had before is the one that they may be refractory to."""
    answer = _last(assistant, ("How many had had lenalidomide?", "and how many refractory to it"))
    assert {row.outcome for row in answer.results} == {"Refractory to lenalidomide"}

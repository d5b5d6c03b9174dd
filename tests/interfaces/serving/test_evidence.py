"""Many threads ask one assistant, over the evidence that is published when they ask."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from interfaces.serialise import answer_entry
from interfaces.serving.evidence import LONGEST_QUESTION, Evidence, RequestError, make_filters
from retrieval.assistant import Assistant
from tests.interfaces.serving.conftest import make_assistant, publish
from tests.retrieval.small_trial import SmallCorpus, harbour

ASKED = "What was the hazard ratio for PFS?"


class Noted(SmallCorpus):
    """A corpus that remembers whether it was closed."""

    closed = False

    def __init__(self) -> None:
        super().__init__()
        self.terms = harbour()[0].terms  # the same, so that they are read once

    def close(self) -> None:
        """Remember it."""
        self.closed = True


def test_answer_is_that_of_the_command_line(evidence: Evidence) -> None:
    """The same JSON, but for the time that it took."""
    assistant = make_assistant()
    expected = answer_entry(assistant.invoke(ASKED), sources=assistant.corpus.sources)
    assert evidence.ask(ASKED) | {"seconds": 0} == expected | {"seconds": 0}


def test_follow_up_is_written_out_and_told(evidence: Evidence) -> None:
    """With the question before it, it stands alone; a notice tells how it was read."""
    answer = evidence.ask("and OS?", earlier=[ASKED])
    assert answer["question"] == "What was the hazard ratio for overall survival?"
    assert answer["notices"][0] == {"kind": "read_as", "text": f"Read as: {answer['question']}"}


def test_question_with_a_conversation_may_stand_alone(evidence: Evidence) -> None:
    """Then it is answered as it was asked."""
    answer = evidence.ask("Who funded the trial?", earlier=[ASKED])
    assert answer["question"] == "Who funded the trial?"
    assert answer["notices"] == []


@pytest.mark.parametrize("question", ["", "  \n", "x" * (LONGEST_QUESTION + 1)])
def test_question_without_words_or_end_is_refused(evidence: Evidence, question: str) -> None:
    """A question is neither empty nor a paper."""
    with pytest.raises(RequestError, match="question: expected"):
        evidence.ask(question)


def test_first_rows_are_given_with_the_number_of_all(evidence: Evidence) -> None:
    """HARBOUR has four hazard ratios for PFS and one for OS."""
    found = evidence.lookup("hazard ratio", filters=make_filters(), limit=2)
    assert (len(found.rows), found.total) == (2, 5)


def test_cutoff_has_to_be_a_date() -> None:
    """What is no date is said."""
    with pytest.raises(RequestError, match="cutoff: expected a date as YYYY-MM-DD, found 'soon'"):
        make_filters(cutoff="soon")


def test_threads_share_one_assistant(tmp_path: Path) -> None:
    """It is opened once, however many ask at a time."""
    publish(tmp_path, "000001")
    opened: list[Assistant] = []

    def open_one() -> Assistant:
        opened.append(make_assistant())
        return opened[-1]

    evidence = Evidence(tmp_path, open_assistant=open_one)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(evidence.ask, [ASKED] * 8))
    assert len(opened) == 1
    assert {answer["answer"] for answer in answers} == {answers[0]["answer"]}


def test_newly_published_generation_is_served(tmp_path: Path) -> None:
    """The next request is answered from it, and the former one is let go."""
    publish(tmp_path, "000001")
    corpora = [Noted(), Noted()]
    corpora[1].fingerprint = "second"
    left = iter(corpora)
    evidence = Evidence(tmp_path, open_assistant=lambda: Assistant(next(left)))
    assert evidence.ask(ASKED)["corpus"] == corpora[0].fingerprint
    publish(tmp_path, "000002")
    assert evidence.ask(ASKED)["corpus"] == "second"
    assert [corpus.closed for corpus in corpora] == [True, False]
    evidence.close()
    assert corpora[1].closed


def test_request_under_way_ends_on_its_own_generation(tmp_path: Path) -> None:
    """A corpus is closed when the last request that uses it has ended, not before."""
    publish(tmp_path, "000001")
    begun, go_on = Event(), Event()

    class Slow(Noted):
        @property
        def disclosures(self) -> tuple[()]:  # type: ignore[override]  # read while a question is answered
            begun.set()
            assert go_on.wait(10)
            assert not self.closed
            return ()

        @disclosures.setter
        def disclosures(self, _: object) -> None:
            """Nothing is kept."""

    corpora = [Slow(), Noted()]
    left = iter(corpora)
    evidence = Evidence(tmp_path, open_assistant=lambda: Assistant(next(left)))
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(evidence.ask, ASKED)
        assert begun.wait(10)
        publish(tmp_path, "000002")
        evidence.ask(ASKED)
        assert not corpora[0].closed
        go_on.set()
        assert slow.result(10)["status"] == "answered"
    assert corpora[0].closed

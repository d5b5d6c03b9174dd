"""Seeded replies of a chat model: right and wrong by the table, and graded by what a reader is shown."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evaluation.model_questions import misprint_figures, point_at_figures, swap_arms, type_figures
from evaluation.played_model import Asked, PlayedModel
from evaluation.played_protocols import OpenAIProtocol
from evaluation.reply_scoring import Outcome, list_failures, to_markdown
from evaluation.run_model import try_reply
from evaluation.seeded_replies import SeededReply, read_replies, seed_replies
from ingest.corpus import open_corpus
from retrieval.assistant import Assistant
from tests.retrieval.small_trial import HARBOUR, RESULTS, SmallCorpus

ROWS = {row.id: row for row in RESULTS}
EVIDENCE = """==m== question
What was it?
==m== results
BBBBBBBB: Median time was 12.5 months with New — safety population.
CCCCCCCC: Median time was 8.5 months with Old — safety population.
==m== sentences
from A source.
DDDDDDDD: Twelve came.
==m== end of the data
Answer."""
_BODY = {"messages": [{"content": "rules"}, {"content": EVIDENCE}]}
ASKED = Asked(_BODY, {}, OpenAIProtocol(_BODY))


def test_replies_are_the_same_each_time() -> None:
    """What is measured today can be measured again."""
    first, second = (seed_replies(RESULTS, trial=HARBOUR, most=3) for _ in range(2))
    assert first == second
    assert {"slot, another arm", "slot, another outcome", "slot, unknown key", "slot, true"} <= {
        one.kind for one in first
    }


def test_misplaced_slot_is_false() -> None:
    """A slot under other words differs from what the table has for them."""
    for reply in seed_replies(RESULTS, trial=HARBOUR, most=20):
        if reply.kind == "slot, another arm":
            [row] = reply.rows
            other = "Base" if row.arm == "Zelta-Base" else "Zelta-Base"
            assert re.search(rf"(?<![-\w]){other}\b", reply.text)
            assert row.value not in [one.value for one in RESULTS if one.outcome == row.outcome and one.arm == other]


@pytest.mark.parametrize(
    ("text", "ids", "right", "typed", "unmarked"),
    [
        ("Pneumonia occurred in {{0:value}} with Zelta-Base.", ["article:2"], True, (), 0),
        ("Pneumonia occurred in {{0:value}} with Base.", ["article:2"], False, (), 0),
        ("Pneumonia occurred in 21% with Zelta-Base.", ["article:2"], False, ("21",), 0),
        ("Pneumonia occurred in 20% with Zelta-Base.", ["article:2"], False, ("20",), 1),
    ],
)
def test_reply_is_graded_by_what_is_shown(  # noqa: PLR0913, PLR0917  # each part of a reply, and what came of it
    text: str, ids: list[str], right: bool, typed: tuple[str, ...], unmarked: int, model_server: PlayedModel
) -> None:
    """A wrong figure that is marked has not reached the reader; one that passes has (the last is only called wrong)."""
    assistant = Assistant(SmallCorpus(), model_server.open())
    reply = SeededReply("kind", HARBOUR.id, text, tuple(ROWS[id] for id in ids), right, typed)
    outcome = try_reply(reply, assistant=assistant, played=model_server)
    assert len(outcome.unmarked) == unmarked
    assert outcome.wrong == (0 if right else 1)
    assert {verdict for _, verdict, _ in outcome.verdicts} == ({"supported"} if right else set())


def test_tables_tell_the_three_shares() -> None:
    """One of two wrong figures unmarked, one of four true numbers contradicted, one unchecked."""
    wrong = SeededReply("slot, another arm", HARBOUR.id, "x", (), right=False)
    right = SeededReply("slot, true", HARBOUR.id, "x", (), right=True)
    verdicts = tuple(("1", verdict, "why") for verdict in ("supported", "derived", "contradicted", "unchecked"))
    outcomes = [Outcome(wrong, "x", wrong=2, unmarked=("7",)), Outcome(right, "x", verdicts=verdicts)]
    page = to_markdown(outcomes)
    assert "unmarked: 1 of 2 (50.0 %)" in page
    assert "contradicted: 1 of 4 (25.0 %)" in page
    assert "unchecked: 1 of 4 (25.0 %)" in page
    assert [failure["kind"] for failure in list_failures(outcomes)] == ["slot, another arm", "slot, true"]
    json.dumps(list_failures(outcomes))


def test_replies_by_hand_name_results_of_the_corpus(corpus_home: Path) -> None:
    """Every slot of the replies that a person wrote is a result, and every misprint stands in its text."""
    with open_corpus(corpus_home) as corpus:
        replies = read_replies(corpus.table.results())
    assert all(typed in reply.text for reply in replies for typed in reply.typed)
    assert sum(reply.right for reply in replies) >= 30
    assert sum(not reply.right for reply in replies) >= 38


def test_players_make_what_they_are_to_make() -> None:
    """One points, one types off, one misprints a value, one names the other arm."""
    assert point_at_figures(ASKED)[0] == ("{{CCCCCCCC:sentence}}", ())
    assert type_figures(ASKED)[0] == ("Median time was 12.5 months with New — safety population.", ("BBBBBBBB",))
    assert swap_arms(ASKED)[0] == ("Median time was {{BBBBBBBB:value_ci}} with Old — safety population.", ())
    [first, _] = misprint_figures(ASKED)
    assert first[0].startswith("Median time was ")
    assert " 12.5 " not in first[0]

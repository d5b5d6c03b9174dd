"""What a question over a record asks where one of its words is in no title: lay words, letters of rows, reasons."""

from __future__ import annotations

import pytest

from retrieval.registry.reason_words import reason_words
from tests.retrieval.registry.ward_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("What share were protected against strain W with Galavax in TORRIDON?", "93.3%", "no result",
                     id="lay word of a title, letter of a row"),
        pytest.param("What share were protected against strains B and W with Galavax in TORRIDON?", "92.2%", "91.1%",
                     id="letters joined"),
        pytest.param("In TORRIDON, what was the strain W antibody titre at day 30, and the ratio?", "2.54", "no result",
                     id="measure that has the ratio asked"),
        pytest.param("How long did kids with kidney mire tumor live in MFS in TORRIDON?", "14.4", "no result",
                     id="condition in everyday words"),
        pytest.param("How did patients with sphagnum tumors do in MFS in TORRIDON?", "13.3", "14.4",
                     id="part of the patients that a row of another measure names"),
        pytest.param("What was all-cause mortality in the sphagnum subgroup of TORRIDON?", "no result", "13.3",
                     id="part in which another outcome is told"),
        pytest.param("How many had sedge histology in TORRIDON?", "41 of 100", "15.5", id="those counted at baseline"),
        pytest.param("How many left TORRIDON because the treatment was not working?", "Lack of Efficacy: 3 of 100",
                     "no result", id="reason in plain words"),
        pytest.param("How many died in TORRIDON according to the participant flow?", "Not completed: Death: 6 of 100",
                     "All-cause", id="as the flow counts"),
        pytest.param("How many children had a fever fit in TORRIDON?", "1 of 100", "no result", id="all are children"),
        pytest.param("Who was kept unaware of the treatment in TORRIDON?", "“Masking: double", "no result",
                     id="masking"),
        pytest.param("What was MFS by MGX-1 status in TORRIDON?", "no result", "“Overall status", id="another status"),
        pytest.param("Was MFS significantly better with Galavax in TORRIDON?", "0.0123 was not crossed", "not said",
                     id="boundary that is noted"),
        pytest.param("What is the dose of Galavax in TORRIDON, and over how long is it given?", "15 microgram",
                     "7 microgram", id="dose told with the arm"),
        pytest.param("How many left TORRIDON because they broke the protocol?", "no result", "20 of 100",
                     id="reason that the flow does not have"),
        pytest.param("Strain B titers in TORRIDON at day 30 and at day 90?", "does not cover, as the question asks for "
                     "it: “day 90”", "Strain W", id="one of two times"),
        pytest.param("How long did the girls live in MFS in TORRIDON?", "14.4", "no result", id="all are female"),
        pytest.param("How many children in TORRIDON stopped treatment because of a treatment-emergent adverse event?",
                     "38 of 100", "no result", id="row of what became of them"),
        pytest.param("When were the children of TORRIDON enrolled?", "4 May 2018", "no result", id="recruitment"),
        pytest.param("Could a child who had taken a sedative join TORRIDON?", "“Use of a sedative.”", "no result",
                     id="who could join"),
        pytest.param("How many started TORRIDON, and how many actually got the drug?", "98 of 100", "no result",
                     id="who got what was given"),
        pytest.param("How many children were dosed in TORRIDON?", "98 of 100", "no result", id="dosed"),
        pytest.param("How many in TORRIDON in fact took it?", "98 of 100", "no result", id="it"),
        pytest.param("And in the intention-to-treat analysis of TORRIDON?", "61 of 100", "63 of 100",
                     id="an analysis set alone"),
        pytest.param("What about the per-protocol analysis of TORRIDON?", "63 of 100", "61 of 100",
                     id="another analysis set"),
        pytest.param("Was there a PQ problem in TORRIDON?", "3.7 msec", "“", id="letters that a title begins with"),
        pytest.param("When could the children of TORRIDON go back to school?", "4.4 days", "no result", id="go back"),
        pytest.param("How soon did they resume school in TORRIDON?", "4.4 days", "no result", id="resume"),
        pytest.param("Serious complications, Marsh-Fen III and up, in TORRIDON?", "17 of 100", "54 of 100",
                     id="severity told by a scale"),
        pytest.param("Lung failure needing long-term ventilation in TORRIDON?", "23 of 100", "31 of 100",
                     id="what was needed"),
        pytest.param("What was the strain B antibody titer in TORRIDON at day 30?", "22 titers", "no result",
                     id="measure in the unit asked"),
    ],
)  # fmt: skip
def test_held_figure_is_told(question: str, told: str, not_told: str) -> None:
    """A word of another kind than the record's leads to what is asked, and to nothing beside it."""
    text = answer(question)
    assert told in text, text
    assert not_told not in text, text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("left because it did not help", "lack of efficacy"),
        ("they could not be reached any more", "lost to follow-up"),
        ("stopped at their own request", "withdrawal by subject"),
        ("their doctor's decision", "physician decision"),
        ("how many broke the rules", "protocol violation"),
        ("how many finished", None),
    ],
)
def test_reason_is_told_in_plain_words(text: str, words: str | None) -> None:
    """Each reason of the flow has words of its own; other words tell none."""
    assert next(reason_words(text), None) == words

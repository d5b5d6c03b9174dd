"""Slots filled from the table, keys resolved, and nothing dropped in silence."""

from __future__ import annotations

import re

import pytest

from retrieval.chat_model.filling import fill_statement
from retrieval.chat_model.offering import Offer
from retrieval.chat_model.reply import ReplyStatement
from retrieval.records import Quote, Sentence
from tests.retrieval.small_trial import RESULTS, harbour

BY_ID = {row.id: row for row in RESULTS}
OFFER = Offer(
    "==marker==",
    {
        "BBBBBBBB": BY_ID["article:1"],
        "CCCCCCCC": BY_ID["article:2"],
        "DDDDDDDD": BY_ID["article:3"],
        "FFFFFFFF": BY_ID["update:9"],
    },
    {"QQQQQQQQ": Quote("article", 11, 46)},
)


def _fill(text: str, *cites: str) -> Sentence:
    _, terms = harbour()
    filled = fill_statement(ReplyStatement(text=text, cites=cites), offer=OFFER, terms=terms)
    assert filled is not None
    return filled


@pytest.mark.parametrize(
    ("slot", "printed"),
    [
        ("BBBBBBBB:value", "0.61"),
        ("BBBBBBBB:ci", "98% CI 0.40–0.93"),
        ("BBBBBBBB:p", "one-sided p = 0.0021 (formally tested)"),
        ("BBBBBBBB:value_ci", "0.61 (98% CI 0.40–0.93); one-sided p = 0.0021 (formally tested)"),
        ("BBBBBBBB", "0.61 (98% CI 0.40–0.93); one-sided p = 0.0021 (formally tested)"),
        ("BBBBBBBB:lower_hazard", "39% lower hazard"),
        ("BBBBBBBB:cutoff", "10 May 2019"),
        ("BBBBBBBB:setting", "intention-to-treat population; primary analysis; data cut-off 10 May 2019"),
        ("CCCCCCCC:value", "20%"),
        ("CCCCCCCC:n_of_N", "20 of 100 patients (20%)"),
        ("CCCCCCCC:arms", "20 of 100 patients (20%) with Zelta-Base and 12 of 100 patients (12%) with Base"),
        ("CCCCCCCC : Value", "20%"),
    ],
)
def test_slot_prints_its_form(slot: str, printed: str) -> None:
    """Each form is printed as the program itself prints results."""
    filled = _fill(f"It was {{{{{slot}}}}}.")
    assert filled.text == f"It was {printed}."
    assert all(printed.count(filled.text[span.start : span.end]) == 1 for span in filled.printed)
    assert filled.faults == ()


def test_arms_of_a_figure_offered_alone_name_its_own() -> None:
    """The other arm's result was not offered: what is printed says of which arm it is."""
    _, terms = harbour()
    alone = Offer("==marker==", {"CCCCCCCC": BY_ID["article:2"]}, {})
    filled = fill_statement(ReplyStatement(text="It was {{CCCCCCCC:arms}}.", cites=()), offer=alone, terms=terms)
    assert filled is not None
    assert filled.text == "It was 20 of 100 patients (20%) with Zelta-Base."
    assert filled.faults == ()


def test_sentence_is_the_programs_own() -> None:
    """A statement may be the program's whole sentence; both values are known to be printed."""
    filled = _fill("{{CCCCCCCC:sentence}}")
    assert filled.text == (
        "Pneumonia, any grade: 20 of 100 patients (20%) with Zelta-Base and 12 of 100 patients (12%) with Base — "
        "safety population; primary analysis; data cut-off 10 May 2019."
    )
    assert [span.result.id for span in filled.printed] == ["article:2", "article:3"]


@pytest.mark.parametrize(
    "words", ["{{CCCCCCCC:sentence}} {{CCCCCCCC:sentence}}", "{{CCCCCCCC:sentence}} Mind the gap."]
)
def test_whole_sentence_ends_before_another_begins(words: str) -> None:
    """What is printed as a sentence comes without its full stop, which a second sentence needs."""
    filled = _fill(words)
    assert re.search(r"2019\. [PM]", filled.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was {{CCCCCCCC:value}}% with Zelta-Base", "It was 20% with Zelta-Base."),
        (
            "There was a difference (p = {{BBBBBBBB:p}}).",
            "There was a difference (one-sided p = 0.0021 (formally tested)).",
        ),
        ("It was {{CCCCCCCC:value}}\n with Zelta-Base .", "It was 20% with Zelta-Base ."),
        ("Zeltamab blocks the receptor [QQQQQQQQ].", "Zeltamab blocks the receptor."),
        ("Zeltamab blocks the receptor {{QQQQQQQQ}}.", "Zeltamab blocks the receptor."),
    ],
)
def test_habits_of_models_leave_no_trace(text: str, expected: str) -> None:
    """A doubled unit, a doubled "p =" and a key in brackets read as they were meant."""
    assert _fill(text, "QQQQQQQQ").text == expected


def test_keys_become_evidence() -> None:
    """Slots and cites tell which results and sentences a statement rests on, and which trial it is about."""
    filled = _fill("Pneumonia occurred in {{CCCCCCCC:value}}.", "QQQQQQQQ", "FFFFFFFF")
    assert [row.id for row in filled.results] == ["article:2", "update:9"]
    assert filled.quotes == (Quote("article", 11, 46),)
    assert filled.trial == "NCT90000003"
    assert filled.written


@pytest.mark.parametrize(
    ("text", "cites", "kind", "severity"),
    [
        ("It was {{XXXXXXXX:value}}.", ("BBBBBBBB",), "unknown_key", "error"),
        ("It was so.", ("XXXXXXXX", "BBBBBBBB"), "unknown_key", "error"),
        ("It was so.", (), "uncited_statement", "error"),
        ("It was {{CCCCCCCC:p}}.", (), "unknown_form", "warning"),
        ("It was {{CCCCCCCC:nonsense}}.", (), "unknown_form", "warning"),
        ("It was so [1].", ("BBBBBBBB",), "markup_removed", "warning"),
        ("See [this](https://evil.example).", ("BBBBBBBB",), "markup_removed", "warning"),
    ],
)
def test_what_is_wrong_is_a_finding(text: str, cites: tuple[str, ...], kind: str, severity: str) -> None:
    """Unknown keys and forms, missing evidence and markup are told, on the words that they concern."""
    filled = _fill(text, *cites)
    [fault] = filled.faults
    assert (fault.kind, fault.severity) == (kind, severity)
    assert filled.text[fault.start : fault.end] == fault.text


def test_unknown_form_prints_the_value() -> None:
    """The figure that was meant is not lost with its form."""
    assert _fill("Pneumonia occurred in {{CCCCCCCC:p}}.").text == "Pneumonia occurred in 20 of 100 patients (20%)."


def test_printed_text_is_not_read_for_slots() -> None:
    """A key within what a result prints is text."""
    assert "{{" not in _fill("It was {{CCCCCCCC:value}} {{ {{DDDDDDDD:value}} }}.").text.replace("{{ 12% }}", "")


@pytest.mark.parametrize("text", ["", "…", "[QQQQQQQQ]", "<b></b>"])
def test_no_word_is_no_statement(text: str) -> None:
    """What holds no word is left out."""
    _, terms = harbour()
    assert fill_statement(ReplyStatement(text=text, cites=()), offer=OFFER, terms=terms) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- Pneumonia: {{CCCCCCCC:value}}\n- Death: 3%", "Pneumonia: 20%. Death: 3%."),
        ("* **Pneumonia:** {{CCCCCCCC:value}};\n* Death: 3%", "**Pneumonia:** 20%; Death: 3%."),
        ("In short:\n1. Pneumonia {{CCCCCCCC:value}}\n2. Death 3%", "In short: Pneumonia 20%. Death 3%."),
        (
            "| Event | Zelta-Base | Base |\n|---|---|---|\n| Pneumonia | {{CCCCCCCC|value}} | {{DDDDDDDD:value}} |",
            "Pneumonia: Zelta-Base 20%, Base 12%.",
        ),
        ("| Pneumonia | {{CCCCCCCC:value}} |\n| Death | 3% |", "Pneumonia, 20%. Death, 3%."),
        ("Pneumonia occurred\nin {{CCCCCCCC:value}}.", "Pneumonia occurred in 20%."),
        (
            "| Event | Zelta-Base | Base | |---|---|---| | Pneumonia | {{CCCCCCCC|value}} | {{DDDDDDDD:value}} |",
            "Pneumonia: Zelta-Base 20%, Base 12%.",
        ),
        (
            "In short: | | Zelta-Base | Base | | :--- | ---: | ---: | | Pneumonia | {{CCCCCCCC:value}} |"
            " {{DDDDDDDD:value}} | | Death | 3% | 4% | At the first look.",
            "In short: Pneumonia: Zelta-Base 20%, Base 12%. Death: Zelta-Base 3%, Base 4%. At the first look.",
        ),
        ("| Pneumonia | {{CCCCCCCC:value}} |", "| Pneumonia | 20% |."),
        (
            "| Event of grade 3 or worse | Zelta-Base (%) |\n|---|---|\n| Pneumonia | 5.1 |\n"
            "| Death | {{CCCCCCCC:value}} |",
            "Pneumonia (Event of grade 3 or worse): Zelta-Base 5.1%. "
            "Death (Event of grade 3 or worse): Zelta-Base 20%.",
        ),
        (
            "| Event (any grade) | Zelta-Base |\n|---|---|\n| Pneumonia | {{CCCCCCCC:value}} |",
            "Pneumonia (any grade): Zelta-Base 20%.",
        ),
        (
            "| Endpoint | Interim (May) | Final PFS (July) |\n|---|---|---|\n| Pneumonia | 20% | {{DDDDDDDD:value}} |",
            "Pneumonia: 20% at the Interim analysis (May), 12% at the Final PFS analysis (July).",
        ),
        (
            "| PFS | Zelta-Base |\n|---|---|\n| Early relapse | 9.1 months |",
            "Early relapse (PFS): Zelta-Base 9.1 months.",
        ),
        (
            "| | Zelta-Base, n/N (%) |\n|---|---|\n| Pneumonia | 20/100 (20) |\n| Death | 3 |",
            "Pneumonia: Zelta-Base 20/100 (20%). Death: Zelta-Base 3%.",
        ),
        (
            "| Event | Zelta-Base |\n|---|---|\n| Pneumonia, n (%) | 20 (20) |\n| Age, years | 61 (40-80) |",
            "Pneumonia: Zelta-Base 20 (20%). Age, years: Zelta-Base 61 (40-80).",
        ),
        (
            "| Event, % | Zelta-Base (any / \u22653) |\n|---|---|\n| Pneumonia | {{CCCCCCCC:value}} / 5.1 |",
            "Pneumonia: Zelta-Base any grade 20%, Zelta-Base grade \u22653 5.1%.",
        ),
        (
            "| Event (any grade / serious) | Zelta-Base | Base |\n|---|---|---|\n| Pneumonia | 20% / 9% | 12% / 8% |",
            "Pneumonia: Zelta-Base any grade 20%, Zelta-Base serious 9%, Base any grade 12%, Base serious 8%.",
        ),
        (
            "| Event | Zelta-Base | Base | | Pneumonia | {{CCCCCCCC:value}} | {{DDDDDDDD:value}} |",
            "Pneumonia: Zelta-Base 20%, Base 12%.",
        ),
    ],
)
def test_lists_and_tables_stand_on_one_line(text: str, told: str) -> None:
    """What stood in different lines, or in a row and column, is not run together."""
    assert _fill(text).text == told

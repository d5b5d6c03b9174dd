"""Questions over a record by doses in arms, severe flares, reasons to leave, deaths, and what was found at entry."""

from __future__ import annotations

import pytest

from tests.retrieval.registry.loch_record import answer


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        pytest.param("Did 8 mg/kg prevent severe flares?", "13 of 100", "122", id="a grade of a title, and a dose"),
        pytest.param("How many died on 2 mg/kg?", "6 of 100", "every 4 weeks", id="a dose that names an arm"),
        pytest.param("Primary outcome: lochavir 8 mg/kg versus placebo", "52.5%", "Time frame", id="arms held against"),
        pytest.param("Is lochavir any good?", "52.5%", "44.4", id="a drug is no level of it"),
        pytest.param("Lochavir is 2.19 times as likely to work, then?", "Correction", "44.4", id="a claim of it"),
        pytest.param("What was the lochavir level at week 40?", "44.4", "52.5", id="its level where that is asked"),
        pytest.param("What was the PRI response rate at week 40?", "52.5%", "67.5", id="no parts of the patients"),
        pytest.param("What was the PRI response by peat score?", "67.5%", "44.4", id="the parts where asked"),
        pytest.param("What prednisone dose were they on when they joined?", "11.1 mg/day", "every 4 weeks",
                     id="a dose taken at entry"),
        pytest.param("How well were the groups matched for prednisone dose?", "11.1 mg/day", "every 4 weeks",
                     id="groups matched"),
        pytest.param("How was lochavir dosed?", "every 4 weeks", "44.4", id="a dose given"),
        pytest.param("How many withdrew for lack of efficacy?", "2 of 100", "52.5", id="efficacy as a reason"),
        pytest.param("Reason for not completing: lack of efficacy - numbers?", "2 of 100", "52.5", id="heads a reason"),
        pytest.param("Lack of efficacy as the reason for stopping: how many?", "2 of 100", "52.5", id="behind it"),
        pytest.param("What number withdrew owing to lack of efficacy?", "2 of 100", "52.5", id="what number"),
        pytest.param("How many dropped out for no longer meeting the criteria?", "5 of 100", "Scarring",
                     id="a reason that shares a word with a title"),
        pytest.param("How many failed to finish, and why?", "Not completed: Lack of Efficacy", "52.5", id="and why"),
        pytest.param("What was the most common adverse event?", "Headache", "78 of 100", id="no total of events"),
        pytest.param("How many had serious peat lupus?", "3 of 100", "52.5", id="a serious event of the condition"),
        pytest.param("Did anyone die?", "7 of 100", "52 of 100", id="no composites that have deaths"),
        pytest.param("What eGFR was needed to enter, and what was it at baseline?", "62.2", "-2.2",
                     id="a criterion and the value found"),
        pytest.param("How is the primary outcome defined, and what were the rates?", "52.5%", "67.5",
                     id="a definition and its figures"),
        pytest.param("Why were 512 enrolled but only 300 assigned?", "low weight (200)", "52.5",
                     id="before assignment"),
        pytest.param("How many favorable-risk patients were there?", "22 of 100", "9.5", id="a row of the baseline"),
        pytest.param("What share was poor risk at baseline?", "72 of 100", "22 of 100", id="the row asked alone"),
        pytest.param("How many patients took part?", "Started: 100", "58 of 100", id="no endpoint of those included"),
        pytest.param("How many patients changed their treatment?", "no result", "Started", id="no size of the trial"),
        pytest.param("How many had a bog stroke before?", "25 of 100", "82 of 100", id="what they had had before"),
        pytest.param("How many peat days did they have at baseline?", "8.2 days", "-4.2", id="a value found at entry"),
        pytest.param("How many had a severe peat crisis on 8 mg/kg?", "31 of 100", "62 of 100", id="no further grade"),
        pytest.param("How many discontinued because of a drug-related AE?", "Rate of Bog Events", "19 of 100",
                     id="a row that counts those who left"),
        pytest.param("How many were itch free?", "no result", "9.5", id="another freedom"),
        pytest.param("How many hospitals took part?", "", "0 of 100", id="no reason to leave for places"),
    ],
)  # fmt: skip
def test_what_a_record_tells_of_its_patients(question: str, told: str, not_told: str) -> None:
    """What is asked is told, and no other matter in its place."""
    text = answer(question)
    assert told in text
    assert not_told not in text

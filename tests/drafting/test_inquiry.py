"""An inquiry taken apart: what is asked, and nothing of who asks or of whom."""

from __future__ import annotations

import pytest

from drafting.inquiry import PATIENT_QUESTION, Circumstances, InquiryError, read_inquiry, restate, split_inquiry
from retrieval.assistant import Assistant
from tests.drafting.conftest import RECEIVED

MAIL = """From: a.person@example.org
Subject: HARBOUR

Dear Medical Information team,

I have two questions about HARBOUR:
1. What was the overall survival, and how many patients had pneumonia?
2. Data on headache
Also, could you please send me the hazard ratio for PFS.

Best regards,
Dr A. Person
Hospital, tel 123 456
"""


def test_mail_is_split_into_its_questions() -> None:
    """Headers, greeting, announcement and signature are left out; a sentence that asks twice is two questions."""
    assert list(split_inquiry(MAIL)) == [
        "What was the overall survival?",
        "how many patients had pneumonia?",
        "Data on headache",
        "Also, could you please send me the hazard ratio for PFS.",
    ]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        pytest.param("PFS in HARBOUR", ["PFS in HARBOUR"], id="no question at all"),
        pytest.param("Hi, what was OS? Many thanks, A. Person", ["what was OS?"], id="greeting and close in one line"),
        pytest.param("What is known? Specifically OS and pneumonia.", ["What is known? Specifically OS and pneumonia."],
                     id="narrowed by a second sentence"),
        pytest.param("Please send me: - PFS - OS rates", ["PFS", "OS rates"], id="list in a line"),
        pytest.param(
            "Could you tell me (1) the OS rate, (2) how often pneumonia occurred, and (3) whether it is approved?",
            ["the OS rate", "how often pneumonia occurred", "whether it is approved?"],
            id="numbers within a sentence",
        ),
        pytest.param("What was PFS (99% CI) (n = 3) in HARBOUR?", ["What was PFS (99% CI) (n = 3) in HARBOUR?"],
                     id="other brackets"),
        pytest.param("What was OS?\n> What was PFS?", ["What was OS?"], id="earlier mail below"),
        pytest.param("I treat marsh fever. What was OS?", ["What was OS?"], id="statement before"),
        pytest.param("Please send data on OS. Also outcomes in patients who had two prior lines.",
                     ["Please send data on OS.", "Also outcomes in patients who had two prior lines."], id="added"),
        pytest.param("What was OS? In addition, the rate of pneumonia.",
                     ["What was OS?", "In addition, the rate of pneumonia."], id="added without a verb"),
        pytest.param("Dear all, a heart doctor asks about the effect on OS and on PFS in HARBOUR, and about pneumonia"
                     " in the trial. She also asks who was excluded.",
                     ["a heart doctor asks about the effect on OS and on PFS in HARBOUR?",
                      "about pneumonia in the trial.", "She also asks who was excluded."], id="asked for another"),
        pytest.param("Please send HARBOUR data: deaths, cough, and fatigue.",
                     ["Please send HARBOUR data: deaths.", "Please send HARBOUR data: cough.",
                      "Please send HARBOUR data: fatigue."], id="list behind a colon"),
        pytest.param("A doctor asked me two things about HARBOUR. First, what was the OS? Second, how was sleep?",
                     ["First, what was the OS?", "Second, how was sleep?"], id="things announced"),
        pytest.param("She asks what share recovered, how sleep changed, and if there were falls. He wants the OS.",
                     ["She asks what share recovered?", "how sleep changed?", "if there were falls.",
                      "He wants the OS."], id="a list of indirect questions"),
        pytest.param("She asks how many stopped and why, and whether it was the same in the elderly.",
                     ["She asks how many stopped and why?", "whether it was the same in the elderly."], id="and why"),
        pytest.param("My colleague, a surgeon, has asked whether falls were common. He would also like to know the OS.",
                     ["My colleague, a surgeon, has asked whether falls were common.",
                      "He would also like to know the OS."], id="asked for a colleague"),
        pytest.param("I read that OS was 60 % and PFS 40 %. Is that right? What about pneumonia?",
                     ["I read that OS was 60 % and PFS 40 %. Is that right?", "What about pneumonia?"],
                     id="a claim to be confirmed"),
        pytest.param("A surgeon called asking whether OS was longer. She also mentioned that a patient fainted.",
                     ["A surgeon called asking whether OS was longer."], id="asked on the telephone"),
        pytest.param("What was OS? Also, she developed a fever.", ["What was OS?"], id="a patient's story added"),
        pytest.param("What was OS? Also the patient had renal failure.", ["What was OS?"], id="statement added"),
    ],
)  # fmt: skip
def test_what_is_asked_is_found(text: str, questions: list[str]) -> None:
    """However an inquiry is written, its questions are found, and only they."""
    assert list(split_inquiry(text)) == questions


@pytest.mark.parametrize(
    ("question", "restated"),
    [
        pytest.param("Could you please tell me what the PFS was?", "What the PFS was.", id="indirect"),
        pytest.param("what was OS?", "What was OS?", id="direct"),
        pytest.param("how often pneumonia occurred", "How often pneumonia occurred.", id="an item of a list"),
        pytest.param("And how many had pneumonia?", "How many had pneumonia?", id="a further one"),
        pytest.param("Also, tell me what OS was.", "What OS was.", id="a further one, indirect"),
        pytest.param("I would like to receive data on pneumonia.", "Data on pneumonia.", id="wish"),
        pytest.param(
            "Our pharmacist wants to know the rate of pneumonia.", "The rate of pneumonia.", id="another asks"
        ),
        pytest.param("One of my colleagues asked whether OS was longer.", "Whether OS was longer.", id="another asked"),
        pytest.param("A surgeon called to ask how long OS was.", "How long OS was.", id="another called"),
        pytest.param("Could you also tell me the effect on OS?", "The effect on OS.", id="also told"),
        pytest.param("OS was 60 %. Is that correct?", "OS was 60 %. Is that correct?", id="claim to be confirmed"),
        pytest.param("He wants the OS rates.", "The OS rates.", id="another wants"),
        pytest.param("if there were falls.", "Whether there were falls.", id="if"),
        pytest.param("She also asks who was excluded.", "Who was excluded.", id="another asks again"),
        pytest.param("about the risk of pneumonia.", "The risk of pneumonia.", id="rest of a list"),
        pytest.param("Should I give zeltamab to my 70-year-old patient?", PATIENT_QUESTION, id="one patient"),
    ],
)
def test_question_is_restated_without_courtesies_and_patients(question: str, restated: str) -> None:
    """What stands in the letter is the question alone."""
    assert restate(question) == restated


def test_inquiry_keeps_what_was_received_and_shows_less(assistant: Assistant) -> None:
    """The verbatim text is kept; what may be shown has neither greeting nor signature."""
    inquiry, questions = read_inquiry(
        MAIL, about=Circumstances(RECEIVED, "EU"), corpus=assistant.corpus, terms=assistant.terms
    )
    assert inquiry.verbatim == MAIL
    assert "Person" not in inquiry.shown
    assert inquiry.trial == "NCT90000003"
    assert len(questions) == len(inquiry.restated) == 4


def test_product_that_all_is_about_is_no_question(assistant: Assistant) -> None:
    """A sentence that only names it is left out beside others, and alone it is asked."""
    about = Circumstances(RECEIVED, "US")
    for text, restated in (
        ("A doctor asks about zeltamab. What was the OS?", ("What was the OS?",)),
        ("A doctor asks about zeltamab.", ("Zeltamab.",)),
        (
            "A doctor asks about pneumonia with zeltamab. What was the OS?",
            ("Pneumonia with zeltamab.", "What was the OS?"),
        ),
    ):
        inquiry, _ = read_inquiry(text, about=about, corpus=assistant.corpus, terms=assistant.terms)
        assert inquiry.restated == restated


def test_empty_inquiry_is_refused(assistant: Assistant) -> None:
    """An inquiry without words is an error that says what to give."""
    with pytest.raises(InquiryError, match="the inquiry is empty"):
        read_inquiry(" \n", about=Circumstances(RECEIVED, "EU"), corpus=assistant.corpus, terms=assistant.terms)

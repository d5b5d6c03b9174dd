"""Spoken words of questions for plain ones."""

from __future__ import annotations

import pytest

from retrieval.questions.spoken_words import in_plain_words


@pytest.mark.parametrize(
    ("spoken", "plain"),
    [
        ("how many jumped ship and how come", "how many dropped out and why"),
        ("did it work or nah?", "did it work?"),
        ("When did it start?", "When did the trial start?"),
        ("PFS rose; when did it start?", "PFS rose; when did it start?"),
        ("What is it about?", "what is the aim of the trial?"),
        ("Did the study work?", "did the treatment work?"),
        ("primary and key secondary endpoints?", "primary endpoint and key secondary endpoints?"),
        ("pain in the placebo lot?", "pain in the placebo group?"),
        ("a lot of pain", "a lot of pain"),
        ("any side fx", "any side effects"),
        ("does the benefit wear off by month 6?", "does the effect last by month 6?"),
        ("did it persist?", "did the effect last?"),
        ("did the rash persist?", "did the rash persist?"),
        ("they skipped doses", "they missed doses"),
        ("skip to the results", "skip to the results"),
        ("pain scores by visit", "pain scores over time"),
        ("pain at the visit in May", "pain at the visit in May"),
        ("# of deaths", "number of deaths"),
        ("what is the diff vs placebo", "what is the difference vs placebo"),
        ("How many had C. diff?", "How many had C. diff?"),
        ("who d/c'd", "who discontinued"),
        ("how many never made it, or didn't make it?", "how many never made it, or died?"),
        ("how many of them didn't make it in, and why", "how many of them failed screening, and why"),
        ("screened, and how many of them didnt make it", "screened, and how many of them failed screening"),
        ("who gave up therapy over toxicity", "who stopped treatment because of toxicity"),
        ("quitting smoking because of it", "quitting smoking because of it"),
        ("how many got in?", "how many were enrolled?"),
        ("how many got in trouble?", "how many got in trouble?"),
        ("how long did it keep her cancer from coming back", "how long did it keep the disease under control"),
        ("hb and plts gr 3+", "haemoglobin and plts gr 3+"),
        ("HBV infection", "HBV infection"),
        ("the renal subanalysis, how many signed up?", "the renal subgroup analysis, how many were enrolled?"),
        ("any transplant pts?", "any transplanted patients?"),
        ("did any oldies throw up", "did any elderly patients vomiting"),
        ("in those whose lymphoma returned very early", "in those whose lymphoma relapsed early"),
        ("the disease came back in May", "the disease came back in May"),
        ("is there any point in adding it?", "is there any benefit of adding it?"),
        ("was it worth taking it?", "was there a benefit of taking it?"),
        ("at that point starting it again", "at that point starting it again"),
        ("number of cntrs", "number of centres"),
        ("how many cents", "how many cents"),
        ("17p deletion or amp?", "17p deletion or 17p amplification?"),
        ("5q del/gain", "5q deletion or 5q gain"),
        ("she has the drip today, do many react to it?", "she has the drip today, do many react to the infusion?"),
        ("how do people break down by stage", "what was the distribution of stage"),
        ("how were patients split by the arms?", "how were patients split by the arms?"),
        ("how many drips were stopped halfway through", "how many drips were interrupted"),
        (
            "who broke off the infusion because the patient reacted",
            "who interrupted the infusion because of a reaction",
        ),
        ("was it stopped for good", "was it stopped for good"),
        ("were zeltamab doses scaled back", "were dose reduction of zeltamab"),
        ("a lower dose of it", "a lower dose of it"),
        ("how many gave up the study drug", "how many stopped treatment"),
        ("who stopped the drug since their cancer got worse", "who stopped the drug because of disease progression"),
        ("how long were frail patients kept on therapy?", "how long on treatment in frail patients?"),
        ("how many weeks was each arm treated", "how long on treatment in each arm"),
        ("how long were patients meant to stay on treatment", "how long were patients meant to stay on treatment"),
        ("how long were they treated", "how long were they treated"),
        ("A third had it. Fair to say so?", "A third had it, right?"),
        ("We print 40% for it; can we write that in the leaflet?", "We print 40% for it, right?"),
        ("It was 40%. Does that hold?", "It was 40%, right?"),
        ("haematologic laboratory findings in both arms", "haematological toxicity in both arms"),
        ("break the reactions down by severity", "show the reactions by severity"),
        ("did the rates shift over time", "did the rates changed over time"),
        ("It worked early. Does that hold?", "It worked early. Does the effect last?"),
    ],
)
def test_spoken_words_stand_for_plain_ones(spoken: str, plain: str) -> None:
    """Only where they are spoken of what is meant."""
    assert in_plain_words(spoken) == plain

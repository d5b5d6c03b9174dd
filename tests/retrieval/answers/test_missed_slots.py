"""What a question names and no statement tells is said."""

from __future__ import annotations

import pytest

from retrieval.answers.missed_slots import slots_missed
from retrieval.records import Sentence
from tests.retrieval.small_trial import BASE, FIRST, OS, RESULTS, ZELTA, ask, make_event, make_result

RATIO = next(row for row in RESULTS if row.id == "article:1")
PNEUMONIA = [row for row in RESULTS if row.outcome == "Pneumonia"]


def _missed(text: str, *rows: object, said: str = "Told.") -> list[str]:
    return list(slots_missed(ask(text), [Sentence(said, rows)]))  # type: ignore[arg-type]  # results


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        pytest.param("What were the median PFS and the hazard ratio?", ["median"], id="statistic"),
        pytest.param("PFS hazard ratio in those aged 65 or older?", ["aged 65 or older"], id="part"),
        pytest.param("PFS hazard ratio at the final analysis?", ["final analysis"], id="analysis"),
        pytest.param("What was the hazard ratio for PFS with its p-value?", [], id="all told"),
    ],
)
def test_slot_without_a_result_is_missed(text: str, missed: list[str]) -> None:
    """A hazard ratio of the first analysis, with its p-value, tells no median, no part and no later analysis."""
    assert RATIO.data_cutoff == FIRST
    assert _missed(text, RATIO) == missed


def test_grades_told_one_by_one_are_those_of_both() -> None:
    """Grades 3 and 4 tell "grade 3 or higher"; one of them alone does not."""
    three, four = (make_event(f"update:8{n}", "Pneumonia", arm=ZELTA, n=n, grade=str(n)) for n in (3, 4))
    assert _missed("How often was pneumonia of grade 3 or higher with zeltamab?", three, four) == []
    assert _missed("How often was pneumonia of grade 3 or higher with zeltamab?", three) == ["grade 3 or higher"]


def test_mean_is_not_told_by_a_median() -> None:
    """The mean is asked by its name; "on average" takes the median."""
    median = make_result("update:32", outcome=OS, statistic="Kaplan-Meier median", arm=ZELTA, value="9", unit="months")
    assert _missed("What was the mean OS?", median) == ["mean"]
    assert _missed("How long did patients live on average, by OS?", median) == []


def test_figures_do_not_tell_what_an_abbreviation_means() -> None:
    """ "What is PFS2?" asks for its meaning, "what is the ORR?" for its value."""
    assert _missed("What is PFS2?", RATIO) == ["what “PFS2” means"]
    assert _missed("What is the PFS?", RATIO) == []


def test_all_patients_are_missed_where_a_part_alone_is_told() -> None:
    """But where the part is named, or is that of the outcome by its name."""
    part = make_event("update:33", "Pneumonia", arm=ZELTA, n=3, subgroup="renal impairment")
    assert _missed("How often was pneumonia?", part) == ["pneumonia in all patients"]
    assert _missed("How often was pneumonia?", part, *PNEUMONIA) == []
    own = make_event("update:34", "Renal failure", arm=ZELTA, n=3, subgroup="renal impairment")
    assert _missed("How often was renal failure?", own) == []


def test_number_of_another_outcome_is_not_missed() -> None:
    """ "How many had a headache, and was PFS better" counts no PFS."""
    assert _missed("How many had headache and was PFS better?", RATIO, said="headache") == []
    assert _missed("How many had PFS?", RATIO) == ["the number of patients (“PFS”)"]


def test_arm_and_grade_without_a_result_are_missed() -> None:
    """The rate of any grade in one arm tells neither another arm nor another grade."""
    own = next(row for row in PNEUMONIA if row.arm == ZELTA)
    assert _missed("How often was pneumonia in the control group?", own) == ["control group"]
    assert _missed("How often was grade 4 pneumonia with zeltamab?", own) == ["grade 4"]
    assert _missed("How often was pneumonia in the control group?", *PNEUMONIA) == []
    assert _missed("How often was pneumonia with Base?", own, said="20% with Zelta-Base") == ["Base"]
    assert {row.arm for row in PNEUMONIA} == {ZELTA, BASE}


def test_count_is_missed_where_times_and_ratios_are_told() -> None:
    """How many died is told by no median and no hazard ratio of survival; what is asked otherwise is."""
    survival = [row for row in RESULTS if row.outcome == OS]
    assert _missed("What was OS, and how many had pneumonia?", *survival, *PNEUMONIA) == []
    assert _missed("How many patients died?", *survival) == ["the number of patients (“died”)"]
    assert _missed("How many died, and what was the hazard ratio for death?", *survival) == []
    assert _missed("How long did patients live?", *survival) == []


def test_arm_is_missed_where_only_all_patients_are_told() -> None:
    """A count of both arms together tells none of one; what belongs to no arm is not asked of one."""
    both = make_event("update:30", "Pneumonia", arm="all", n=32)
    assert _missed("How often was pneumonia in the control group?", both) == ["control group"]
    sites = make_result(
        "update:31", outcome="Study centres", category="design", arm="all", value="9", statistic="count"
    )
    assert _missed("How many centres had the control group?", sites) == []


def test_what_a_sentence_says_to_be_missing_is_not_missed() -> None:
    """A slot that the answer itself names is covered."""
    said = "No result for PFS (final analysis)."
    assert _missed("PFS hazard ratio at the final analysis?", RATIO, said=said) == []


def test_drug_of_a_further_question_is_missed() -> None:
    """Quotes without a drug that a further question asks for do not answer it."""
    quoted = [Sentence("“Treatment went on until progression.”")]
    asked = "How long was treatment given, and was zeltamab infused slowly?"
    assert list(slots_missed(ask(asked), quoted)) == ["zeltamab"]
    assert list(slots_missed(ask("How was zeltamab given?"), quoted)) == []


def test_dose_without_an_amount_is_missed() -> None:
    """A sentence that names the drug and no amount does not tell the dose that is asked of it."""
    asked = "What was the pneumonia rate, and what dexamethasone dose was given?"
    own = [row for row in PNEUMONIA if row.arm == ZELTA]
    said = "Dexamethasone was given by mouth."
    assert "dexamethasone dose" in _missed(asked, *own, said=said)
    assert "dexamethasone dose" not in _missed(asked, *own, said="Dexamethasone 20 mg was given.")


def test_topic_of_the_same_noun_is_missed() -> None:
    """What is quoted of the primary endpoint tells no secondary one; of other topics no word need be said."""
    quoted = [Sentence("“The primary endpoint was progression-free survival.”")]
    assert list(slots_missed(ask("Primary endpoint and secondary endpoints?"), quoted)) == ["secondary endpoints"]
    assert list(slots_missed(ask("Primary endpoint, and who funded it?"), quoted)) == []


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("How many deaths or progressions were there per arm?", ["“per arm”"]),
        ("Could you split the PFS events by treatment group?", ["“by treatment group”"]),
        ("How many PFS events were there in all?", []),
    ],
)
def test_figure_of_both_arms_together_is_not_that_of_each(text: str, missed: list[str]) -> None:
    """A number that is told of the arms together tells none of them."""
    row = make_result("update:77", outcome="PFS events", statistic="count", arm="all", value="90", unit="events")
    assert [name for name in _missed(text, row, said="PFS events") if "arm" in name or "group" in name] == missed


def test_lead_in_asks_for_no_topic() -> None:
    """What stands before the question says of what it asks, and is no further question."""
    assert _missed("Under the censoring rules, what was the PFS hazard ratio?", RATIO) == []


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        (
            "How many had a prior transplant and how many had one after the study?",
            ["“how many had one after the study”"],
        ),
        ("Did any get one afterwards, and what share had a prior transplant?", ["“Did any get one afterwards”"]),
        ("How many had a prior transplant before the study?", []),
    ],
)
def test_what_came_later_is_missed_where_history_is_told(text: str, missed: list[str]) -> None:
    """What patients had before a trial tells nothing of what they had after it."""
    history = make_result(
        "update:30", outcome="Prior transplant", arm="all", value="61", statistic="percentage", category="baseline"
    )
    assert _missed(text, history) == missed


def test_clearance_is_no_filtration_rate() -> None:
    """A part by eGFR is told, and that the clearance asked is another measure is said."""
    row = make_result("update:31", outcome="Nausea", arm=ZELTA, value="20", statistic="percentage",
                      category="safety", subgroup="renal impairment (eGFR <60 mL/min/1.73 m2)")  # fmt: skip
    said = "“CrCl” (the part of the patients that is told is by eGFR)"
    assert said in _missed("How often was nausea with CrCl <60?", row)
    assert not any("CrCl" in words for words in _missed("How often was nausea with eGFR <60?", row))

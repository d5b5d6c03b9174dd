"""A record tells the words of its trial: arms with roles and titles, drugs with brands, outcomes with short names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ingest.readers.reading import Reading
from ingest.vocabulary import Term

Read = Callable[[Any], Reading]


def terms(reading: Reading, kind: str) -> dict[str, Term]:
    """The terms of one kind, by name."""
    return {term.name: term for term in reading.terms if term.kind == kind}


def test_arms_have_the_words_of_their_role_and_drug(study: Any, read_study: Read) -> None:
    """The experimental arm is also called after its drug, the control after its placebo, no arm by an analysis set."""
    arms = terms(read_study(study), "arm")
    assert {"Lanternib (LB-7) arm", "Lanternib group", "Brightolol arm", "on Lanternib", "experimental arm"} <= set(
        arms["Lanternib"].synonyms
    )
    assert {"Placebo arm", "placebo patients", "control group"} <= set(arms["Placebo"].synonyms)
    assert not any("FAS" in name for arm in arms.values() for name in arm.synonyms)


def test_arms_are_named_without_their_label(study: Any, read_study: Read) -> None:
    """A label in parentheses is left out, and "alone" too."""
    flow = study["resultsSection"]["participantFlowModule"]["groups"]
    flow[0]["title"] = "Standard Oil Alone (Arm B)"
    synonyms = terms(read_study(study), "arm")["Standard Oil Alone (Arm B)"].synonyms
    assert {"Standard Oil Alone", "Standard Oil group", "Standard Oil arm", "Standard Oil only"} <= set(synonyms)


def test_labelled_arms_are_named_by_label_and_by_what_they_get(study: Any, read_study: Read) -> None:
    """ "Arm A: X + Y" is "Arm A", and "X plus Y" as people write it; "X and Y" is not, where both are arms."""
    flow = study["resultsSection"]["participantFlowModule"]["groups"]
    flow[0]["title"], flow[1]["title"] = "Arm A: Wick + Oil", "Arm B: Wick"
    arms = terms(read_study(study), "arm")
    assert {"Arm A", "Wick plus Oil", "Wick with Oil", "Wick and Oil"} <= set(arms["Arm A: Wick + Oil"].synonyms)
    assert {"Arm B", "Wick", "Wick arm"} <= set(arms["Arm B: Wick"].synonyms)


def test_arms_are_named_by_a_label_within_their_titles(study: Any, read_study: Read) -> None:
    """ "Wick, Cohort 2: 20 to 40 lumen" is "Cohort 2"; a label that two arms have is no name of either."""
    flow = study["resultsSection"]["participantFlowModule"]["groups"]
    flow[0]["title"], flow[1]["title"] = "Wick (WK), Cohort 1: Part A, 40 lumen", "WK,Cohort 2: Part A, 20 lumen"
    arms = terms(read_study(study), "arm")
    assert "Cohort 1" in arms["Wick (WK), Cohort 1: Part A, 40 lumen"].synonyms
    assert "Cohort 2" in arms["WK,Cohort 2: Part A, 20 lumen"].synonyms
    assert not any("Part A" in term.synonyms for term in arms.values())


def test_drugs_have_their_other_names(study: Any, read_study: Read) -> None:
    """A code in parentheses and a brand name are names of the drug; placebo is none."""
    drugs = terms(read_study(study), "drug")
    assert {name: set(term.synonyms) for name, term in drugs.items()} == {
        "Lanternib": {"LB-7", "Brightolol", "Lanternib (LB-7)"}
    }


def test_salt_is_left_out_of_a_drug(study: Any, read_study: Read) -> None:
    """People say certolizumab, not certolizumab pegol."""
    study["protocolSection"]["armsInterventionsModule"]["interventions"][1]["name"] = "Lanternib Pegol"
    assert "Lanternib" in terms(read_study(study), "drug")["Lanternib Pegol"].synonyms


def test_outcomes_have_short_names(study: Any, read_study: Read) -> None:
    """The abbreviation behind a title, and the title without lead-in and time point; the primary outcome is marked."""
    measures = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"]
    measures[1]["title"] = "Percentage of Participants Achieving a Brightness Score-75 (BS-75) Response at Week 8"
    outcomes = terms(read_study(study), "outcome")
    first, second = outcomes["Flicker-free Survival (FFS)"], outcomes[measures[1]["title"]]
    assert (first.abbreviation, first.primary, first.synonyms) == ("FFS", True, ("Flicker-free Survival", "FFS"))
    assert {"BS-75", "Brightness Score-75 Response", "BS-75 response"} <= set(second.synonyms)


def test_short_name_may_have_letters_of_any_alphabet(study: Any, read_study: Read) -> None:
    """What stands behind a title in brackets is its short name in Greek letters, too."""
    measures = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"]
    measures[1]["title"] = "Spark Response (TNF-α)"
    assert terms(read_study(study), "outcome")[measures[1]["title"]].abbreviation == "TNF-α"


@pytest.mark.parametrize(
    ("title", "synonyms"),
    [
        pytest.param("Number of Participants Without Soot", (), id="without"),
        pytest.param(
            "Flicker-free Survival (FFS) Excluding Drafts", ("Flicker-free Survival Excluding Drafts",), id="excluding"
        ),
        pytest.param("Number of Flickers Per Night", ("Flickers",), id="number of"),
        pytest.param("Change From Baseline in Soot at Week 4", ("Soot",), id="change"),
        pytest.param(
            "Lanternib Level in Oil", ("LB-7 Level in Oil", "Brightolol Level in Oil", "Level in Oil"), id="drug"
        ),
    ],
)
def test_short_names_mean_the_same(study: Any, read_study: Read, title: str, synonyms: tuple[str, ...]) -> None:
    """A restriction or a negation stays: without it the name would be another outcome's."""
    study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][1]["title"] = title
    found = terms(read_study(study), "outcome")[title].synonyms
    assert tuple(name for name in found if "(" not in name) == synonyms


def test_description_names_a_composite(study: Any, read_study: Read) -> None:
    """What the description calls the outcome is one of its names, where it calls it one thing."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][1]
    measure["description"] = "Time to the key secondary glass (G) composite outcome, broken or cracked."
    assert {"key secondary glass composite endpoint", "glass composite outcome"} <= set(
        terms(read_study(study), "outcome")[measure["title"]].synonyms
    )


def test_rows_that_are_names_find_their_outcome(study: Any, read_study: Read) -> None:
    """ "Female" names its measure and "women" too; a week, an amount, "Other" or a drug names nothing."""
    module = study["resultsSection"]["baselineCharacteristicsModule"]
    titles = ("Female", "Male", "Week 4", "<=18 years", "Other", "3", "Lanternib")
    module["measures"][1] |= {
        "title": "Sex: Female, Male",
        "classes": [{"categories": [{"title": title, "measurements": []} for title in titles]}],
    }
    synonyms = terms(read_study(study), "outcome")["Sex: Female, Male"].synonyms
    assert synonyms == ("Sex", "baseline Sex", "Sex at baseline", "Female", "women", "woman", "Male", "men", "man")


def test_flow_and_totals_have_usual_names(study: Any, read_study: Read) -> None:
    """What the registry names by itself is asked for in other words: randomised, completed, deaths."""
    outcomes = terms(read_study(study), "outcome")
    assert "patients randomised" in outcomes["Started"].synonyms
    assert "completed the study" in outcomes["Completed"].synonyms
    assert "SAEs" in outcomes["Serious adverse events"].synonyms
    assert outcomes["Age, Continuous"].synonyms == ("Age", "baseline Age", "Age at baseline")


def test_leaving_for_an_adverse_event_is_of_the_treatment_where_a_measure_counts_it(
    study: Any, read_study: Read
) -> None:
    """ "Discontinued due to adverse events" asks for the flow only where no outcome measure answers it."""
    flow = study["resultsSection"]["participantFlowModule"]["periods"][0]
    flow["dropWithdraws"][0]["type"] = "Adverse Event"
    words = "discontinued due to adverse events"
    assert words in terms(read_study(study), "outcome")["Not completed: Adverse Event"].synonyms
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][1]
    measure["title"] = "Adverse Events Leading to Discontinuation"
    assert words not in terms(read_study(study), "outcome")["Not completed: Adverse Event"].synonyms


def test_roles_are_given_only_where_they_are_clear(study: Any, read_study: Read) -> None:
    """Two doses without a control have no roles."""
    arms = study["protocolSection"]["armsInterventionsModule"]["armGroups"]
    arms[0] |= {"label": "Lanternib 20 mg arm", "interventionNames": ["Drug: Lanternib (LB-7)"]}
    for module, groups in (
        ("participantFlowModule", "groups"),
        ("baselineCharacteristicsModule", "groups"),
        ("adverseEventsModule", "eventGroups"),
    ):
        for group in study["resultsSection"][module][groups]:
            group["title"] = group["title"].replace("Placebo", "Lanternib 20 mg")
    for measure in study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"]:
        for group in measure["groups"]:
            group["title"] = group["title"].replace("Placebo", "Lanternib 20 mg")
    roles = {term.name: term.role for term in terms(read_study(study), "arm").values()}
    assert roles == {"Lanternib 20 mg": None, "Lanternib": None, "all": "all"}


def test_title_that_begins_with_its_endpoint_is_asked_for_by_it(study: Any, read_study: Read) -> None:
    """ "Primary Safety: Freedom From ..." is the primary safety endpoint, and is named without that lead, too."""
    measure = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]
    measure["title"] = "Primary Safety: Freedom From Lamp Failure at 30 Days"
    named = terms(read_study(study), "outcome")[measure["title"]].synonyms
    assert {"Primary Safety endpoint", "Freedom From Lamp Failure at 30 Days"} <= set(named)

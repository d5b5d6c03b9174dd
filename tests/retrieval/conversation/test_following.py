"""Follow-ups become questions that stand alone; questions that stand alone stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from ingest.records import Result, Trial
from ingest.vocabulary import Term
from retrieval.chat_model.outages import Outage
from retrieval.conversation.asked import Slots
from retrieval.conversation.following import StandAlone, stand_alone
from retrieval.records import Answer, Status
from retrieval.terms import index_terms
from tests.retrieval.small_trial import (
    BASE,
    FIRST,
    HARBOUR,
    LAST,
    RESULTS,
    TEAE,
    ZELTA,
    SmallCorpus,
    harbour,
    make_event,
    make_ratio,
    make_result,
)

FENWICK = Trial("NCT90000009", "FENWICK", "Another trial")
FENWICK_ARMS = tuple(
    Term("arm", name, None, (), FENWICK.id, role=role) for name, role in (("Fen", "experimental"), ("Sham", "control"))
)


def answered(question: str, *results: Result, status: Status = "answered") -> Answer:
    """The answer to an earlier question, as far as a follow-up looks at it."""
    return Answer(question, status, "", (), (), results, (), (), (), None, None, "0123456789abcdef", 0.1)


def follow(question: str, *earlier: str | Answer, corpus: SmallCorpus | None = None) -> StandAlone:
    """The question after others, over HARBOUR or another corpus."""
    own, terms = harbour()
    assistant: Any = SimpleNamespace(corpus=corpus or own, terms=index_terms(corpus) if corpus else terms, model=None)
    answers = [one if isinstance(one, Answer) else answered(one) for one in earlier]
    return stand_alone(question, answers, assistant=assistant)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("and in the control group?", "What was progression-free survival with Base?"),
        ("What about OS?", "What was the hazard ratio for overall survival?"),
        ("what was the p-value?", "What was the p-value for progression-free survival?"),
        (
            "Dear team, that reply helped a lot. And in the control group? Kind regards, Ada Marsh",
            "What was progression-free survival with Base?",
        ),
        (
            "And the confidence interval?",
            "What was the confidence interval of the hazard ratio for progression-free survival?",
        ),
        ("Was it significant?", "Was the difference in progression-free survival significant?"),
        ("is 1 inside the interval?", "Was the difference in progression-free survival significant?"),
        ("is unity within the CI?", "Was the difference in progression-free survival significant?"),
        (
            "in patients aged 65 years or older?",
            "What was the hazard ratio for progression-free survival in the subgroup age >=65 years?",
        ),
        (
            "and at the final analysis?",
            "What was the hazard ratio for progression-free survival at the final analysis?",
        ),
        (
            "in the ITT?",
            "What was the hazard ratio for progression-free survival in the intention-to-treat population?",
        ),
        ("at 24 months?", "What was the hazard ratio for progression-free survival at 24 months?"),
        ("how was it measured?", "How was progression-free survival assessed?"),
        ("by which method was it assessed?", "By which method was progression-free survival assessed?"),
        ("which source says so?", "Which source reports the hazard ratio for progression-free survival?"),
        ("is it nominal", "What was the p-value for progression-free survival?"),
        ("is that one-sided?", "What was the p-value for progression-free survival?"),
        ("which p goes with it", "What was the p-value for progression-free survival?"),
        ("why that one", "Why was the hazard ratio for progression-free survival so?"),
        ("why not reached", "Why was the hazard ratio for progression-free survival so?"),
        ("Why?", "Why was the hazard ratio for progression-free survival so?"),
        ("for each data cut-off?", "What was the hazard ratio for progression-free survival at each data cut-off?"),
        ("and in ICARIA?", "What was the hazard ratio for progression-free survival in ICARIA?"),
        ("the same for overall survival", "What was the hazard ratio for overall survival?"),
    ],
)
def test_follow_up_takes_over_what_it_leaves_out(question: str, expected: str) -> None:
    """Slots on which it is silent come from the question before it; those that it names replace them."""
    assert follow(question, "What was the hazard ratio for PFS?") == StandAlone(expected, rewritten=True)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("in the other arm?", "What was the rate of grade 3 or worse pneumonia with Base?"),
        ("how many patients was that?", "How many patients had grade 3 or worse pneumonia with Zelta-Base?"),
        ("4?", "What was the rate of grade 4 pneumonia with Zelta-Base?"),
        ("any grade?", "What was the rate of any-grade pneumonia with Zelta-Base?"),
        ("headache?", "What was the rate of grade 3 or worse headache with Zelta-Base?"),
        ("what was their OS?", "What was overall survival with Zelta-Base?"),
        ("and OS in that group?", "What was overall survival with Zelta-Base?"),
    ],
)
def test_follow_up_to_an_adverse_event(question: str, expected: str) -> None:
    """Grade and arm are carried among events; a grade is not carried to an outcome that has none."""
    assert follow(question, "How often did grade 3 or worse pneumonia occur with zeltamab?").question == expected


@pytest.mark.parametrize(
    "question",
    [
        "What was OS?",
        "Who funded the trial?",
        "And who funded it?",
        "What were the most common adverse events?",
        "How did patients aged 65 years or older do?",
        "grade 3 or worse?",
        "Thanks!",
        "and?",
        "My patient developed pneumonia on zeltamab. What was the rate?",
        "Should I give it to my patient?",
        "What was the hazard ratio for time to next fever?",
        "What did the control group receive?",
    ],
)
def test_question_that_stands_alone_is_unchanged(question: str) -> None:
    """A topic, an outcome or a patient of its own: nothing is carried to it."""
    asked = "What was the hazard ratio for PFS in patients aged 65 years or older?"
    assert follow(question, asked) == StandAlone(question, rewritten=False)


@pytest.mark.parametrize(
    "question", ["Also results in patients aged 65 years or older.", "And results in those aged 65 or over?"]
)
def test_results_of_patients_stand_alone_after_an_event(question: str) -> None:
    """What is reported of a part of the patients is asked where an event asked before is not reported of them."""
    assert follow(question, "How often did pneumonia occur?") == StandAlone(question, rewritten=False)
    assert follow(question, "What was the hazard ratio for PFS?").rewritten  # which is reported of them


@pytest.mark.parametrize(
    "question",
    ["Did those aged 65 or over benefit?", "whether patients aged 65 years or older responded"],
)
def test_how_patients_fared_is_a_question_of_its_own(question: str) -> None:
    """It asks for the trial's endpoints, and not for what was asked of all before."""
    assert follow(question, "How often did pneumonia occur?") == StandAlone(question, rewritten=False)


def test_whole_population_takes_the_place_of_a_part() -> None:
    """ "In everyone" leaves the patients asked about before."""
    asked = "What was the hazard ratio for PFS in patients aged 65 years or older?"
    expected = "What was the hazard ratio for progression-free survival?"
    assert follow("and in everyone?", asked) == StandAlone(expected, rewritten=True)


@pytest.mark.parametrize("question", ["How many patients are there?", "is that group big?", "and how many had it?"])
def test_size_of_a_part_is_asked_and_no_count_of_its_outcome(question: str) -> None:
    """How many patients there are is what is told of them at baseline."""
    row = make_result("update:9", outcome="Age >=65 years", category="baseline", statistic="count", value="40")
    corpus = SmallCorpus(results=(*RESULTS, row))
    asked = "What was the hazard ratio for PFS in patients aged 65 years or older?"
    assert follow(question, asked, corpus=corpus).question == "How many patients had age >=65 years?"


def test_first_question_is_unchanged() -> None:
    """Without an earlier answer there is nothing to carry."""
    assert follow("and in the control group?") == StandAlone("and in the control group?", rewritten=False)


def test_patients_asked_about_are_never_changed_in_silence() -> None:
    """A subgroup goes on to an outcome without results in it, so that the absence is said."""
    asked = "What was PFS in patients aged 65 years or older?"
    assert follow("and OS?", asked).question == "What was overall survival in the subgroup age >=65 years?"


def test_analysis_pointed_to_is_kept() -> None:
    """ "At that cut-off" holds for an outcome without results there too, so that the absence is said."""
    asked = "What was PFS at the primary analysis?"
    assert follow("and OS?", asked).question == "and OS?"
    assert follow("and OS at that cut-off?", asked).question == "What was overall survival at the primary analysis?"


def test_words_that_no_slot_holds_are_carried_as_written() -> None:
    """A restriction that was not understood still restricts the follow-up."""
    assert follow("and OS?", "What was PFS in zorbians?").question == "What was overall survival in zorbians?"


@pytest.mark.parametrize(
    ("asked", "question", "analysis"),
    [
        ("PFS at the primary analysis", "at the later cut-off?", "final analysis"),
        ("PFS at the final analysis", "and at the earlier data cut-off?", "primary analysis"),
        ("PFS", "at the latest follow-up?", "final analysis"),
        ("PFS", "at the first cut-off?", "primary analysis"),
        ("PFS at the primary analysis", "the later one?", "final analysis"),
        ("PFS at the primary analysis", "most recent?", "final analysis"),
        ("PFS at the final analysis", "and before that?", "primary analysis"),
        ("PFS at the final analysis", "with the earlier cut?", "primary analysis"),
        ("PFS at the primary analysis", "are there newer hazard ratios?", "final analysis"),
        ("PFS at the final analysis", "and the earlier value?", "primary analysis"),
    ],
)
def test_analysis_is_named_by_its_place(asked: str, question: str, analysis: str) -> None:
    """Later and earlier count from the analysis asked for; latest and first from all."""
    assert follow(question, asked).question.endswith(f" at the {analysis}?")


def test_analysis_pointed_to_has_the_severity_asked() -> None:
    """The earlier analysis is the last one before with a figure of that grade, not one with another grade alone."""
    between = date(2020, 6, 1)
    rows = [
        make_event(f"update:{place}", TEAE, arm=ZELTA, n=50 + place, grade=grade, data_cutoff=cutoff, analysis=name)
        for place, (grade, cutoff, name) in enumerate(
            [
                ("serious", FIRST, "primary analysis"),
                (">=3", FIRST, "primary analysis"),
                (">=3", between, "middle analysis"),
                ("serious", LAST, "final analysis"),
            ],
            20,
        )
    ]
    middle = Term("analysis", "middle analysis", None, (), HARBOUR.id, cutoff=between)
    corpus = SmallCorpus(rows, terms=(middle,))
    asked = answered("What was the rate of serious TEAE at the final analysis?", rows[-1])
    told = follow("and earlier?", asked, corpus=corpus).question
    assert told == "What was the rate of serious treatment-emergent adverse event at the primary analysis?"


def test_severity_is_kept_where_an_event_only_changes() -> None:
    """Whether it changed is asked of the severity asked before; only what came of an event is asked of any."""
    asked = "What was the rate of grade 3 or worse pneumonia?"
    assert follow("did it change later?", asked).question == "Did grade 3 or worse pneumonia change later?"


def test_part_held_with_and_without_its_definition_is_one() -> None:
    """A part named without the definition that its rows have in brackets is understood all the same."""
    defined, bare = (Slots("one", subgroups=(name,)) for name in ("weak lungs (FEV1 <60%)", "weak lungs"))
    assert defined.say(bare)
    assert not defined.say(Slots("one", subgroups=("weak hearts",)))


def test_bare_name_of_any_length_is_a_follow_up() -> None:
    """The whole name of an outcome and nothing else leaves the rest to the question before, as a short one does."""
    row = make_ratio("update:20", "0.40", ("0.20", "0.80", "95"), outcome="Time to next treatment")
    told = follow("time to next treatment?", "What was the hazard ratio for PFS?", corpus=SmallCorpus((*RESULTS, row)))
    assert told.question == "What was the hazard ratio for time to next treatment?"


def test_words_of_one_title_name_it() -> None:
    """A title that no vocabulary knows is asked by its words, at the time asked before where it has several."""
    titles = [f"Score of {what} at Week {week}" for what in ("Marsh Index", "Bog Area Affected") for week in (12, 52)]
    rows = [
        make_result(
            f"update:{20 + n}", outcome=title, arm=ZELTA, statistic="mean", value="4", data_cutoff=None, analysis=None
        )
        for n, title in enumerate(titles)
    ]
    corpus = SmallCorpus(rows, terms=[Term("outcome", title, None, (), HARBOUR.id) for title in titles])
    asked = answered("What was the Score of Marsh Index at Week 52?", rows[1])
    assert (
        follow("and the bog area?", asked, corpus=corpus).question == "What was Score of Bog Area Affected at Week 52?"
    )


def test_outcome_is_that_of_the_answer_where_none_was_named() -> None:
    """ "The hazard ratio" was answered for the primary endpoint: the follow-up is about that."""
    first = answered("What was the hazard ratio?", RESULTS[0])
    assert follow("and the p-value?", first).question == "What was the p-value for progression-free survival?"


def test_something_else_between_is_not_taken_for_figures() -> None:
    """After a question of prose, only what figures alone have reaches back to the figures before it."""
    earlier = ("What was the hazard ratio for OS?", "Who funded the trial?")
    assert not follow("and in the control group?", *earlier).rewritten
    assert follow("and the p-value?", *earlier).question == "What was the p-value for overall survival?"


def test_declined_question_is_passed_over() -> None:
    """What was declined leaves nothing to a follow-up."""
    declined = answered("Should I treat my patient?", status="declined")
    assert not follow("why?", "What was PFS?", declined).rewritten
    assert follow("and OS?", "PFS hazard ratio", declined).rewritten is False


def test_source_is_that_of_the_last_answer_that_was_found() -> None:
    """What was not found comes from nowhere."""
    missed = answered("Why is it not reached?", status="not_found")
    asked = follow("where does that come from?", "What was the hazard ratio for PFS?", missed).question
    assert asked == "Which source reports the hazard ratio for progression-free survival?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("and to Quill?", "Which authors declared interests from Quill?"),
        ("does Dan Cole have links with Quill", "does Dan Cole have links with Quill"),
        ("what about Dan Cole?", "Which interests did Dan Cole declare from Velo?"),
        ("and honoraria?", "Which authors declared honoraria from Velo?"),
        ("does Dan Cole have any?", "Which interests did Dan Cole declare from Velo?"),
    ],
)
def test_follow_up_about_interests(question: str, expected: str) -> None:
    """A person, an organisation or a relationship replaces that of the question before it."""
    assert follow(question, "Which authors have ties to Velo?").question == expected


def test_one_who_paid_is_pointed_to() -> None:
    """ "There" and "them" are the sponsor, after it was asked who that is."""
    assert (
        follow("Do any authors work there?", "Who funded the trial?").question == "Do any authors work at the sponsor?"
    )
    assert follow("Are authors paid by it?", "Who funded it?").question == "Are authors paid by the sponsor?"
    assert not follow("Is it still open there?", "Who funded the trial?").rewritten


def two_trials() -> SmallCorpus:
    """HARBOUR and FENWICK, which has an arm of each role, and overall survival."""
    ratio = {"statistic": "hazard ratio", "outcome": "Overall survival", "value": "0.90", "analysis": None}
    row = make_result("article:90", trial=FENWICK.id, comparison="Fen vs Sham", **ratio)
    return SmallCorpus((*RESULTS, row), terms=FENWICK_ARMS, trials=(*harbour()[0].trials, FENWICK))


@pytest.mark.parametrize(
    ("asked", "question", "expected"),
    [
        ("OS hazard ratio in HARBOUR", "and in FENWICK?", "What was the hazard ratio for overall survival in FENWICK?"),
        (f"OS with {BASE} in HARBOUR", "and in FENWICK?", "What was overall survival with Sham in FENWICK?"),
        (f"OS with {ZELTA} in HARBOUR", "What was the hazard ratio for OS?", None),
        ("PFS in HARBOUR", "What was OS?", "What was OS in HARBOUR?"),
        (
            "OS hazard ratio in HARBOUR",
            "And which adverse events were most common?",
            "Which adverse events were most common in HARBOUR?",
        ),
        (
            "OS in HARBOUR in patients aged 65 years or older",
            "and in FENWICK?",
            "What was overall survival in the subgroup age >=65 years in FENWICK?",
        ),
    ],
)
def test_trial_is_carried_where_several_are_held(asked: str, question: str, expected: str | None) -> None:
    """The trial spoken of is named; another takes the arm of the same role, and no analysis."""
    expected = expected or "What was the hazard ratio for OS in HARBOUR?"
    assert follow(question, asked, corpus=two_trials()).question == expected


class Played:
    """A model that replies what it is given, and counts how often it is asked."""

    def __init__(self, text: str | Outage) -> None:
        self.text = text
        self.asked = 0

    def reply(self, _: object) -> str | Outage:
        """The given text."""
        self.asked += 1
        return self.text


def follow_with(model: Played, question: str) -> str:
    """The question after one about PFS, with a model."""
    corpus, terms = harbour()
    assistant: Any = SimpleNamespace(corpus=corpus, terms=terms, model=model)
    return stand_alone(question, [answered("What was the hazard ratio for PFS?")], assistant=assistant).question


def test_model_writes_the_follow_up_where_it_says_the_same() -> None:
    """Its words are used; where it fails, or means something else, the slots are."""
    assert follow_with(Played("What was the OS hazard ratio?"), "and OS?") == "What was the OS hazard ratio?"
    for reply in (Outage("its rate limit was reached"), "What was the headache rate?"):
        assert follow_with(Played(reply), "and OS?") == "What was the hazard ratio for overall survival?"


def test_model_is_not_asked_of_a_question_that_stands_alone() -> None:
    """Nothing of it is sent."""
    model = Played("What was the hazard ratio for PFS?")
    for question in ("What was the median OS?", "My patient developed pneumonia on zeltamab."):
        assert follow_with(model, question) == question
    assert model.asked == 0


def test_what_does_not_restrict_is_not_carried_to_another_outcome() -> None:
    """ "Well" of "well tolerated" says nothing of deaths."""
    assert "well" not in follow("and deaths?", "Was Zelta-Base well tolerated?").question


def test_effect_is_asked_for_at_another_analysis() -> None:
    """Whether it held up later is a question for the same figure there."""
    told = follow("did that hold up at the final analysis?", "PFS hazard ratio at the interim analysis").question
    assert told == "What was the hazard ratio for progression-free survival at the final analysis?"


def test_arm_that_several_trials_have_stays_with_the_trial_spoken_of() -> None:
    """Both trials have a control arm of the same name: the follow-up stays with the first one's."""
    arms = tuple(replace(arm, name=BASE) if arm.role == "control" else arm for arm in FENWICK_ARMS)
    corpus = SmallCorpus(terms=arms, trials=(*harbour()[0].trials, FENWICK))
    told = follow("and with Base?", answered("PFS with Zelta-Base", *RESULTS[:1]), corpus=corpus).question
    assert told.endswith("with Base in HARBOUR?")


def test_date_asked_between_is_followed_by_nothing() -> None:
    """What comes after "when was the data cut" is asked of the figures before it."""
    before = ("What was the hazard ratio for overall survival?", "What was the data cut-off of the final analysis?")
    assert follow("p-value?", *before).question.startswith("What was the p-value for overall survival")


def test_second_one_is_an_analysis() -> None:
    """ "At the second one" behind "at the first analysis" is asked at the next."""
    asked = follow("and at the second?", "What was the PFS hazard ratio at the first analysis?")
    assert asked == follow("and at the second one?", "What was the PFS hazard ratio at the first analysis?")
    assert asked.question.endswith("at the final analysis?")


@pytest.mark.parametrize("question", ["only grade 3 or worse", "just grade 3+"])
def test_only_narrows_what_was_asked(question: str) -> None:
    """Its bound is kept."""
    asked = follow(question, "How many patients had a headache?").question
    assert asked == "How many patients had grade 3 or worse headache?"


def test_first_analysis_is_not_the_only_one_told() -> None:
    """What has results at the last analysis alone is asked at the first, so that the absence is said."""
    asked = answered("What was the hazard ratio for OS?", RESULTS[4])
    assert follow("at the first cut-off?", asked).question.endswith(" at the primary analysis?")


def test_analysis_named_by_its_place_is_the_one_shown() -> None:
    """ "The last cut-off" of an outcome without results at the trial's last one stays that of its answer."""
    last = date(2023, 1, 1)
    terms = Term("analysis", "survival analysis", None, ("last cut-off",), HARBOUR.id, cutoff=last)
    corpus = SmallCorpus(terms=(terms,))
    asked = answered("What was the PFS hazard ratio at the last cut-off?", RESULTS[1])
    assert follow("and with Base?", asked, corpus=corpus).question.endswith(" with Base at the final analysis?")


@pytest.mark.parametrize(
    "question", ["the rate of pneumonia from that same analysis", "the rate of pneumonia for the same cut-off"]
)
def test_same_analysis_is_the_one_shown(question: str) -> None:
    """A phrase that names another outcome at the same time is a follow-up to the figures shown."""
    asked = answered("What was the PFS hazard ratio?", RESULTS[1])
    assert follow(question, asked).question == "What was the rate of pneumonia at the final analysis?"


def test_severity_at_the_same_time_is_of_events() -> None:
    """Behind what has none, it is that of any adverse event."""
    asked = answered("What was the PFS hazard ratio?", RESULTS[1])
    told = follow("the share of patients with serious adverse events at that time", asked).question
    assert told == "What was the rate of serious treatment-emergent adverse event at the final analysis?"


def test_how_many_may_stand_behind_a_preposition() -> None:
    """It is a clause whose pronoun stands for what was asked before."""
    asked = follow("in how many patients was treatment stopped because of it?", "How many patients had a headache?")
    assert asked.question == "In how many patients was treatment stopped because of headache?"


def test_part_without_results_of_the_outcome_is_still_asked_of() -> None:
    """Behind what is measured, "frail?" does not ask how many were frail."""
    terms = (
        Term("subgroup", "frail", None, ("frail",), HARBOUR.id),
        Term("outcome", "Frail", None, ("frail",), HARBOUR.id, category="baseline"),
    )
    rows = (*RESULTS, make_ratio("update:20", "0.75", ("0.40", "1.30", "95"), subgroup="frail"))
    corpus = SmallCorpus(rows, terms=terms)
    asked = follow("frail?", "What was the hazard ratio for overall survival?", corpus=corpus).question
    assert asked == "What was the hazard ratio for overall survival in the subgroup frail?"


def test_parts_named_together_are_asked_together() -> None:
    """Each of them is asked of each outcome, and none of all patients."""
    asked = "What was PFS and OS?"
    expected = "What was progression-free survival and overall survival in the subgroups age >=65 years and female?"
    part = replace(RESULTS[3], id="update:30", subgroup="female")
    corpus = SmallCorpus((*RESULTS, part), terms=(Term("subgroup", "female", None, (), HARBOUR.id),))
    assert follow("split by age >=65 years and female?", asked, corpus=corpus).question == expected


def test_them_with_an_arm_are_those_of_any_grade() -> None:
    """The grade of the turn before is not carried to "did anyone have them"."""
    asked = "How many patients had grade 3 or worse pneumonia with Zelta-Base?"
    assert follow("did anyone on Base have it?", asked).question == "How many patients had pneumonia with Base?"
    assert "grade 3" in follow("and on Base?", asked).question


def test_of_what_is_no_figure_no_duration_is_asked() -> None:
    """A dose has no median: the follow-up asks for the outcome that has the word in its title."""
    rows = [
        make_result("update:40", outcome="Zeltamab dose", category="design", statistic="dose", value="5"),
        make_result("update:41", outcome="Treatment duration", category="disposition", statistic="median", value="9"),
    ]
    corpus = SmallCorpus((*RESULTS, *rows))
    asked = answered("What was the zeltamab dose?", rows[0])
    assert follow("and the median duration in the end?", asked, corpus=corpus).question == "Treatment duration?"
    assert not follow("for how long do patients continue", asked, corpus=corpus).rewritten


@pytest.mark.parametrize(("question", "who"), [("and Ada Marsh?", "Ada Marsh"), ("and Eli Lilly?", "Dan Cole")])
def test_strange_person_takes_the_place_of_one(question: str, who: str) -> None:
    """A name of two words that is no company's is a person's, after a person was asked about."""
    assert f"did {who} declare" in follow(question, "Which interests did Dan Cole declare?").question


def test_facts_of_an_entry_are_asked_of_another_source() -> None:
    """What another source has by a like name is asked where it has not the same."""
    dated = {"category": "design", "statistic": "date", "arm": "all", "data_cutoff": None}
    rows = [
        make_result("registry:50", outcome="Last update posted", value="2022-03-04", **dated),
        make_result("update:51", outcome="Results first posted", value="2021-03-04", **dated),
        make_result("update:52", outcome="Results second version posted", value="2021-09-04", **dated),
    ]
    titles = [Term("outcome", row.outcome, None, (), HARBOUR.id, category="design") for row in rows]
    corpus = SmallCorpus((*RESULTS, *rows), terms=titles)
    asked = answered("When was the last update posted?", rows[0])
    told = follow("in the Bog Journal?", asked, corpus=corpus).question
    assert told == "Results second version posted in the Bog Journal?"
    assert follow("last update?", answered("Results first posted?", rows[1]), corpus=corpus).question == (
        "Last update posted?"
    )


def test_spoken_words_of_another_outcome_stand_alone() -> None:
    """They are no question of the figures before them."""
    for question in ("what are the risks", "do many people stop because they can't stand it?"):
        assert follow(question, answered("What was PFS?", RESULTS[0])) == StandAlone(question, rewritten=False)


def test_follow_up_in_time_is_that_of_the_cut_off_asked() -> None:
    """ "By then" is the analysis of the date told before."""
    rows = [
        make_result(f"update:{n}", outcome=name, category="design", arm="all", data_cutoff=LAST, **value)
        for n, name, value in (
            (60, "Data cut-off", {"statistic": "date", "value": "2021-09-30"}),
            (61, "Median follow-up", {"statistic": "median", "value": "30", "unit": "months"}),
        )
    ]
    corpus = SmallCorpus((*RESULTS, *rows))
    asked = answered("What was the data cut-off of the final analysis?", rows[0])
    told = follow("how long was the median follow-up by then", asked, corpus=corpus).question
    assert told == "What was median follow-up at the final analysis?"

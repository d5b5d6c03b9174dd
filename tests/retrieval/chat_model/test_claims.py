"""What a chat model's words claim beyond its figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from retrieval.chat_model.claims import Told, find_claims
from retrieval.chat_model.told_names import find_mismatches
from tests.retrieval.small_trial import BASE, HARBOUR, RESULTS, ZELTA, harbour

BY_ID = {row.id: row for row in RESULTS}


def _claims(text: str, *ids: str) -> list[tuple[str, bool]]:
    """The words that claim too much, and whether they are refuted; each ``{}`` is the figure of the next result."""
    _, terms = harbour()
    figures = []
    for key in ids:
        start = text.index("{}")
        value = str(BY_ID[key].value)
        text = text.replace("{}", value, 1)
        figures.append((start, start + len(value), BY_ID[key]))
    arms = terms.find(text, trial=HARBOUR.id, kinds={"arm"}, typos=False)
    told = Told(text, tuple(figures), arms, is_said=lambda words: words.casefold() == "open-label")
    return [(text[claim.start : claim.end].strip(), claim.refuted) for claim in find_claims(told, beside=RESULTS)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{ZELTA} caused pneumonia in {{}}% of patients.", "caused"),
        ("Pneumonia attributable to zeltamab occurred in {}%.", "attributable to"),
        ("Zeltamab was responsible for pneumonia in {}%.", "responsible for"),
        ("The antibody induced pneumonia in {}% of patients.", "induced"),
        ("Drug-related pneumonia occurred in {}%.", "Drug-related"),
    ],
)
def test_cause_that_no_title_tells_is_marked(text: str, words: str) -> None:
    """An event that was counted was not caused, as far as the table says."""
    assert _claims(text, "article:2") == [(words, False)]


@pytest.mark.parametrize(
    "text",
    [
        "The hazard ratio for overall survival of {} proves a benefit.",
        "The hazard ratio for overall survival was {}, so survival is the same in both arms.",
        "With a hazard ratio of {}, there is no difference between the arms in survival.",
        "The hazard ratio for overall survival of {} shows that the two are equivalent: they are equivalent.",
        "With a hazard ratio of {} Zelta-Base was non-inferior.",
    ],
)
def test_proof_and_sameness_are_refuted_by_an_untested_ratio(text: str) -> None:
    """A ratio that was not formally tested proves nothing, equality least of all."""
    assert all(refuted for _, refuted in _claims(text, "update:9"))
    assert _claims(text, "update:9")


@pytest.mark.parametrize(
    "text",
    [
        "The hazard ratio for overall survival of {} proves nothing; it is compatible with no difference between arms.",
        "The hazard ratio for overall survival of {} does not prove a benefit.",
        "An open-label trial gave a hazard ratio for overall survival of {}.",
        "The interval around {} includes no difference between the arms.",
        "Overall survival is less conclusive: the hazard ratio was {}.",
    ],
)
def test_what_is_denied_or_stands_in_a_source_is_no_claim(text: str) -> None:
    """A careful sentence is not doubted."""
    found = _claims(text.replace("proves nothing", "is not proof"), "update:9")
    assert found == []


@pytest.mark.parametrize("design", ["double-blind", "placebo-controlled", "single-arm", "crossover", "retrospective"])
def test_design_that_no_source_tells_is_refuted(design: str) -> None:
    """How a trial was done is no matter of a model's memory."""
    assert _claims(f"In this {design} trial, pneumonia occurred in {{}}% with {ZELTA}.", "article:2") == [
        (design, True)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Pneumonia was less common with {ZELTA} ({{}}% versus {{}}%).", "less common"),
        (f"Pneumonia was rarer in the {ZELTA} arm ({{}}% versus {{}}%).", "rarer"),
        (f"Pneumonia rates ({{}}% and {{}}%) were higher under {BASE}.", "higher"),
        (f"Twice as many patients on {BASE} as on {ZELTA} had pneumonia ({{}}%, {{}}%).", "Twice as many"),
        (f"Pneumonia ({{}}%; {{}}%) was more frequent among those given {BASE}.", "more frequent"),
    ],
)
def test_order_of_arms_against_the_figures_is_refuted(text: str, words: str) -> None:
    """20 % with one arm are more than 12 % with the other."""
    figures = ("article:2", "article:3")
    assert _claims(text, *figures) == [(words, True)]
    turned = text.replace(ZELTA, "#").replace(BASE, ZELTA).replace("#", BASE)
    assert _claims(turned, *figures) == []


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        ("The share rose from 27.4% to 23.5%.", True),
        ("The share fell from 27.4% at the first to 23.5% at the last cut-off.", False),
        ("The rate increased from 12 to 20.", False),
        ("The rate declined from 12% to 20%.", True),
        ("The median grew from 15.5 months in one report to 14 months in the other.", True),
    ],
)
def test_change_goes_the_way_that_its_figures_go(text: str, *, refuted: bool) -> None:
    """A rise ends higher than it began."""
    assert bool(_claims(text)) is refuted


@pytest.mark.parametrize("verb", ["lowered", "cut", "reduced", "halved", "decreased"])
def test_arm_that_a_ratio_does_not_favour_lowers_no_hazard(verb: str) -> None:
    """A hazard ratio below one of A to B is no merit of B."""
    text = f" {verb} the hazard of progression or death (hazard ratio {{}})."
    assert _claims(BASE + text, "update:1") == [(verb, True)]
    assert _claims(ZELTA + text, "update:1") == []
    assert _claims(f"Adding zeltamab to {BASE}{text}", "update:1") == []


@pytest.mark.parametrize("words", ["{} times that seen with Base", "{} times as long", "{} times the median with Base"])
def test_hazard_ratio_is_no_factor(words: str) -> None:
    """It is a ratio of hazards, not of times."""
    text = f"Time to the next treatment with {ZELTA} was {words}."
    assert _claims(text, "update:1") == [("0.66", True)]


@pytest.mark.parametrize("verb", ["raised", "increased", "lowered", "reduced", "added to"])
def test_figure_of_one_arm_is_no_difference(verb: str) -> None:
    """What something changed "by" is a difference; 20 % is one arm's share."""
    claims = _claims(f"{ZELTA} {verb} pneumonia by {{}} %.", "article:2")
    assert ("20", False) in claims
    assert (verb, True) not in claims or verb == "reduced"  # more had it than with the other arm
    assert ("20", False) not in _claims(f"{ZELTA} {verb} pneumonia: {{}} %.", "article:2")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The test was two-sided: hazard ratio {}.", True),
        ("It was tested two-sidedly, with a hazard ratio of {}.", True),
        ("The one-sided test gave a hazard ratio of {}.", False),
    ],
)
def test_sides_of_a_test_are_those_of_the_result(text: str, *, marked: bool) -> None:
    """The p-value of the primary analysis is one-sided."""
    assert bool(_claims(text, "article:1")) is marked


@pytest.mark.parametrize("words", ["better tolerated", "safer", "less toxic", "manageable", "well tolerated"])
def test_judgement_that_no_result_tells_is_marked(words: str) -> None:
    """How a drug was borne is told by events, and judged by nobody here."""
    claims = _claims(f"With {{}}% with pneumonia, {ZELTA} was {words}.", "article:2")
    assert claims[0] == (words, False)
    assert claims[1:] in ([], [(words, True)])  # more had it than with the other arm


@pytest.mark.parametrize("word", ["similar", "comparable", "well balanced", "alike", "equally frequent"])
def test_figures_far_apart_are_not_alike(word: str) -> None:
    """20 % and 12 % are not similar; 31 % and 28 % are."""
    first = word.removesuffix(" frequent")
    text = f"Rates were {word}: {{}}% with {ZELTA} and {{}}% with {BASE}."
    assert _claims(text, "article:2", "article:3") == [(first, True)]
    assert _claims(text, "update:3", "update:4") == []


@pytest.mark.parametrize("word", ["significant", "statistically significant", "significantly", "significance"])
def test_significance_without_a_formal_test_is_marked(word: str) -> None:
    """The primary analysis was formally tested, and nothing else."""
    assert _claims(f"{word} for survival: the hazard ratio was {{}}.", "update:9") == [(word, False)]
    assert _claims(f"{word} for PFS: the hazard ratio was {{}}.", "article:1") == []


@pytest.mark.parametrize("word", ["best", "confirmed", "sustained", "durable", "first"])
def test_word_that_makes_another_outcome_of_a_response_is_refuted(word: str) -> None:
    """The row counts responses; which of them, it would have to say."""
    row = replace(BY_ID["article:2"], outcome="Time to response", unit="months")
    told = Told(f"The {word} response came after 20 months.", ((0, 0, row),), ())
    assert [claim.refuted for claim in find_claims(told)] == [True]


@pytest.mark.parametrize(
    ("outcome", "text", "words"),
    [
        ("FDA approval date", "The EMA approved it.", "EMA"),
        ("FDA approval date", "The FDA approved it.", None),
        ("Performance status 0 or 1", "Performance status 0 was seen in most.", "0"),
        ("Performance status 0 or 1", "Performance status 0 or 1 was seen in most.", None),
        ("Performance status 0 or 1", "Performance status 0-1 was seen in most.", None),
        ("Residual disease negativity", "By flow cytometry they were negative.", "flow cytometry"),
        ("Residual disease negativity", "By NGS they were negative at 10^-5.", None),
        ("Residual disease negativity", "They were negative at a sensitivity of 10^-6.", "10^-6"),
        ("Patients randomised", "Each arm had 302 patients.", "Each arm"),
    ],
)
def test_name_that_the_result_does_not_bear_is_refuted(outcome: str, text: str, words: str | None) -> None:
    """An authority, a class, a method, and whom a number counts."""
    sequencing = "next-generation sequencing, sensitivity 10^-5"
    row = replace(BY_ID["article:2"], outcome=outcome, arm="all", assessor=sequencing)
    found = [text[claim.start : claim.end] for claim in find_mismatches(text, [row], beside=[row])]
    assert found == ([words] if words else [])


@pytest.mark.parametrize("kind", ["range", "interquartile range", "IQR", "SD", "standard error"])
def test_confidence_interval_is_no_range(kind: str) -> None:
    """A range is of patients; an interval is of an estimate."""
    text = f"The hazard ratio was 0.66 ({kind} 0.48 to 0.90)."
    start = text.index("0.48")
    told = Told(text, ((start, start + 4, BY_ID["update:1"]),), ())
    assert [text[claim.start : claim.end] for claim in find_claims(told)] == [kind]


@pytest.mark.parametrize(
    "frame", ["within the first year", "during the first infusion", "every day", "per year", "daily"]
)
def test_time_that_the_result_does_not_tell_is_refuted(frame: str) -> None:
    """A figure of the whole treatment is none of a part of it."""
    row = replace(BY_ID["update:3"], outcome="Headache")
    text = f"Headache occurred {frame} in 31 %."
    assert [text[claim.start : claim.end] for claim in find_mismatches(text, [row], beside=[])] == [frame]
    told = replace(row, note=f"Headache {frame}")
    assert list(find_mismatches(text, [told], beside=[])) == []


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("Zeltamab shortened overall survival (hazard ratio {}).", "update:9", "shortened"),
        ("With zeltamab, overall survival became shorter: hazard ratio {}.", "update:9", "shorter"),
        (f"The hazard ratio of {{}} shows that {ZELTA} worsened overall survival.", "update:9", "worsened"),
        (f"Death was more likely with {ZELTA} (hazard ratio {{}}).", "update:9", "more likely"),
        (f"Death was less likely with {BASE} (hazard ratio {{}}).", "update:9", "less likely"),
        (f"{BASE} was better at delaying death, with a hazard ratio of {{}}.", "update:9", "better"),
        ("Zeltamab did not prolong but shortened overall survival (hazard ratio {}).", "update:9", "shortened"),
        (
            "The antibody brought death forward, as the overall survival hazard ratio of {} shows.",
            "update:9",
            "brought",
        ),
        (f"The hazard of death rose with {ZELTA} (overall survival hazard ratio {{}}).", "update:9", "rose"),
        ("Deaths came sooner with the antibody on board: overall survival hazard ratio {}.", "update:9", "sooner"),
    ],
)
def test_direction_that_a_ratio_refutes(text: str, key: str, words: str) -> None:
    """A hazard ratio below one is later events with the first arm, in whatever words."""
    assert _claims(text, key) == [(words, True)]


@pytest.mark.parametrize(
    "text",
    [
        "Zeltamab prolonged progression-free survival (hazard ratio {}).",
        "Zeltamab did not shorten progression-free survival (hazard ratio {}).",
        f"Progression was less likely at any time with {ZELTA} (hazard ratio {{}}).",
        f"Survival without progression was shorter with {BASE} than with {ZELTA} (hazard ratio {{}}).",
        f"The hazard of progression was higher with {BASE} (hazard ratio {{}} for {ZELTA} versus {BASE}).",
        f"Adding zeltamab to {BASE} delayed progression (hazard ratio {{}}).",
        f"Progression-free survival came first, and {ZELTA} did better on it (hazard ratio {{}}).",
        "The hazard ratio for progression-free survival was lower at the earlier analysis: {}.",
        f"Pneumonia was more frequent with {ZELTA}, but the hazard ratio for progression-free survival was {{}}.",
    ],
)
def test_direction_that_a_ratio_bears_out(text: str) -> None:
    """What lies on the ratio's own side, or tells of the ratio itself, stands."""
    assert _claims(text, "update:1") == []


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Zeltamab prolonged overall survival (hazard ratio {}).", True),
        (f"With a hazard ratio of {{}}, {ZELTA} clearly extends overall survival.", True),
        (f"{ZELTA} saves lives: the hazard ratio for overall survival was {{}}.", True),
        ("The hazard ratio of {} establishes a survival benefit.", True),
        ("Overall survival was numerically longer with zeltamab (hazard ratio {}).", False),
        ("The hazard ratio of {} shows no survival benefit.", False),
        (f"{ZELTA} reduced the hazard of death by 18% (hazard ratio {{}}).", False),
        (f"Whether {ZELTA} prolongs survival remains an open question: the hazard ratio was {{}}.", False),
        (f"{ZELTA} reduces mortality: overall survival hazard ratio {{}}.", True),
        ("The trial met its overall survival endpoint (hazard ratio {}).", True),
        ("The hazard ratio of {} suggests longer survival, but the interval is wide.", False),
    ],
)
def test_effect_that_the_interval_leaves_open_is_no_effect(text: str, *, claimed: bool) -> None:
    """An interval from 0.60 to 1.12 bears out no longer survival; who hedges says so."""
    assert bool(_claims(text, "update:9")) is claimed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pneumonia was less of a problem with {0} ({{}}%) than with {1} ({{}}%).", "less"),
        ("{0} was gentler on the lungs: pneumonia in {{}}% versus {{}}% with {1}.", "gentler"),
        ("{0} was no more harmful than {1}: pneumonia in {{}}% versus {{}}%.", "no more harmful than"),
        ("{0} had fewer cases of pneumonia: {{}}%, against {{}}% with {1}.", "fewer"),
    ],
)
def test_comparison_in_any_words_is_held_against_the_figures(text: str, words: str) -> None:
    """20 % with one arm are more than 12 % with the other, whatever there is less of."""
    assert (words, True) in _claims(text.format(ZELTA, BASE), "article:2", "article:3")
    assert not any(refuted for _, refuted in _claims(text.format(BASE, ZELTA), "article:3", "article:2"))


def test_what_everybody_had_is_refuted() -> None:
    """A ratio tells of no single patient."""
    text = f"Everyone on {ZELTA} benefited, as the hazard ratio of {{}} shows."
    assert any(refuted for _, refuted in _claims(text, "update:1"))


@pytest.mark.parametrize("denial", ["not entirely", "not", "hardly", "far from", "less well"])
def test_what_is_said_not_to_be_alike_is_not_called_alike(denial: str) -> None:
    """20 % and 12 % are not balanced, and the words say so."""
    text = f"Pneumonia was {denial} balanced: {{}}% with {ZELTA} and {{}}% with {BASE}."
    assert _claims(text, "article:2", "article:3") == []
    assert _claims(text.replace(f"{denial} ", ""), "article:2", "article:3") == [("balanced", True)]


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        ("The hazard ratio for progression-free survival fell over time: {} and then {}.", True),
        ("The hazard ratio for progression-free survival rose with longer follow-up: {} and then {}.", False),
    ],
)
def test_course_over_time_is_that_of_the_cutoffs(text: str, *, refuted: bool) -> None:
    """From 0.61 at the first data cut-off to 0.66 at the last it rose."""
    assert any(claim for _, claim in _claims(text, "article:1", "update:1")) is refuted


@pytest.mark.parametrize("exception", ["apart from pneumonia", "but pneumonia was not", "except for pneumonia"])
def test_what_is_excepted_is_not_called_alike(exception: str) -> None:
    """Only the figures before an exception are told to be alike."""
    text = f"Events were balanced, {exception}: {{}}% with {ZELTA} and {{}}% with {BASE}."
    assert _claims(text, "article:2", "article:3") == []


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        ("The hazard ratio for survival of {} is compatible with anything from a lower to an increased hazard with"
         f" {ZELTA}.", False),
        (f"The hazard ratio for survival was {{}}, so the hazard was increased with {ZELTA}.", True),
    ],
)  # fmt: skip
def test_what_an_interval_allows_is_no_claim(text: str, *, refuted: bool) -> None:
    """What a figure is compatible with was not found."""
    assert any(claim for _, claim in _claims(text, "update:9")) is refuted


@pytest.mark.parametrize(("verb", "refuted"), [("increased", False), ("reduced", True), ("also raised", False)])
def test_what_an_arm_did_to_an_event_is_what_its_figures_say(verb: str, *, refuted: bool) -> None:
    """20 % of one arm had it and 12 % of the other."""
    claims = _claims(f"Adding {ZELTA} {verb} pneumonia ({{}}% vs {{}}%).", "article:2", "article:3")
    assert any(claim for _, claim in claims) is refuted


def test_cause_that_is_told_to_be_unknown_is_no_claim() -> None:
    """Nobody says there that the treatment caused anything."""
    assert _claims("Treatment-related pneumonia cannot be told from these data; {}% had one.", "article:2") == []


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        ("The final analysis was triggered by plan: the hazard ratio for survival was {}.", False),
        (f"{ZELTA} triggered pneumonia in {{}}% of patients.", True),
    ],
)
def test_analysis_is_triggered_by_events(text: str, *, refuted: bool) -> None:
    """An event count triggers an analysis; a treatment that triggers an event is told to cause it."""
    assert bool(_claims(text, "article:2" if refuted else "update:9")) is refuted


def test_effect_that_was_not_shown_is_not_told_to_be_none() -> None:
    """That no effect can be claimed is not that the two are the same."""
    assert _claims("The hazard ratio was {}, so no effect on survival can be claimed.", "update:9") == []


@pytest.mark.parametrize(("value", "refuted"), [("0.701", False), ("0.712", True)])
def test_same_figure_needs_another_like_it(value: str, *, refuted: bool) -> None:
    """A figure may be called the same as another of its outcome, where the table has that with more decimals."""
    row = BY_ID["update:2"]
    text = "The hazard ratio for PFS of 0.70 is the same result in both papers."
    start = text.index("0.70")
    told = Told(text, ((start, start + 4, row),), ())
    claims = find_claims(told, beside=[*RESULTS, replace(row, id="other", value=Decimal(value))])
    assert any(claim.refuted for claim in claims) is refuted


@pytest.mark.parametrize(
    ("text", "keys", "refuted"),
    [
        ("The formally tested hazard ratio for PFS was {}.", ("article:1",), False),
        ("In older patients the hazard ratio for PFS was {}, a formally tested finding.", ("update:2",), True),
        (f"Pneumonia was seen in {{}}% with {ZELTA}, who are cured of the fever.", ("article:2",), True),
    ],
)
def test_formal_test_and_cure_need_a_result(text: str, keys: tuple[str, ...], *, refuted: bool) -> None:
    """A group that was not tested has no formal finding, and no share of patients is a share of cures."""
    assert any(claim for _, claim in _claims(text, *keys)) is refuted


@pytest.mark.parametrize(
    ("text", "refuted"),
    [
        (f"Headache was nearly identical: {{}}% with {ZELTA} and {{}}% with {BASE}.", False),
        (f"Pneumonia was almost the same: {{}}% with {ZELTA} and {{}}% with {BASE}.", True),
    ],
)
def test_what_is_nearly_the_same_is_alike(text: str, *, refuted: bool) -> None:
    """31 % and 28 % are; 20 % and 12 % are not."""
    keys = ("article:2", "article:3") if refuted else ("update:3", "update:4")
    assert any(claim for _, claim in _claims(text, *keys)) is refuted


def test_denied_comparison_is_no_claim_of_it() -> None:
    """What was not more frequent may have been less so; an interval that extends prolongs nothing."""
    assert _claims(f"Nausea was not more frequent with {ZELTA} ({{}}%).", "update:5") == []
    assert _claims(f"Nausea was more frequent with {ZELTA} ({{}}%).", "update:5") == [("more frequent", True)]
    assert _claims("While the hazard ratio for overall survival was {}, its CI extends to 1.12.", "update:9") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Pneumonia was halved with {ZELTA} ({{}}% vs {{}}%).", [("halved", True)]),
        (f"{ZELTA} almost halved the rate of pneumonia ({{}}% vs {{}}%).", [("halved", True)]),
        (f"Pneumonia was cut with {ZELTA} ({{}}% vs {{}}%).", [("cut", True)]),
        (f"Pneumonia was nearly doubled with {ZELTA} ({{}}% vs {{}}%).", []),
        (f"{ZELTA} halved the risk of progression, but pneumonia was seen in {{}}% vs {{}}%.", []),
    ],
)
def test_factor_told_of_an_arm_tells_an_order(text: str, told: list[tuple[str, bool]]) -> None:
    """What was halved with an arm is less with it; the risk of something else is not what the figures tell."""
    assert _claims(text, "article:2", "article:3") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Fewer patients had severe or worse pneumonia with {ZELTA} ({{}}% vs {{}}%).", [("Fewer", True)]),
        (f"{ZELTA} was associated with fewer cases of pneumonia ({{}}% vs {{}}%).", [("fewer", True)]),
        (f"{ZELTA} was associated with more cases of pneumonia ({{}}% vs {{}}%).", []),
        (f"More patients had pneumonia with {ZELTA} ({{}}% vs {{}}%), and the conclusion is the same.", []),
    ],
)
def test_fewer_of_anything_with_an_arm_tells_an_order(text: str, told: list[tuple[str, bool]]) -> None:
    """Who is told to be fewer with an arm must be, however many words stand between."""
    assert _claims(text, "article:2", "article:3") == told

"""What the sections of a letter say: tables, label, limitations, several trials."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafting.answering import Answers
from drafting.arms import spell_out
from drafting.evidence import Evidence, SelectionError
from drafting.labels import describe_label
from drafting.limitations import list_limitations
from drafting.records import Letter, Paragraph, Selection, Table
from drafting.regions import RegionError, find_region
from drafting.stating import Wording
from drafting.tables import tabulate
from drafting.templates import read_templates
from ingest.records import Document, PublicationType, Result, Section, Source, Trial
from ingest.vocabulary import Term
from retrieval.assistant import Assistant
from retrieval.terms import index_terms
from tests.drafting.conftest import draft
from tests.retrieval.small_trial import (
    BASE,
    HARBOUR,
    LAST,
    OS,
    PFS,
    RESULTS,
    SOURCES,
    ZELTA,
    SmallCorpus,
    make_event,
    make_ratio,
    make_result,
    search_by_words,
)

TEMPLATES = read_templates()
LABEL = "INDICATIONS AND USAGE\nZeltamab is indicated for marsh fever in adults.\n\nBOXED WARNING\nMay cause wet feet."
LABEL_SOURCE = Source(
    "uspi", "text", HARBOUR.id, "Zeltamab US prescribing information", "Zeltamab. Prescribing information. US; 2025.",
    "regulatory", publication_type="regulatory document",
)  # fmt: skip


class LabelCorpus(SmallCorpus):
    """HARBOUR with the label of its drug."""

    def __init__(self, text: str = LABEL) -> None:
        super().__init__()
        self.sources = {**self.sources, "uspi": LABEL_SOURCE}
        starts = [text.index(title) for title in ("INDICATIONS AND USAGE", "BOXED WARNING") if title in text]
        ends = [*starts[1:], len(text)]
        titles = [text[start:].split("\n", maxsplit=1)[0] for start in starts]
        sections = [Section(t, s + len(t) + 1, e) for t, s, e in zip(titles, starts, ends, strict=True)]
        self.label = Document("uspi", text, tuple(sections))

    def document(self, source: str) -> Document | None:
        """The label too."""
        return self.label if source == "uspi" else super().document(source)


def evidence(*rows: Result, corpus: SmallCorpus | None = None) -> Evidence:
    """Some results as if they had been picked."""
    known = corpus or SmallCorpus([*RESULTS, *(row for row in rows if row.id not in {own.id for own in RESULTS})])
    selection = Selection("What?", "asked", "answered", (HARBOUR.id,), tuple(row.id for row in rows))
    return Evidence((selection,), known, index_terms(known))


def table(*rows: Result) -> Table:
    """The table of some results."""
    known = evidence(*rows)
    return tabulate(known.figures(rows), caption="Results", evidence=known, notes="Notes.")


def lines(drawn: Table) -> list[str]:
    """The rows of a table as text."""
    return [" | ".join(cell.text for cell in row.cells) for row in drawn.rows]


def limitations(*rows: Result) -> list[str]:
    """The limitations of a letter that shows some results."""
    points = list_limitations(rows, evidence=evidence(*rows), templates=TEMPLATES)
    return [" ".join(text.text for text in point.sentences) for point in points]


def label(region: str, corpus: SmallCorpus) -> str:
    """What is said of the label of a region."""
    told = describe_label(find_region(region), evidence=evidence(RESULTS[0], corpus=corpus), templates=TEMPLATES)
    return "\n".join(" ".join(text.text for text in paragraph.sentences) for paragraph in told)


def test_arms_stand_side_by_side_with_their_comparison() -> None:
    """One row an outcome: the experimental arm first, the comparison last."""
    median = {"outcome": PFS, "statistic": "Kaplan-Meier median", "unit": "months"}
    drawn = table(
        make_result("article:8", arm=BASE, value="19.1", **median),
        make_result("article:9", arm=ZELTA, value="not reached", **median),
        make_ratio("article:1", "0.61", ("0.40", "0.93", "98")),
    )
    assert drawn.header == ("Outcome", ZELTA, BASE, "Comparison")
    assert lines(drawn) == [
        "Data cutoff, 10 May 2019 (primary analysis)",
        "Progression-free survival, median | not reached | 19.1 months | HR, 0.61 (98% CI, 0.40-0.93)",
    ]


def test_event_that_is_counted_by_seriousness_is_told_whole() -> None:
    """The serious cases stand beside the others; of other grades the first is told alone."""
    rows = [
        make_event(f"update:9{place}", event, arm=ZELTA, n=place + 3, grade=grade)
        for place, (event, grade) in enumerate(
            [("Bog itch", "non-serious"), ("Bog itch", "serious"), ("Wet feet", "any"), ("Wet feet", ">=3")]
        )
    ]
    picked = evidence(*rows)
    told = Answers(picked, Wording(picked.terms, picked.names), TEMPLATES).answer()
    assert [key for part in told for text in part.sentences for key in text.results] == [row.id for row in rows[:3]]


def test_table_without_comparison_has_no_column_for_one() -> None:
    """A column that would hold dashes alone is left out."""
    drawn = table(*(row for row in RESULTS if row.outcome == "Headache"))
    assert drawn.header == ("Outcome", ZELTA, BASE)
    assert drawn.caption.text == "Results, safety population"


def test_rows_of_two_cutoffs_never_share_a_band() -> None:
    """Each data cut-off has a band of its own, the latest first."""
    drawn = table(RESULTS[0], RESULTS[1])
    assert [row.band for row in drawn.rows] == [True, False, True, False]
    assert lines(drawn)[0] == "Data cutoff, 30 September 2021 (final analysis)"


def test_band_tells_the_median_follow_up_with_its_source() -> None:
    """How long patients had been followed stands with the cut-off, cited."""
    followed = make_result("update:30", category="design", outcome="Median follow-up", statistic="median", arm="all",
                           value="31.5", unit="months", data_cutoff=LAST, cutoff_stated=True)  # fmt: skip
    band = table(RESULTS[1], followed).rows[0].cells[0]
    assert band.text == "Data cutoff, 30 September 2021 (final analysis; median follow-up, 31.5 months)"
    assert band.sources == ("update",)


def test_what_differs_within_a_table_stands_in_its_row() -> None:
    """A subgroup, another population or another censoring rule is told where it applies."""
    drawn = table(RESULTS[0], RESULTS[3], make_event("update:7", "Rash", arm=ZELTA, n=2))
    assert lines(drawn)[1].startswith("Progression-free survival, intention-to-treat | ")
    assert lines(drawn)[2].startswith("Progression-free survival, subgroup: age ≥65 years, intention-to-treat | ")
    assert lines(drawn)[3].startswith("Rash, any grade, safety | ")


def test_many_arms_stand_below_each_other() -> None:
    """More arms than fit a page get a row each, under one label."""
    drawn = table(*(make_event(f"registry:{n}", "Rash", arm=f"Arm {n}", n=n) for n in range(11, 17)))
    assert drawn.header == ("Outcome", "Group", "Result")
    assert lines(drawn)[1] == "Rash, any grade | Arm 11 | 11 of 100 patients (11%)"
    assert lines(drawn)[2] == " | Arm 12 | 12 of 100 patients (12%)"


def test_label_is_quoted_with_its_boxed_warning() -> None:
    """Indications and warning stand in the label's own words."""
    told = label("US", LabelCorpus())
    assert "“Zeltamab is indicated for marsh fever in adults.”" in told
    assert "“May cause wet feet.”" in told


def test_label_without_boxed_warning_says_so() -> None:
    """That a held label has none is said outright."""
    told = label("US", LabelCorpus(LABEL.partition("\n\nBOXED")[0]))
    assert "has no section with a boxed warning" in told


def test_label_of_another_region_is_none_of_this() -> None:
    """A letter for Europe quotes no American label."""
    told = label("EU", LabelCorpus())
    assert told.startswith("There is no label in this corpus for the region of this letter (European Union).")
    assert "wet feet" not in told


def test_region_that_is_not_known_is_an_error() -> None:
    """The regions are listed where another is asked for."""
    with pytest.raises(RegionError, match="expected one of US"):
        find_region("Atlantis")


def test_limitations_come_from_rows_and_sources() -> None:
    """Open label, subgroup, nominal P, funding and employment: each from the corpus's own words."""
    nominal = make_ratio("update:9", "0.82", ("0.60", "1.12", "95"), outcome=OS, p_comparator="=", p_value="0.2",
                         p_sides="two-sided", p_tested="nominal", analysis="interim analysis")  # fmt: skip
    told = limitations(RESULTS[3], nominal)
    assert told[0].startswith("HARBOUR was an open-label trial")
    assert told[1].startswith("Some results of HARBOUR come from an interim analysis (interim analysis)")
    assert "Results in a subgroup (age ≥65 years) rest on fewer patients" in told[2]
    assert (
        told[3] == "The P value for overall survival is nominal: it does not belong to a formal test of a hypothesis."
    )
    assert "Funding of HARBOUR as its source states it: “The Northquay Institute.”" in told
    assert "Dan Cole declared employment by, or possible shareholding in, Quill." in told


def test_limitations_of_sources_name_all_that_are_cited() -> None:
    """One that is cited for a follow-up or another value is held by its figures all the same."""
    points = list_limitations(RESULTS[:1], evidence=evidence(RESULTS[0]), templates=TEMPLATES, cited=("update",))
    (told,) = [point.sentences[0] for point in points if point.sentences[0].text.startswith("Only figures")]
    assert "update" in told.sources


def test_primary_source_of_no_stated_kind_is_not_called_unreviewed() -> None:
    """Nobody knows whether it is an article; an abstract is told as what it is."""

    def told(kind: PublicationType | None) -> bool:
        corpus = SmallCorpus()
        corpus.sources = {**SOURCES, "update": replace(SOURCES["update"], tier="primary", publication_type=kind)}
        known = evidence(RESULTS[0], corpus=corpus)
        points = list_limitations(RESULTS[:1], evidence=known, templates=TEMPLATES, cited=("update",))
        return any("were not peer reviewed" in point.sentences[0].text for point in points)

    assert (told(None), told("conference abstract")) == (False, True)


def test_limitations_name_events_in_the_plural() -> None:
    """A list of outcomes stands before its comma, and analyses have no brackets within brackets."""
    analysis = "primary analysis (planned interim)"
    event = make_event("update:9", "Serious adverse event", arm=ZELTA, n=9, grade="serious", analysis=analysis)
    told = limitations(replace(event, cutoff_stated=False))
    assert any(point.startswith("For serious adverse events, the source names the analysis") for point in told)
    assert any("an interim analysis (primary analysis, planned interim) and" in point for point in told)


def test_short_names_of_arms_are_spelled_out_from_the_title() -> None:
    """The longest other name of an arm that stands in the trial's title; a name of several words needs none."""
    trial = replace(HARBOUR, title="Zeltamab plus base therapy versus base therapy in marsh fever")
    terms = index_terms(
        SmallCorpus(
            terms=(
                Term("arm", "Z-B", None, ("zeltamab", "zeltamab plus base therapy", "triplet"), trial.id),
                Term("arm", "Base therapy", None, ("base therapy alone", "control"), trial.id),
            )
        )
    )
    rows = [make_ratio("update:9", "0.8", ("0.6", "1.1", "95"), comparison="Z-B vs Base therapy")]
    assert spell_out(rows, trial=trial, terms=terms) == {"Z-B": "zeltamab plus base therapy"}


def test_use_outside_the_label_is_marked_unless_the_label_names_it() -> None:
    """The words of the question are named; those that stand among the quoted indications are not."""
    known = evidence(RESULTS[0], corpus=LabelCorpus(LABEL.replace("in adults", "in adults and children")))
    asked = ("Can it be given to children?", "Is it used in newly diagnosed patients?")
    told = describe_label(find_region("US"), evidence=known, templates=TEMPLATES, questions=asked)
    assert told[-1].sentences[0].text.startswith("The inquiry names a use (“newly diagnosed”) that may be outside")


def test_open_label_extension_makes_no_open_label_trial() -> None:
    """A masked trial with an open extension is not called open-label."""
    corpus = SmallCorpus()
    text = "A double-blind trial with an open-label extension study; open-label drug was given later in the study."
    corpus.sources = {**SOURCES, "article": replace(SOURCES["article"], title="Zeltamab")}
    corpus.document = lambda source: Document(source, text)  # type: ignore[method-assign]
    points = list_limitations(RESULTS[:1], evidence=evidence(RESULTS[0], corpus=corpus), templates=TEMPLATES)
    assert not any("open-label trial" in point.sentences[0].text for point in points)


def test_sources_that_differ_are_told_with_both_values() -> None:
    """What another source prints for the same slot and cut-off stands among the limitations."""
    told = limitations(RESULTS[1])
    assert (
        "Sources differ on the hazard ratio of progression-free survival, for Zelta-Base vs Base: this letter gives "
        "0.66 (95.2% CI, 0.48-0.90); another source gives 0.67 (95.2% CI, 0.48-0.90)."
    ) in told


@pytest.fixture(scope="module")
def two_trials(tmp_path_factory: pytest.TempPathFactory) -> Letter:
    """A letter about HARBOUR and JETTY, which no sentence compares."""
    jetty = Trial("NCT90000004", "JETTY", "Zeltamab alone in marsh fever", "marsh fever")
    corpus, retriever = search_by_words(tmp_path_factory.mktemp("keywords"))
    rows = (
        make_ratio("update:40", "0.75", ("0.60", "0.94", "95"), trial=jetty.id, comparison="Zelta vs Base"),
        make_event("update:41", "Serious adverse events", arm="Zelta", n=9, trial=jetty.id, grade="serious"),
    )
    both = SmallCorpus([*RESULTS, *rows], trials=(HARBOUR, jetty))
    both.keywords = corpus.keywords
    assistant = Assistant(both)
    assistant.retriever = replace(retriever, corpus=both)
    return draft("What were the PFS hazard ratios in HARBOUR and JETTY?", assistant=assistant)


def test_each_trial_is_answered_and_none_compared(two_trials: Letter) -> None:
    """Every sentence names its trial, and a caution stands under the answer."""
    answer = next(section for section in two_trials.sections if section.key == "answer")
    texts = [text.text for block in answer.blocks if isinstance(block, Paragraph) for text in block.sentences]
    assert [text.split(",")[0] for text in texts[:2]] == ["In HARBOUR", "In JETTY"]
    assert texts[-1].startswith("This letter reports separate trials")
    titles = [section.title for section in two_trials.sections if section.level == 2]
    assert titles == ["HARBOUR: study design", "HARBOUR: efficacy", "HARBOUR: safety",
                      "JETTY: study design", "JETTY: efficacy", "JETTY: safety"]  # fmt: skip


def test_trials_of_one_name_are_told_by_their_numbers() -> None:
    """Where two trials have one acronym, a sentence names the registry number."""
    corpus = SmallCorpus(trials=(HARBOUR, Trial("NCT90000005", "HARBOUR", "Another", None)))
    names = Evidence((), corpus, index_terms(corpus)).names
    assert names == {HARBOUR.id: HARBOUR.id, "NCT90000005": "NCT90000005"}


def test_trials_never_share_a_table(two_trials: Letter) -> None:
    """The results of each trial stand in tables of their own."""
    trials = [
        {cell.trial for row in block.rows for cell in row.cells if cell.results}
        for section in two_trials.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    assert trials == [{HARBOUR.id}, {HARBOUR.id}, {"NCT90000004"}, {"NCT90000004"}]


def test_pick_that_is_not_held_is_refused() -> None:
    """A result that the corpus lost since it was picked is told by its id."""
    corpus = SmallCorpus()
    with pytest.raises(SelectionError, match="result 'update:99': not in this corpus"):
        Evidence((Selection("x", "asked", "answered", (), ("update:99",)),), corpus, index_terms(corpus))

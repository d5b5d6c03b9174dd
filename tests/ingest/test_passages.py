from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ingest.embedding import Embedder
from ingest.passages import name_terms, render_disclosure, render_results, split_document
from ingest.records import Disclosure, Document, Page, Passage, Result, Section, Source
from ingest.vocabulary import Term

SOURCE = Source("paper", "text", "NCT00000001", title="The paper", citation="Doe J. 2020.", tier="primary")
SENTENCE = "Patients in the lantern group lived for 12\u00b75 months (95% CI 10.1 to 14.9; p=0.0007 vs. candle). "
RESULT = Result(
    id="paper:001",
    trial="NCT00000001",
    source="paper",
    category="efficacy",
    outcome="Overall survival",
    statistic="hazard ratio",
    population="intention-to-treat",
    data_cutoff=date(2020, 1, 2),
    comparison="Lantern vs Candle",
    value=Decimal("0.710"),
    interval_kind="CI",
    ci_low=Decimal("0.50"),
    ci_high=Decimal("0.90"),
    ci_level=Decimal("95.4"),
    p_comparator="<",
    p_value=Decimal("0.0001"),
    p_sides="one-sided",
)
TERMS = (
    Term("outcome", "Overall survival", abbreviation="OS", synonyms=("time to death",)),
    Term("arm", "Lantern", synonyms=("lantern group",), trial="NCT00000001"),
    Term("arm", "Lantern", synonyms=("lamp",), trial="NCT00000002"),
)


def split(document: Document) -> tuple[Passage, ...]:
    """Cut with the real tokenizer."""
    model = Embedder()
    return split_document(document, source=SOURCE, max_tokens=model.max_tokens, count_tokens=model.count_tokens)


def test_passages_are_spans_of_whole_sentences() -> None:
    """Each is at its place in the text, ends where a sentence ends, and fits the model; together they miss nothing."""
    document = Document("paper", text=SENTENCE * 30)
    passages = split(document)
    assert all(document.text[passage.start : passage.end] == passage.text for passage in passages)
    assert all(passage.text.startswith("Patients") and passage.text.endswith("candle).") for passage in passages)
    assert all(Embedder().count_tokens(passage.text) <= 230 for passage in passages)
    assert " ".join(passage.text for passage in passages) == document.text.strip()
    assert min(len(passage.text) for passage in passages[:-1]) > 230 / 256 * 3 * len(SENTENCE)


def test_passage_stays_in_its_section() -> None:
    """A section's title goes with its passages; text outside any section is kept, without one."""
    text = "Preface. Methods are here. Findings are here."
    sections = (Section("Methods", 9, 26), Section("Findings", 27, 45))
    passages = split(Document("paper", text=text, sections=sections))
    assert [(passage.section, passage.text) for passage in passages] == [
        (None, "Preface."),
        ("Methods", "Methods are here."),
        ("Findings", "Findings are here."),
    ]


def test_inner_section_names_the_passage() -> None:
    """Where sections lie within each other, the innermost is the one that a reader looks for."""
    sections = (Section("Abstract", 0, 27), Section("Findings", 10, 27))
    passages = split(Document("paper", text="Foreword. Findings it held.", sections=sections))
    assert [passage.section for passage in passages] == ["Abstract", "Findings"]


def test_page_is_where_the_passage_begins() -> None:
    """Pages are counted from 1."""
    document = Document("paper", text=SENTENCE * 8, pages=(Page(1, 0, 100), Page(2, 100, 10_000)))
    assert [passage.page for passage in split(document)] == [1, 2]


def test_sentence_longer_than_a_passage_is_cut() -> None:
    """Nothing is lost to the model's limit, and nothing stands twice."""
    text = "Events were " + ", ".join(f"event {number}" for number in range(300)) + "."
    passages = split(Document("paper", text=text))
    assert len(passages) > 1
    assert "".join(passage.text for passage in passages).replace(" ", "") == text.replace(" ", "")
    assert all(Embedder().count_tokens(passage.text) <= 230 for passage in passages)


def test_id_is_of_content_and_place() -> None:
    """The same text at the same place has the same id, twice the same sentence has two."""
    document = Document("paper", text="One. " * 600)
    ids = [passage.id for passage in split(document)]
    assert ids == [passage.id for passage in split(document)]
    assert len(set(ids)) == len(ids) > 1


def test_empty_document_has_no_passage() -> None:
    """White space is not a passage."""
    assert split(Document("paper", text=" \n\n ")) == ()


def test_result_is_said_in_full() -> None:
    """A result's passage has everything that makes it unambiguous, and other words for it."""
    model = Embedder()
    passage = render_results(
        (RESULT,),
        source=SOURCE,
        terms=name_terms(TERMS, trial="NCT00000001"),
        max_tokens=256,
        count_tokens=model.count_tokens,
    )
    assert passage.text == (
        "Overall survival (OS): hazard ratio 0.710, 95.4 % confidence interval (CI) 0.50 to 0.90, "
        "one-sided p < 0.0001; Lantern vs Candle; population intention-to-treat; data cut-off 2 January 2020. "
        "Source: The paper. Overall survival: time to death. Lantern: lantern group."
    )
    assert (passage.kind, passage.link, passage.start) == ("result", "paper:001", None)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"value": "not reached", "unit": "months"}, "hazard ratio not reached months", id="not reached"),
        pytest.param({"n": 4, "N": 122}, "4 of 122 participants", id="counts"),
        pytest.param({"value": None}, ": 95.4 % confidence interval", id="no value"),
        pytest.param({"value": date(2019, 5, 6)}, "6 May 2019", id="date"),
        pytest.param({"interval_kind": "range", "ci_level": None}, "range 0.50 to 0.90", id="range"),
    ],
)
def test_other_figures_are_said_too(changed: dict[str, object], said: str) -> None:
    """Every kind of value has its words."""
    result = replace(RESULT, **changed)  # type: ignore[arg-type]
    model = Embedder()
    assert (
        said in render_results((result,), source=SOURCE, terms={}, max_tokens=256, count_tokens=model.count_tokens).text
    )


def test_both_arms_of_one_row_are_said_together() -> None:
    """Results that differ in their arm share a passage, which links to the first."""
    base = replace(RESULT, comparison=None, statistic="count", interval_kind=None, p_value=None, item="Week 4", N=50)
    rows = tuple(replace(base, id=f"paper:r{n}", arm=arm, n=n) for n, arm in ((7, "Lantern"), (9, "Candle")))
    passage = render_results(rows, source=SOURCE, terms={}, max_tokens=256, count_tokens=Embedder().count_tokens)
    assert passage.link == "paper:r7"
    assert "survival, Week 4; " in passage.text
    assert "Lantern: count 0.710, 7 of 50 participants; Candle: count 0.710, 9 of 50 participants." in passage.text


def test_other_words_are_left_out_where_they_do_not_fit() -> None:
    """The figure is never cut off by its synonyms."""
    model = Embedder()
    passage = render_results(
        (RESULT,),
        source=SOURCE,
        terms=name_terms(TERMS, trial="NCT00000001"),
        max_tokens=60,
        count_tokens=model.count_tokens,
    )
    assert passage.text.endswith("data cut-off 2 January 2020.")


def test_disclosure_is_said_with_its_wording() -> None:
    """The author is named in full and by initials, and the statement's own words stand beside ours."""
    disclosure = Disclosure(
        "paper:d1", "paper", "NCT00000001", "JD", "Jane Doe", "honoraria", "Lantern Ltd", "JD has honoraria.", 5, 22
    )
    passage = render_disclosure(disclosure, source=SOURCE)
    assert passage.text == (
        "Declaration of interests: Jane Doe (JD): honoraria from or with Lantern Ltd. "
        "In the statement's words: JD has honoraria. Source: The paper"
    )
    assert passage.link == "paper:d1"

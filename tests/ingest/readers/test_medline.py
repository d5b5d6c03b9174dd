"""MEDLINE text: records by their tags, with lines that go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers.medline import describe_medline, is_medline, read_medline

TEXT = """
PMID- 12345678
OWN - NLM
VI  - 12
IP  - 3
DP  - 2019 Mar 2
TI  - Lanternib for tired lamps (LANTERN): a randomised
      trial.
PG  - 145-56
LID - 10.9999/lamp.12 [doi]
AB  - BACKGROUND: Lamps tire. METHODS AND PATIENTS: We lit 40 lamps (CI: none). RESULTS:
      Half shone.
CI  - Copyright 2019 The Lamp Society.
FAU - Example, Ada B
AU  - Example AB
AD  - Department of Lamps.
AU  - Sample B
CN  - LANTERN Group
SI  - ClinicalTrials.gov/NCT00000042
GR  - L-1/Lamp Fund/Norway
PT  - Journal Article
PT  - Randomized Controlled Trial
PT  - Retracted Publication
TA  - Ann Made Up Med
PMC - PMC77
OT  - lamps
OT  - light
COIS- AE reports grants from Acme Light.
RIN - Ann Made Up Med. 2021;14(1):9. PMID: 22222222
EIN - Ann Made Up Med. 2020;13(1):8
CIN - Lamp Lett. 2019;1:1
SO  - Ann Made Up Med. 2019 Mar 2;12(3):145-56.

PMID- 87654321
DEP - 20200107
TI  - Do candles burn?
JT  - Candle letters
EFR - Candle Lett. 2019;1:1
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two records, as PubMed saves a search."""
    path = tmp_path / "search.txt"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    return path


def test_every_record_is_described(path: Path) -> None:
    """Authors with full names and without, a group, registry number, tier and reference."""
    first, second = (description.source for description in describe_medline(path))
    assert (first.id, first.kind, first.trial, first.tier) == ("pmid-12345678", "medline", "NCT00000042", "primary")
    assert first.citation == (
        "Example AB, Sample B, LANTERN Group. Lanternib for tired lamps (LANTERN): a randomised trial. "
        "Ann Made Up Med. 2019;12(3):145-156. doi:10.9999/lamp.12"
    )
    assert first.authors == ("Ada B Example", "Sample B", "LANTERN Group")
    assert (second.id, second.citation) == (
        "pmid-87654321",
        "Do candles burn? Candle letters. Published online January 7, 2020.",
    )


def test_record_is_read_in_its_sections(path: Path) -> None:
    """The abstract's labels in capitals become sections; a colon within a sentence does not."""
    reading = read_medline(path, source=describe_medline(path)[0].source)
    assert reading.document is not None
    text = reading.document.text
    sections = {section.title: text[section.start : section.end] for section in reading.document.sections}
    assert sections["Background"] == "Lamps tire."
    assert sections["Methods and patients"] == "We lit 40 lamps (CI: none)."
    assert sections["Results"] == "Half shone."
    assert sections["Declaration of interests"] == "AE reports grants from Acme Light."
    assert sections["Keywords"] == "lamps; light"
    assert sections["Related publications"].startswith("Retraction in: Ann Made Up Med. 2021")


def test_marks_become_notices(path: Path) -> None:
    """Retraction and erratum are told with their places; a correction says what it is."""
    first, second = (read_medline(path, source=description.source).notices for description in describe_medline(path))
    assert [(notice.kind, notice.text) for notice in first] == [
        ("retraction", "This article was retracted: Ann Made Up Med. 2021;14(1):9. PMID: 22222222."),
        ("erratum", "A correction of this article was published: Ann Made Up Med. 2020;13(1):8."),
    ]
    assert [notice.text for notice in second] == ["This is a correction, of: Candle Lett. 2019;1:1."]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("TI  - A letter\n", "expected MEDLINE text that begins with 'PMID- '", id="no number"),
        pytest.param("PMID- 1\nTI  - A\nand more\n", "line 3: expected a field", id="line without a tag"),
        pytest.param("", "found an empty file", id="empty"),
    ],
)
def test_other_text_is_an_error(text: str, message: str, tmp_path: Path) -> None:
    """What is no MEDLINE text says where it stops being one."""
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=rf"x\.txt.*{message}"):
        describe_medline(path)


def test_medline_is_told_from_other_text() -> None:
    """A record's number begins the file, after empty lines or none."""
    assert is_medline("\nPMID- 1\n")
    assert not is_medline("The PMID- 1 is a number.")

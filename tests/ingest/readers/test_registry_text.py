"""The document of a record: sections of prose in reading order, and no table of its numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ingest.readers.reading import Reading

Read = Callable[[Any], Reading]


def section(reading: Reading, title: str) -> str:
    """The text of a section."""
    assert reading.document
    found = next(part for part in reading.document.sections if part.title == title)
    return reading.document.text[found.start : found.end]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Summary", "The trial asks whether lanternib keeps tired lamps alight."),
        ("Conditions", "Conditions studied: Flicker; Lamp Fatigue."),
        ("Inclusion criteria", "Inclusion Criteria: Lamps with flicker >3 Hz.\n\nGlass intact."),
        ("Exclusion criteria", "Exclusion Criteria: Candles."),
        ("Eligibility criteria", "Minimum age: 18 Years. Sex: all. Healthy volunteers: not accepted."),
        ("Locations", "Countries with study centres: Chile; Norway."),
        ("Funding", "Sponsor: Acme Light.\n\nCollaborators: The Lamp Society."),
        ("Limitations", "Few lamps took part."),
        ("References", "Example A. Lamps. Ann Made Up Med. 2019. PMID: 12345678."),
    ],
)
def test_section_holds_its_part_of_the_record(study: Any, read_study: Read, title: str, text: str) -> None:
    """Each part of the record is a section with its escapes undone and its list marks gone."""
    assert section(read_study(study), title) == text


def test_number_enrolled_stands_alone_where_nothing_is_posted_of_its_kind(study: Any, read_study: Read) -> None:
    """No empty brackets follow it."""
    study["protocolSection"]["designModule"]["enrollmentInfo"] = {"count": 600}
    assert "Enrolment: 600." in section(read_study(study), "Design")


def test_masking_and_dates_are_sentences(study: Any, read_study: Read) -> None:
    """Codes of the registry are written as words."""
    reading = read_study(study)
    assert "Masking: double (participant, outcomes assessor)." in section(reading, "Design")
    assert "Primary completion: 2019-03-02 (actual)." in section(reading, "Dates")
    study["protocolSection"]["designModule"]["designInfo"]["maskingInfo"] = {"masking": "NONE"}
    assert "Masking: none (open label)." in section(read_study(study), "Design")


def test_chapters_enclose_their_sections(study: Any, read_study: Read) -> None:
    """A chapter spans the sections in it, so that what asks for methods finds design and eligibility."""
    document = read_study(study).document
    assert document
    spans = {part.title: (part.start, part.end) for part in document.sections}
    for title in ("Design", "Inclusion criteria", "Dates"):
        assert spans["Methods"][0] <= spans[title][0] < spans[title][1] <= spans["Methods"][1]


def test_posted_numbers_stand_in_no_table(study: Any, read_study: Read) -> None:
    """The values of the results section are results, and no text repeats them."""
    document = read_study(study).document
    assert document
    assert not any(number in document.text for number in ("0.531", "19.15", "88.9", "1,234.50"))


def test_what_the_protocol_said_is_not_repeated(study: Any, read_study: Read) -> None:
    """An outcome's description stands once, where protocol and results have the same."""
    words = "Time from lighting to flicker."
    study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]["description"] = words
    document = read_study(study).document
    assert document
    assert document.text.count(words) == 1
    assert "Flicker-free Survival (FFS). Analysed: The FAS comprised all lamps that were lit." in document.text


def test_contacts_are_not_read(study: Any, read_study: Read) -> None:
    """Addresses of people are no evidence."""
    document = read_study(study).document
    assert document
    assert "keeper@example.org" not in document.text


def test_html_is_text(study: Any, read_study: Read) -> None:
    """What looks like a tag is kept as the characters it is."""
    study["protocolSection"]["descriptionModule"]["briefSummary"] = "A &lt;script&gt;alert(1)&lt;/script&gt; lamp"
    assert section(read_study(study), "Summary") == "A <script>alert(1)</script> lamp."

from __future__ import annotations

import pytest

from ingest.identifiers import Identifier, parse_identifier


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("NCT02990338", "nct", "NCT02990338"),
        ("nct02990338", "nct", "NCT02990338"),
        (" NCT 02990338 ", "nct", "NCT02990338"),
        ("NCT: 02990338", "nct", "NCT02990338"),
        ("PMID:34097854", "pmid", "34097854"),
        ("pmid 34097854", "pmid", "34097854"),
        ("34097854", "pmid", "34097854"),
        ("PMID: 00123", "pmid", "123"),
        ("10.1016/S0140-6736(21)00592-4", "doi", "10.1016/S0140-6736(21)00592-4"),
        ("doi:10.1000/182", "doi", "10.1000/182"),
        ("DOI 10.1000/182", "doi", "10.1000/182"),
        ("https://doi.org/10.1016/S0140-6736%2821%2900592-4", "doi", "10.1016/S0140-6736(21)00592-4"),
        ("http://dx.doi.org/10.1000/182", "doi", "10.1000/182"),
        ("10.1002/(SICI)1097(199)17:15<1661::AID-SIM968>3.0.CO;2-2", "doi",
         "10.1002/(SICI)1097(199)17:15<1661::AID-SIM968>3.0.CO;2-2"),
    ],
)  # fmt: skip
def test_identifier_is_read_in_every_form(text: str, kind: str, value: str) -> None:
    """Case, spacing, prefixes and links do not matter."""
    found = parse_identifier(text)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    ["", "NCT0299033", "NCT029903380", "PMID:", "PMID:0", "123456789", "trial.json", "./34097854", "10.1016", "11.1/x",
     "https://example.org/10.1000/182", "10.1000/1 82", '10.1000/"182"', "EFC15246", "NCT02990338 NCT02990339"],
)  # fmt: skip
def test_anything_else_is_no_identifier(text: str) -> None:
    """What has another form is not guessed at."""
    assert parse_identifier(text) is None


def test_identifier_is_shown_as_it_is_written() -> None:
    """A PubMed id without its prefix would be a bare number."""
    shown = [
        str(Identifier("nct", "NCT02990338")),
        str(Identifier("pmid", "34097854")),
        str(Identifier("doi", "10.1/x")),
    ]
    assert shown == ["NCT02990338", "PMID:34097854", "DOI:10.1/x"]

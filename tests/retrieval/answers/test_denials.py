"""Names that a statement does not give."""

from __future__ import annotations

import pytest

from retrieval.answers.denials import deny_funders
from retrieval.records import Quote, Sentence
from tests.retrieval.small_trial import ask

FUNDING = [Sentence("Funding: “Sanofi.”", quotes=(Quote("article", 0, 7),))]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Was it funded by Amgen?", ["Amgen is not named there."]),
        ("Was it funded by Amgen or by Sanofi?", ["Amgen is not named there."]),
        ("Was it funded by Sanofi?", []),
        ("Who funded HARBOUR?", []),
        ("Does Amgen make it?", []),
    ],
)
def test_company_that_did_not_pay_is_denied(text: str, denied: list[str]) -> None:
    """A company that a question takes for the funder, and that the statement does not name, is said not to be there."""
    assert [sentence.text for sentence in deny_funders(ask(text), FUNDING)] == denied

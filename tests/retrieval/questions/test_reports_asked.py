"""Where a case is to be reported is no question to a trial."""

from __future__ import annotations

import pytest

from retrieval.questions.reports_asked import whom_to_tell


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("My patient had a seizure. Who do I tell?", "Who do I tell"),
        ("She fainted after the dose; where should we report this?", "where should we report this"),
        ("A rash came up, who needs to be told?", "who needs to be told"),
        ("Who reported the results?", None),
        ("Who is the corresponding author, and where can I contact them?", None),
        ("Which investigators ran it and who should I call?", None),
        ("How do I report the hazard ratio's interval?", None),
        ("Where was it reported?", None),
    ],
)
def test_whom_to_tell_is_no_matter_of_evidence(text: str, asked: str | None) -> None:
    """Where a case is to be reported is answered by no trial."""
    span = whom_to_tell(text)
    assert (text[slice(*span)] if span else None) == asked

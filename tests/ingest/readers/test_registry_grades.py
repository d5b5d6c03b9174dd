"""Titles of safety outcomes say whether events are serious or severe."""

from __future__ import annotations

import pytest

from ingest.readers.registry_grades import read_grade, read_row_grade


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        pytest.param(("Number of Participants With Serious Adverse Events (SAEs)",), "serious", id="serious"),
        pytest.param(("Serious treatment-emergent adverse events",), "serious", id="words between"),
        pytest.param(("Grade 3 or Higher Adverse Events",), ">=3", id="grade in words"),
        pytest.param(("Grade ≥3 TEAEs",), ">=3", id="grade as a sign"),
        pytest.param(("Participants With TEAEs",), None, id="any event"),
        pytest.param(("Adverse Events and Serious Adverse Events",), None, id="both"),
        pytest.param(("Serious TEAEs", "Adverse Events and Serious Adverse Events"), "serious", id="its row"),
        pytest.param(("Any TEAE", "Adverse Events and Serious Adverse Events"), None, id="another row"),
        pytest.param(("Non-serious Adverse Events",), None, id="not serious"),
        pytest.param(("AE with fatal outcome", "Grade 3-5 or Fatal AEs"), "5", id="fatal"),
        pytest.param(("Grade 3 to 5 AE", "Grade 3-5 or Fatal AEs"), ">=3", id="of several grades"),
        pytest.param(("Grade 5 TEAEs",), "5", id="grade of deaths"),
        pytest.param(("Non-fatal Bleeding Events",), None, id="not fatal"),
    ],
)
def test_title_names_the_grade(titles: tuple[str, ...], expected: str | None) -> None:
    """The row's title decides before the outcome's; a title that names several decides nothing."""
    assert read_grade(*titles) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Any", "any"), ("Grade 3", "3"), ("Grade IV", "4"), ("Grade 3 or Higher", None), ("Mild", None), (None, None)],
)
def test_row_that_is_a_grade_alone(title: str | None, expected: str | None) -> None:
    """ "Any" and "Grade 3" below "Fever" are grades of it, and no rows of their own."""
    assert read_row_grade(title) == expected

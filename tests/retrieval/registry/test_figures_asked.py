"""Which measures may tell the figures that a question asks for."""

from __future__ import annotations

import pytest

from retrieval.registry.figures_asked import may_tell_reason

TITLE = "Adverse Events Leading to Withdrawal From the Study"


@pytest.mark.parametrize(
    ("held", "may"),
    [
        pytest.param("Not completed: Lack of Efficacy", False, id="another reason"),
        pytest.param("Not completed: Adverse Event", True, id="the reason of its title"),
        pytest.param("Not completed: Withdrawal by Subject", True, id="leaving alone, for any reason"),
        pytest.param("Not completed", True, id="no reason"),
    ],
)
def test_measure_of_leaving_tells_its_own_reason(held: str, may: bool) -> None:
    """Who left for adverse events is no answer to who left for a lack of efficacy."""
    assert may_tell_reason([held], [TITLE]) is may

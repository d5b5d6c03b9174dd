"""Lists of three outcomes or groups with as many figures, and what is told of the events of the sentence before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import CheckReport, Verdict
from tests.retrieval.checks.conftest import is_good

Check = Callable[..., CheckReport]
THREE = "Overall response, complete response and MRD negativity were reached by"
PNEUMONIA = "Pneumonia occurred in 22.8% with Veda-Rx and 19.1% with Rx."


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        pytest.param(f"{THREE} 81.4%, 38.2% and 31.2% with Veda-Rx, against 70.3%, 24.6% and 14.5% with Rx.", (),
                     id="three outcomes, two arms"),
        pytest.param(f"{THREE} 81.4%, 31.2% and 38.2% of the Veda-Rx arm.", ("31.2", "38.2"), id="changed places"),
        pytest.param("Median PFS with Veda-Rx was 17.2 months in high-risk cytogenetics and longer overall (27.4 months"
                     ").", (), id="overall"),
        pytest.param(f"{PNEUMONIA} The respective figures for grade 3 or higher events were 14.7% and 11.0%.", (),
                     id="respective"),
        pytest.param(f"{PNEUMONIA} Grade 3 or higher events were seen in 14.7% and 11.0%.", (), id="of the event told"),
        pytest.param(f"{PNEUMONIA} Grade 3 or higher events were seen in 11.0% and 14.7%.", ("11.0", "14.7"),
                     id="of the event told, swapped"),
        pytest.param(f"{PNEUMONIA} At the primary analysis, grade 3 or higher events were seen in 76% and 65%.", (),
                     id="of all events"),
        pytest.param("Diarrhoea of any grade occurred in 34.5% with Veda-Rx. It was mild or moderate in all but 3.0%, "
                     "who had grade 3 or higher diarrhoea.", (), id="all but"),
    ],
)  # fmt: skip
def test_figures_in_the_order_of_a_list_or_of_the_event_before(check: Check, text: str, wrong: tuple[str, ...]) -> None:
    """Each figure of a list is of the name at its place; events of a grade are those just told."""
    report = check(text)
    assert tuple(it.number for it in report.checks if it.verdict is Verdict.CONTRADICTED) == wrong
    assert bool(wrong) or is_good(report)

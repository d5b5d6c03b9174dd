"""Tables of results as people read them: the first row of an outcome is that of the whole population."""

from __future__ import annotations

import re
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest

from interfaces.result_tables import TableForm, render_results
from tests.retrieval.small_trial import LAST, make_ratio

HR = ("0.42", "0.79", "95")
ROWS = (
    make_ratio("a:1", "0.51", HR, subgroup="age >=65 years", data_cutoff=LAST),
    make_ratio("b:1", "0.52", HR, data_cutoff=LAST),
    make_ratio("a:2", "0.53", HR, subgroup="age >=65 years"),
    make_ratio("b:2", "0.54", HR),
)
SOURCES: Any = MappingProxyType({row.source: SimpleNamespace(citation="A reference.") for row in ROWS})


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_whole_population_stands_before_its_subgroups(form: TableForm) -> None:
    """At each cut-off, in the order of the cut-offs."""
    text = render_results(ROWS, sources=SOURCES, form=form)
    assert re.findall(r"0\.5[1-4]", text) == ["0.52", "0.51", "0.54", "0.53"]

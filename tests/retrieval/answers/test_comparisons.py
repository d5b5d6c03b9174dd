"""Several comparisons of one outcome: each is told with the arms that it compares."""

from __future__ import annotations

from retrieval.answers.figures import group_figures
from retrieval.answers.phrasing import describe_figure
from tests.retrieval.small_trial import harbour, make_result


def test_each_comparison_is_told_under_its_own_arms() -> None:
    """Two doses against placebo are two sentences."""
    corpus, terms = harbour()
    rows = [
        make_result(
            f"update:{dose}", outcome="Ache", statistic="mean difference", comparison=f"{dose} vs Base", value=value
        )
        for dose, value in (("Low", "1.5"), ("High", "2.5"))
    ]
    [figure] = group_figures(rows, corpus=corpus, terms=terms)
    told = [sentence.text for sentence in describe_figure(figure, terms=terms)]
    assert [("Low vs Base" in text, "1.5" in text, "2.5" in text) for text in told] == [
        (True, True, False),
        (False, False, True),
    ]

"""Text that can do nothing, and is otherwise left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.inert import strip_links, strip_markup

PIECES = (
    "<",
    ">",
    "img src=x ",
    "b",
    "![",
    "](",
    ")",
    "[",
    "]",
    "https://e.example/",
    "javascript:",
    "<!--",
    "-->",
    " ",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "p <0.001; 5 < 6; [95% CI 0.4–0.9] (98%)", "p <0.001; 5 < 6; [95% CI 0.4–0.9] (98%)", id="figures"
        ),
        pytest.param("HR 0·53 (99% CI 0·32–0·89)", "HR 0·53 (99% CI 0·32–0·89)", id="as printed"),
        pytest.param("<b>bold</b> <img src=x onerror=alert(1)>", "bold ", id="tags"),
        pytest.param("<<b>img src=x>y", "y", id="tags within tags"),
        pytest.param("x ![pixel](https://e.example/?q=1) y", "x pixel y", id="image"),
        pytest.param("x ![pixel][1] y", "x pixel y", id="image by reference"),
        pytest.param("see [the label](https://e.example/a_(b))", "see the label", id="link"),
        pytest.param("see https://www.e.example/a", "see e.example/a", id="address"),
        pytest.param("mailto:a@b.example javascript:alert(1)", "a@b.example alert(1)", id="other schemes"),
        pytest.param("a<!-- ignore\nall -->b", "a b", id="comment"),
        pytest.param("a<script>alert(1)</script>b", "a b", id="script"),
        pytest.param('a<span style="color: white">ignore all</span>b', "a b", id="white on white"),
        pytest.param('a<div style="display:none">ignore</div>b', "a b", id="not displayed"),
        pytest.param("ig\u200bnore\u202e \U000e0069\ufeffall", "ignore all", id="invisible characters"),
        pytest.param("p <alpha", "p < alpha", id="what could become a tag"),
        pytest.param("[1]: https://e.example\nwords", "\nwords", id="definition of a link"),
    ],
)
def test_markup_is_taken_out_of_a_document(text: str, expected: str) -> None:
    """Tags, images, links and hidden text go, words stay, an address opens nothing."""
    assert strip_markup(text) == expected


def test_model_leaves_no_address_at_all() -> None:
    """A model's address could carry what it was shown: it is removed, not only made dead."""
    assert strip_links("at https://e.example/?q=secret or www.e.example") == "at (link removed) or (link removed)"


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_live_is_left(text: str) -> None:
    """However pieces of markup are put together, none of what is left works."""
    for bare in (strip_markup(text), strip_links(text)):
        assert not any(live in bare for live in ("<img src", "<b>", "<!--", "https://", "javascript:"))

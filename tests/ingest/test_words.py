"""The words of a spelling and their forms."""

import pytest

from ingest.words import first_form, normal_form, split_forms


@pytest.mark.parametrize(
    "spelling",
    [
        "Haemorrhages of the eye",
        "patients",
        "β-blocker use",
        "t(4;14) or t(14;16)",
        "T (4;14)",
        "2.5 % of all",
        ">= 3 lines",
        "progression-free survival",
        "(safety) population",
        "HADS total",
        "they died",
    ],
)
def test_first_word_of_a_spelling_is_the_first_of_all(spelling: str) -> None:
    """Read alone it has the form that it has when the whole spelling is read."""
    assert first_form(spelling) == split_forms(spelling)[0]


def test_signs_alone_are_no_word() -> None:
    """A dash names nothing."""
    assert first_form("-- ()") is None


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("the FDA's rule", ["the", "fda", "rule"]),
        ("COVID’s toll", ["covid", "toll"]),
        ("Crohn's SAEs", ["crohn", "sae"]),
    ],
)
def test_possessive_is_the_word_itself(words: str, forms: list[str]) -> None:
    """Whose it is, in capitals or not, is the same word."""
    assert split_forms(words) == forms


def test_raised_figure_of_a_unit_is_a_figure() -> None:
    """ "m²" is "m2"."""
    assert normal_form("m²") == normal_form("m2")


def test_greek_letter_is_its_name() -> None:
    """ "IFN-γ" is "IFN-gamma"; the sign of a unit stays."""
    assert split_forms("IFN-γ") == split_forms("IFN-gamma")
    assert normal_form("µ") != normal_form("mu")

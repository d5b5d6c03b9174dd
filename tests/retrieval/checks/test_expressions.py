from __future__ import annotations

import pytest

from retrieval.checks.figures.characters import readable
from retrieval.checks.figures.expressions import read_expressions
from retrieval.checks.figures.numbers import find_numbers
from retrieval.checks.figures.roles import Role

E, LO, HI, LV, N, T, P, G, D = (
    "estimate",
    "lower bound",
    "upper bound",
    "confidence level",
    "n",
    "N",
    "p-value",
    "grade",
    "date",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.53 (99% CI 0.32-0.89; p=0.0007)", [[(E, "0.53"), (LV, "99"), (LO, "0.32"), (HI, "0.89"), (P, "0.0007")]]),
        ("HR (95% CI) was 0.58 (0.42, 0.79)", [[(LV, "95"), (E, "0.58"), (LO, "0.42"), (HI, "0.79")]]),
        ("0.58, 95.4% confidence interval 0.42 to 0.79", [[(E, "0.58"), (LV, "95.4"), (LO, "0.42"), (HI, "0.79")]]),
        ("n=17 of 122 (14%)", [[(N, "17"), (T, "122"), (E, "14")]]),
        ("n = 17 (14%), n=122", [[(N, "17"), (E, "14")], [(T, "122")]]),
        ("0.70, bounded by 0.49 and 0.99 (95% CI)", [[(E, "0.70"), (LO, "0.49"), (HI, "0.99"), (LV, "95")]]),
        ("0.70, with 0.49 and 0.99 as the 95% limits", [[(E, "0.70"), (LO, "0.49"), (HI, "0.99"), (LV, "95")]]),
        ("0.70; 0.49 and 0.99 are the ends of the 95% CI", [[(E, "0.70"), (LO, "0.49"), (HI, "0.99"), (LV, "95")]]),
        ("0.70: the 95% CI has 0.49 as its lower and 0.99 as its upper end",
         [[(E, "0.70"), (LV, "95"), (LO, "0.49"), (HI, "0.99")]]),
        ("0.70, and its 95% CI ends at 0.49 and 0.99", [[(E, "0.70"), (LV, "95"), (LO, "0.49"), (HI, "0.99")]]),
        ("0.70, and one can be 95% confident that it lies between 0.49 and 0.99",
         [[(E, "0.70"), (LV, "95"), (LO, "0.49"), (HI, "0.99")]]),
        ("0.70 in all, 0.49 and 0.99 in the two groups", [[(E, "0.70")], [(E, "0.49")], [(E, "0.99")]]),
        ("0.70 and 0.81 (95% CI 0.66-0.99)", [[(E, "0.70")], [(E, "0.81"), (LV, "95"), (LO, "0.66"), (HI, "0.99")]]),
        ("61% of the planned 240 events", [[(E, "61"), (T, "240")]]),
        ("0.58 [95.4% CI: 0.42; 0.79]", [[(E, "0.58"), (LV, "95.4"), (LO, "0.42"), (HI, "0.79")]]),
        ("19.15 months (95% CI 15.77-not reached)", [[(E, "19.15"), (LV, "95"), (LO, "15.77"), (HI, "not reached")]]),
        ("136 (77%) of 177 patients", [[(N, "136"), (E, "77"), (T, "177")]]),
        ("136/177 (76.8%)", [[(N, "136"), (T, "177"), (E, "76.8")]]),
        ("77% (136/177)", [[(E, "77"), (N, "136"), (T, "177")]]),
        ("77% (n=136)", [[(E, "77"), (N, "136")]]),
        ("77% of 177 patients", [[(E, "77"), (T, "177")]]),
        ("six (3%) versus four (3%)", [[(N, "six"), (E, "3")], [(N, "four"), (E, "3")]]),
        ("from 19.2 to 35.7 months", [[(E, "19.2")], [(E, "35.7")]]),
        ("65 years (range 37-86)", [[(E, "65"), (LO, "37"), (HI, "86")]]),
        ("87% [81-91]", [[(E, "87"), (LO, "81"), (HI, "91")]]),
        ("grade 3 or 4 events in 5%", [[(G, "3")], [(G, "4")], [(E, "5")]]),
        ("(n=179) on 14 January 2022", [[(T, "179")], [(D, "14 January 2022")]]),
        ("one to three previous lines", [[(LO, "one"), (HI, "three")]]),
    ],
)  # fmt: skip
def test_numbers_take_their_parts(text: str, expected: list[list[tuple[str, str]]]) -> None:
    """Numbers that tell one result stand together, each in its role."""
    plain = readable(text)
    found = read_expressions(plain, find_numbers(plain), start=0)
    assert [[(part.role.value, part.number.text) for part in item.parts] for item in found] == expected


def test_spread_that_its_bracket_names_is_one() -> None:
    """Behind other words than the estimate's unit, too."""
    text = "The people randomised were 63.4 years old on average (SD 7.8)."
    found = read_expressions(text, find_numbers(text), start=0)
    assert [[part.role for part in one.parts] for one in found] == [[Role.ESTIMATE, Role.SPREAD]]

"""Formulas become one line of plain characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers.formulas import read_math, read_tex
from ingest.readers.xml_file import parse_xml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("<msup><mn>10</mn><mrow><mo>\u2212</mo><mn>5</mn></mrow></msup>", "10^\u22125", id="power"),
        pytest.param("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2", id="fraction"),
        pytest.param(
            "<msub><mover><mi>V</mi><mo>\u02d9</mo></mover><mrow><mn>2</mn><mi>max</mi></mrow></msub>",
            "V\u03072max",
            id="accent",
        ),
        pytest.param("<msub><mn>1</mn><mn>2</mn></msub><msub><mi>x</mi><mi>i</mi></msub>", "1_2x_i", id="lowered"),
        pytest.param("<mmultiscripts><mi>He</mi><mprescripts/><none/><mn>3</mn></mmultiscripts>", "3He", id="isotope"),
        pytest.param("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "\u221a(x+1)", id="root"),
        pytest.param("<mfenced><mi>x</mi><mi>y</mi></mfenced>", "(x, y)", id="brackets"),
        pytest.param("<munderover><mo>\u2211</mo><mn>1</mn><mi>n</mi></munderover>", "\u22111^n", id="sum"),
        pytest.param("<mi>p</mi><mo>&lt;</mo><mn>0.05</mn>", "p<0.05", id="inequality"),
        pytest.param("<semantics><mi>x</mi><annotation>\\x</annotation></semantics>", "x", id="annotation"),
        pytest.param("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "1, 2", id="table"),
    ],
)
def test_mathml_reads_as_a_line(text: str, expected: str, tmp_path: Path) -> None:
    """Every number and name stays, in an order that says the same."""
    path = tmp_path / "m.xml"
    path.write_text(f"<math>{text}</math>", encoding="utf-8")
    assert read_math(parse_xml(path)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            r"\documentclass{m}\begin{document}$$P \le 0.05$$\end{document}", "P \u22640.05", id="whole document"
        ),
        pytest.param(r"\frac{a+b}{2} \pm \alpha", "(a+b)/2 \u00b1\u03b1", id="fraction"),
        pytest.param(r"\mathrm{HR}=0.53, 95\%", "HR=0.53, 95%", id="text"),
    ],
)
def test_tex_reads_as_a_line(text: str, expected: str) -> None:
    """Commands become their characters; what only sets the type is left out."""
    assert read_tex(text) == expected

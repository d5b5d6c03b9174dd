"""Formulas in MathML and TeX, as one line of plain characters: ``x^2``, ``(a + b)/c``."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5

from ingest.readers.xml_file import Element, children, local_name

_UNSEEN = frozenset({"annotation", "annotation-xml", "mphantom", "none", "mprescripts"})
_ACCENTS = {"\u00af": "\u0304", "\u203e": "\u0304", "_": "\u0304", "^": "\u0302", "\u02c6": "\u0302", "~": "\u0303",
            "\u02dc": "\u0303", "\u02d9": "\u0307", ".": "\u0307", "\u2192": "\u20d7"}  # fmt: skip
_ONE_TOKEN = re.compile(r"[^\W_]+(?:[.\u00b7]\d+)?|.", re.DOTALL)
_SIGNED = re.compile(r"[-\u2212+]?(?:[^\W_]+(?:[.\u00b7]\d+)?|.)", re.DOTALL)
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*|\\(.)")
_TEX = {
    "le": "\u2264", "leq": "\u2264", "leqslant": "\u2264", "ge": "\u2265", "geq": "\u2265", "geqslant": "\u2265",
    "pm": "\u00b1", "times": "\u00d7", "cdot": "\u00b7", "neq": "\u2260", "ne": "\u2260", "approx": "\u2248",
    "sim": "~", "infty": "\u221e", "lt": "<", "gt": ">", "sqrt": "\u221a", "sum": "\u2211", "quad": " ",
    "rightarrow": "\u2192", "to": "\u2192", "circ": "\u00b0", "div": "\u00f7", "ldots": "\u2026",
}  # fmt: skip
_SILENT = frozenset(
    "mathrm mathit mathbf mathsf mathcal mathbb text textrm textit textbf rm it bf left right displaystyle textstyle "
    "limits nolimits big Big bigg Bigg hbox mbox operatorname boldsymbol".split()
)


def read_math(element: Element) -> str:
    """Return the text of a MathML element."""
    name = local_name(element)
    if name in _UNSEEN:
        return ""
    if name in ("mi", "mn", "mo", "mtext", "ms"):
        return " ".join(re.split(r"[ \t\r\n]+", "".join(element.itertext())))
    if name == "mmultiscripts":
        return _read_scripts(element)
    parts = [read_math(child) for child in children(element)]
    if name == "semantics":
        return parts[0] if parts else ""
    if name == "mspace":
        return " "
    if name == "mtable":
        return "; ".join(part for part in parts if part)
    if name in ("mtr", "mlabeledtr"):
        return ", ".join(part for part in parts if part)
    if name == "mfenced":
        return f"{element.get('open', '(')}{', '.join(parts)}{element.get('close', ')')}"
    return _ARRANGED[name](*parts) if name in _ARRANGED and len(parts) == _PARTS[name] else _join(name, parts)


def read_tex(text: str) -> str:
    """Return the text of a TeX formula; commands that have no character stay as their names."""
    body = text.rpartition(r"\begin{document}")[2].partition(r"\end{document}")[0].replace("$", "")
    for _ in range(4):  # fractions within fractions
        body = _FRACTION.sub(lambda match: f"{_group(match[1])}/{_group(match[2])}", body)
    return " ".join(re.sub(r"[{}]", "", _COMMAND.sub(_name_command, body)).split())


def _name_command(match: re.Match[str]) -> str:
    if match[2] is not None:
        return " " if match[2] in ",;:! " else match[2]
    name = match[1]
    if name in _SILENT:
        return ""
    return _TEX.get(name) or html5.get(f"{name};") or f"{name} "


def _join(name: str, parts: list[str]) -> str:
    whole = "".join(parts)
    return f"\u221a{_group(whole)}" if name == "msqrt" else whole


def _group(text: str) -> str:
    """Put brackets around what is more than one number or name."""
    text = text.strip()
    return text if _ONE_TOKEN.fullmatch(text) or (text.startswith("(") and text.endswith(")")) else f"({text})"


def _raise(base: str, power: str) -> str:
    return f"{base}^{power if _SIGNED.fullmatch(power.strip()) else _group(power)}" if power else base


def _lower(base: str, index: str) -> str:
    """``VO2max``, as lowered digits read in a text; a mark between where they would join a number, or a name."""
    if not index:
        return base
    return f"{base}{index}" if index[:1].isdigit() and not base[-1:].isdigit() else f"{base}_{_group(index)}"


def _place_over(base: str, over: str) -> str:
    accent = _ACCENTS.get(over.strip())
    return f"{base}{accent}" if accent and len(base) == 1 else _raise(base, over)


def _read_scripts(element: Element) -> str:
    """Base with the marks around it: those before a chemical symbol stand before it."""
    inner = list(children(element))
    names = [local_name(child) for child in inner]
    middle = names.index("mprescripts") if "mprescripts" in names else len(inner)
    after, before = [read_math(child) for child in inner[1:middle]], [read_math(child) for child in inner[middle + 1 :]]
    base = read_math(inner[0]) if inner else ""
    for index, power in zip(after[::2], after[1::2], strict=False):
        base = _raise(_lower(base, index), power)
    return "".join(before[1::2] + before[::2]) + base


_ARRANGED: dict[str, Callable[..., str]] = {
    "mfrac": lambda above, below: f"{_group(above)}/{_group(below)}",
    "msup": _raise,
    "msub": _lower,
    "msubsup": lambda base, index, power: _raise(_lower(base, index), power),
    "mover": _place_over,
    "munder": _lower,
    "munderover": lambda base, under, over: _raise(_lower(base, under), over),
    "mroot": lambda base, index: f"{_group(base)}^(1/{index})",
}
_PARTS = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "mover": 2, "munder": 2, "munderover": 3, "mroot": 2}

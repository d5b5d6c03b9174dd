"""Running text of PubMed and JATS elements, as one line of plain characters.

Raised and lowered characters keep their meaning without markup: ``10^-5``, ``m2``, ``CO2``, ``12.5^a``, ``word[12]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.readers.formulas import read_math, read_tex
from ingest.readers.xml_file import Element, children, local_name

APART = frozenset({"fn", "table-wrap", "table-wrap-group", "fig", "fig-group", "list", "def-list", "boxed-text",
                   "disp-quote", "supplementary-material", "statement", "verse-group", "speech"})  # fmt: skip
"""Elements within a paragraph that are paragraphs of their own, and not part of its line."""

IMAGE = "[formula shown as an image]"
"""What stands where the file holds a formula as a picture only, so that the gap in the sentence is seen."""

_UNSEEN = frozenset({"graphic", "inline-graphic", "media", "object-id", "alt-text", "long-desc", "index-term",
                     "private-char"})  # fmt: skip
_SPACED = frozenset({"break", "p", "title", "subtitle", "label", "caption", "td", "th", "entry", "tr", "row",
                     "list-item", "term", "def"})  # fmt: skip
_BLOCK = "\0"  # stands where an element of APART does; XML cannot hold it
_SPACES = re.compile(r"[ \t\r\n]+")
_UNDERLINED = {"<": "\u2264", ">": "\u2265", "+": "\u00b1"}
_USUAL = {"\u2a7d": "\u2264", "\u2a7e": "\u2265", "\u2266": "\u2264", "\u2267": "\u2265"}
_SLANTED = re.compile("[\u2a7d\u2a7e\u2266\u2267]")
_POWER = re.compile(r"[-+\u2212\u2013\u2012]\s?\d")
_ORDINAL = re.compile(r"st|nd|rd|th")
_UNIT = re.compile(r"(?<![^\W\d_])(?:[a-z\u00b5\u03bc]?m|[RrId]|[\u0391-\u03c9])$")
_NUMBERS = re.compile(r"[\d\s,;\u2013\u2012-]+")
_WORD = re.compile(r"[A-Z]?[a-z]{2}")  # no symbol of an isotope
_LETTER = re.compile(r"[^\W\d_]")


def read_line(element: Element | None) -> str:
    """Return the text of an element on one line, without what is a paragraph of its own; ``""`` for no element."""
    return "" if element is None else squeeze(_content(element, []).replace(_BLOCK, " "))


def read_runs(element: Element) -> Iterator[str | Element]:
    """Yield, in reading order, the lines of an element and the elements between them that are paragraphs apart.

    A footnote parts no line: its mark stands in it, and the footnote follows at the end.
    """
    blocks: list[Element] = []
    first, *rest = _content(element, blocks).split(_BLOCK)
    line, footnotes = [first], list[Element]()
    for block, text in zip(blocks, rest, strict=True):
        if local_name(block) == "fn":
            mark = next((read_line(label) for label in children(block, "label")), "")
            line += [_raise(mark, before=_end(line)), text]
            footnotes.append(block)
        else:
            yield squeeze("".join(line))
            yield block
            line = [text]
    yield squeeze("".join(line))
    yield from footnotes


def squeeze(text: str) -> str:
    """Return the text with single spaces, and slanted signs of inequality as the usual ones.

    Spaces that do not break, as between thousands, stay as they are.
    """
    return _SLANTED.sub(lambda match: _USUAL[match.group()], _SPACES.sub(" ", text)).strip()


def _content(element: Element, blocks: list[Element]) -> str:
    """The text of an element, its line breaks as they are; every writer asks for it once, however deep it nests."""
    out: list[str] = []
    _write_content(element, out, blocks)
    return "".join(out)


def _write_content(element: Element, out: list[str], blocks: list[Element]) -> None:
    out.append(element.text or "")
    for child in element:
        name = local_name(child)
        if name in APART:
            out.append(_BLOCK)
            blocks.append(child)
        elif name in _SPACED:
            out.append(" ")
            _write_content(child, out, blocks)
            out.append(" ")
        elif name and name not in _UNSEEN:
            _WRITERS.get(name, _write_content)(child, out, blocks)
        out.append(child.tail or "")


def _write_underlined(element: Element, out: list[str], blocks: list[Element]) -> None:
    text = _content(element, blocks)
    out.append(_UNDERLINED.get(text.strip(), text))


def _write_lowered(element: Element, out: list[str], blocks: list[Element]) -> None:
    text = _content(element, blocks).strip()  # its line is squeezed once, when it is whole
    _close_gap(out)
    out.append(f"_{text}" if _end(out)[-1:].isdigit() and text[:1].isdigit() else text)


def _write_raised(element: Element, out: list[str], blocks: list[Element]) -> None:
    if _holds_references(element):
        out.append(f"[{squeeze(''.join(element.itertext()))}]")
        return
    text = _content(element, blocks).strip()  # its line is squeezed once, when it is whole
    if _POWER.match(text) or (_end(out).rstrip()[-1:].isdigit() and not _LETTER.match(element.tail or "")):
        _close_gap(out)
    before = _end(out)
    apart = not before[-1:].strip() and _WORD.match(element.tail or "")  # a footnote's mark before its first word
    out.append(f"{text} " if apart else _raise(text, before=before))


def _write_reference(element: Element, out: list[str], blocks: list[Element]) -> None:
    """A mark printed beside a word: it must not run into it."""
    if element.get("ref-type") == "bibr":
        text = squeeze("".join(element.itertext()))
        end = _end(out)
        beside = (end[-1:].isalnum() or end[-1:] in tuple(".)%")) and end.rfind("[") <= end.rfind("]")
        out.append(f"[{text}]" if _is_raised(element) or (beside and _NUMBERS.fullmatch(text)) else text)
    elif element.get("ref-type") in ("fn", "table-fn"):
        out.append(_raise(_content(element, blocks).strip(), before=_end(out)))
    else:
        _write_content(element, out, blocks)


def _write_formula(element: Element, out: list[str], blocks: list[Element]) -> None:
    text = _content(element, blocks)
    out.append(
        f" {text} "
        if local_name(element) == "disp-formula" and text.strip()
        else text
        if text.strip()
        else f" {IMAGE} "
    )


def _write_alternative(element: Element, out: list[str], blocks: list[Element]) -> None:
    """Of several forms of one thing a reader sees one: the first that is text, MathML before TeX."""
    forms = {local_name(child): child for child in reversed(list(children(element)))}
    order = ("math", "textual-form", "tex-math", *forms)
    chosen = next((forms[name] for name in order if name in forms and name not in _UNSEEN | APART), None)
    if chosen is not None:
        _WRITERS.get(local_name(chosen), _write_content)(chosen, out, blocks)


def _write_math(element: Element, out: list[str], blocks: list[Element]) -> None:
    del blocks
    out.append(read_math(element))


def _write_tex(element: Element, out: list[str], blocks: list[Element]) -> None:
    del blocks
    out.append(read_tex(element.text or ""))


def _write_link(element: Element, out: list[str], blocks: list[Element]) -> None:
    """A link shows its text, and its target only where it has none."""
    text = _content(element, blocks)
    target = next((value for key, value in element.attrib.items() if key.endswith("href")), "")
    out.append(text if text.strip() else target)


def _raise(text: str, *, before: str) -> str:
    """Return raised text after ``before``, marked wherever the plain characters would say something else."""
    last = before[-1:]
    if _POWER.match(text) and last.strip():
        return f"^{text}"
    if not (text[:1].isalnum() or text[:1] == "(") or not (last.isalnum() or last in tuple(")]")):
        return text
    if last.isdigit():
        return text if _ORDINAL.fullmatch(text) else f"^{text}"
    of_ion = text[-1:] in tuple("+-\u2212\u2013") and text[:-1].isdigit()
    return text if of_ion or (text in ("2", "3") and _UNIT.search(before)) else f"^{text}"


def _end(out: list[str]) -> str:
    return "".join(out[-8:])


def _close_gap(out: list[str]) -> None:
    """Drop the line break that a program put between a character and what is raised or lowered beside it."""
    end = _end(out)
    if "\n" in end[len(end.rstrip()) :]:
        while out and not out[-1].strip():
            out.pop()
        out[-1:] = [out[-1].rstrip()] if out else []


def _holds_references(element: Element) -> bool:
    """Whether raised text holds numbers of references and nothing else but what stands between them."""
    marks = [child for child in element if local_name(child) == "xref" and child.get("ref-type") == "bibr"]
    between = "".join((element.text or "", *(child.tail or "" for child in element)))
    return bool(marks) and len(marks) == len(element) and not re.search(r"[^\W\d_]", between)


def _is_raised(element: Element) -> bool:
    return len(element) == 1 and local_name(element[0]) == "sup" and not (element.text or "").strip()


_WRITERS: dict[str, Callable[[Element, list[str], list[Element]], None]] = {
    "u": _write_underlined,
    "underline": _write_underlined,
    "sub": _write_lowered,
    "sup": _write_raised,
    "xref": _write_reference,
    "inline-formula": _write_formula,
    "disp-formula": _write_formula,
    "alternatives": _write_alternative,
    "math": _write_math,
    "tex-math": _write_tex,
    "ext-link": _write_link,
    "uri": _write_link,
    "email": _write_link,
}

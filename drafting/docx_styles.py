"""How a letter looks in Word: real styles, so that a team can change them in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table, _Cell

FONT = "Arial"
INK, ACCENT, WARNING = "222222", "1F3864", "B00020"
HEAD_FILL, BAND_FILL, CAUTION_FILL = "1F3864", "E8EDF5", "FFF4E5"
_MILLIMETRES = {"a4": (210, 297), "letter": (215.9, 279.4)}
_MARGIN = 22  # millimetres


def apply_styles(document: Document) -> None:
    """Set fonts, sizes and spacing of the styles that a letter uses, and add its own."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    sizes = {"Normal": 10, "Title": 18, "Heading 1": 12.5, "Heading 2": 11, "Caption": 9, "List Bullet": 10,
             "List Number": 10, "Header": 8, "Footer": 8}  # fmt: skip
    for name in ("Letter Table", "Letter Note", "Letter Reference", "Caution"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        sizes[name] = {"Letter Table": 8.5, "Letter Note": 8, "Letter Reference": 9, "Caution": 10}[name]
    mark = document.styles.add_style("Citation Mark", WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True
    for name, points in sizes.items():
        style = document.styles[name]
        _set_font(style)
        style.font.size = Pt(points)
        heading = name in ("Title", "Heading 1", "Heading 2", "Caption")
        style.font.bold = heading
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(ACCENT if heading else INK)
    _space(document)


def set_page(section: Section, *, paper: str, landscape: bool = False) -> None:
    """Set the paper, its orientation and the margins of a section."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    width, height = _MILLIMETRES[paper]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(height), Mm(width)) if landscape else (Mm(width), Mm(height))
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(_MARGIN))


def lay_out_table(table: Table, widths: tuple[float, ...]) -> None:
    """Give a table thin rules, a header row that repeats on every page, rows that do not break, and its widths.

    Args:
        widths: Of the columns, in millimetres.
    """
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm

    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8C0CC"/>' for side in ("top", "bottom", "insideH")
    )
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001  # python-docx offers no borders
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{rules}</w:tblBorders>")
    properties.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    sides = "".join(f'<w:{side} w:w="60" w:type="dxa"/>' for side in ("left", "right"))
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    properties.insert_element_before(margins, "w:tblLook")
    for place, row in enumerate(table.rows):
        settings = row._tr.get_or_add_trPr()  # noqa: SLF001
        settings.append(OxmlElement("w:cantSplit"))
        if place == 0:
            settings.append(OxmlElement("w:tblHeader"))
        for cell, width in zip(row.cells, widths, strict=False):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def fill_cell(cell: _Cell, colour: str) -> None:
    """Give a cell a background."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _set_font(style: object) -> None:
    """One font for all scripts: Word keeps one each for Latin, East Asian and complex text."""
    from docx.oxml.ns import qn

    style.font.name = FONT  # type: ignore[attr-defined]
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _space(document: Document) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Mm, Pt

    spacing = {"Normal": (0, 5), "Title": (0, 6), "Heading 1": (12, 3), "Heading 2": (8, 3), "Caption": (6, 3),
               "List Bullet": (0, 3), "List Number": (0, 3), "Letter Table": (1, 1), "Letter Note": (3, 6),
               "Letter Reference": (0, 3), "Caution": (4, 6)}  # fmt: skip
    for name, (before, after) in spacing.items():
        layout = document.styles[name].paragraph_format
        layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.08
    for name in ("Heading 1", "Heading 2", "Caption"):
        document.styles[name].paragraph_format.keep_with_next = True
    reference = document.styles["Letter Reference"].paragraph_format
    reference.left_indent, reference.first_line_indent = Mm(8), Mm(-8)
    title = document.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(f"{{{title.nsmap['w']}}}pBdr"):
        title.remove(border)
    document.styles["Caution"].paragraph_format.keep_together = True
    caution = document.styles["Caution"].element.get_or_add_pPr()
    rule = '<w:left w:val="single" w:sz="24" w:space="6" w:color="E08A00"/>'
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{rule}</w:pBdr>")
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{CAUTION_FILL}"/>')
    later = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")  # the file format's order of elements
    caution.insert_element_before(border, "w:shd", *later)
    caution.insert_element_before(shade, *later)

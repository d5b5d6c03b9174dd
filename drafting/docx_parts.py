"""Parts of a Word document that python-docx has no words for: fields, a watermark, properties, an embedded record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ingest.errors import EvidenceError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

RECORD_NAMESPACE = "urn:trialcite:letter:1"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_ITEM = "{6D1A3C0E-5B1F-4B0C-9E53-7C1A5E0F4A11}"  # any GUID: it names the item within its document
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the GUID of custom properties, from the file format


class RecordError(EvidenceError):
    """A document whose embedded record cannot be read."""


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that the word processor fills, such as ``PAGE`` or ``NUMPAGES``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "text":
            run.text = "1"
        elif kind is None:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {instruction} "
            run._r.append(code)  # noqa: SLF001  # python-docx offers no fields
        else:
            char = OxmlElement("w:fldChar")
            char.set(qn("w:fldCharType"), kind)
            run._r.append(char)  # noqa: SLF001


def add_watermark(paragraph: Paragraph, words: str) -> None:
    """Add words that stand pale and slanted behind every page whose header the paragraph is in."""
    from docx.oxml import parse_xml

    paragraph.add_run()._r.append(parse_xml(_WATERMARK.format(words=escape(words, {'"': "&quot;"}))))  # noqa: SLF001


def enclose(elements: Sequence[BaseOxmlElement], *, tag: str, title: str) -> None:
    """Put blocks of a document's body into a content control, which names them for programs and readers."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    control = parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{escape(title)}"/><w:tag w:val="{tag}"/></w:sdtPr>'
        "<w:sdtContent/></w:sdt>"
    )
    elements[0].addprevious(control)
    content = control.find(qn("w:sdtContent"))
    for element in elements:
        content.append(element)


def set_properties(document: Document, properties: Mapping[str, str]) -> None:
    """Add custom document properties, which search and records systems read."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    entries = "".join(
        f'<property fmtid="{_SET}" pid="{place}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for place, (name, value) in enumerate(properties.items(), start=2)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_TYPES}">{entries}</Properties>'
    )
    package = document.part.package
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    part = Part(PackURI("/docProps/custom.xml"), kind, xml.encode(), package)
    package.relate_to(part, f"{_RELATIONS}/custom-properties")


def embed_record(document: Document, record: str) -> None:
    """Embed a record as a custom XML part, which Word and LibreOffice keep when they save the document."""
    from docx.opc.part import Part

    package = document.part.package
    head = '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
    item = f'{head}<record xmlns="{RECORD_NAMESPACE}">{escape(record)}</record>'
    described = (
        f'{head}<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_DATASTORE}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{RECORD_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    part = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", item.encode(), package)
    about = Part(package.next_partname("/customXml/itemProps%d.xml"), kind, described.encode(), package)
    part.relate_to(about, f"{_RELATIONS}/customXmlProps")
    document.part.relate_to(part, f"{_RELATIONS}/customXml")


_LARGEST_RECORD = 50_000_000
"""Bytes: a letter's record has some hundred thousand; a small file can unpack to anything."""


def list_paragraphs(raw: bytes) -> list[str]:
    """Return the text of each paragraph and cell of a document written here, what its content controls hold too."""
    from io import BytesIO

    import docx
    from docx.oxml.ns import qn

    body = docx.Document(BytesIO(raw)).element.body
    return ["".join(part.itertext(qn("w:t"))) for part in body.iter(qn("w:p"), qn("w:tc"))]


def read_record(raw: bytes, *, name: str) -> str | None:
    """Return the record that a document embeds; ``None`` where it embeds none, or is no DOCX file at all.

    Raises:
        RecordError: Its record is damaged, or larger than any that was written here.
    """
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    from lxml import etree

    try:
        with ZipFile(BytesIO(raw)) as archive:
            items = [
                entry for entry in archive.namelist() if entry.startswith("customXml/item") and "Props" not in entry
            ]
            for entry in items:
                if archive.getinfo(entry).file_size > _LARGEST_RECORD:
                    raise RecordError(
                        f"{name}: its embedded record is over {_LARGEST_RECORD // 1_000_000} MB; draft it again"
                    )
                root = etree.fromstring(archive.read(entry), etree.XMLParser(resolve_entities=False, huge_tree=True))
                if root.tag == f"{{{RECORD_NAMESPACE}}}record":
                    return root.text or ""
    except BadZipFile:
        return None
    except (etree.XMLSyntaxError, OSError) as error:
        raise RecordError(f"{name}: its embedded record cannot be read ({error}); draft the letter again") from error
    return None


_WATERMARK = (
    '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>'
    '<v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="rect"/>'
    '<v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape id="trialcite-mark" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;'
    "margin-top:0;width:420pt;height:140pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
    'mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"'
    ' o:allowincell="f" fillcolor="#e4e4e4" stroked="f"><v:fill opacity=".6"/>'
    '<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{words}"/></v:shape></w:pict>'
)
"""Word's own form of a watermark; LibreOffice reads it too."""

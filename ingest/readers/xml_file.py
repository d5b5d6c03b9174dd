"""XML files, parsed so that a file can neither fetch, nor include, nor unfold anything.

lxml does the parsing, since the program needs it anyway: without DTD, without network, without entities of the file's
own, and within libxml2's limits. What defusedxml adds to that is the refusal of entity declarations, made here.

Limits: ``MAX_BYTES``, ``MAX_TAGS``, ``MAX_DEPTH``, and libxml2's own of 10 MB in one text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import Any

from ingest.errors import SourceError

MAX_BYTES = 30_000_000
"""Two thousand PubMed records, or a hundred full articles."""
MAX_TAGS = 3_000_000
"""An element takes some 150 bytes of memory, however short it is in the file; a PubMed record has a thousand tags."""
MAX_DEPTH = 100
"""Elements within elements: an article has some twenty, its formulas as many again."""

Element = Any
"""An element of lxml, which carries no types."""

_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
# What is read as it stands goes first: an ampersand there is a character. The rest of a comment that never ends is one.
_MARKUP = re.compile(
    r"<!--(?:.*?-->|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|(?P<entity><!ENTITY)|&(?P<name>[A-Za-z][A-Za-z0-9.]{0,31});",
    re.DOTALL,
)
_REASON_CHARACTERS = 200  # the parser quotes names of the file, which may be of any length
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_INCLUDE = "{http://www.w3.org/2001/XInclude}include"


def parse_xml(path: Path) -> Element:
    """Return the root of an XML file.

    Named characters of HTML and JATS (``&alpha;``) become the characters; a name that no list holds stays as written.
    A text that is UTF-8 is read as such, whatever its declaration says.

    Raises:
        SourceError: The file cannot be read, is too large, declares entities, includes another file, or is no XML.
    """
    from lxml import etree  # only ingestion pays for it

    text = _MARKUP.sub(lambda match: _resolve(match, file=path.name), _decode(path))
    if (tags := text.count("<")) > MAX_TAGS:
        raise SourceError(f"{path.name}: expected at most {MAX_TAGS:,} tags, found {tags:,}; split the file")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        reason = " ".join((error.msg or "no element").split())[:_REASON_CHARACTERS]
        raise SourceError(
            f"{path.name}: expected XML; it is broken, cut short or of another kind ({reason}); fetch the file anew"
        ) from error
    _refuse_depth(root, file=path.name)
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):
        raise _refuse_entities(path.name)
    if next(root.iter(_INCLUDE), None) is not None:
        raise SourceError(f"{path.name}: expected one whole file, found an XInclude of another; save both as one file")
    return root


def local_name(element: Element) -> str:
    """Return the element's name without namespace; ``""`` for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the child elements, of ``names`` where some are given, whatever their namespace."""
    for child in element:
        name = local_name(child)
        if name and (not names or name in names):
            yield child


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element down a path of names, ``"Journal/JournalIssue"``, or ``None``."""
    for name in path.split("/"):
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def find_all(element: Element, *paths: str) -> Iterator[Element]:
    """Yield the elements at the end of each path, through every element on the way."""
    for path in paths:
        found = [element]
        for name in path.split("/"):
            found = [child for parent in found for child in children(parent, name)]
        yield from found


def _decode(path: Path) -> str:
    content = _read_bytes(path)
    declared = _DECLARED.match(content)
    named = declared.group(1).decode() if declared else "utf-8"
    encoding = next((name for mark, name in _BOMS.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or named.casefold() in ("utf-8", "utf8"):
            raise SourceError(
                f"{path.name}: expected {encoding.upper()}, found byte 0x{content[error.start]:02x} at {error.start}; "
                "save the file as UTF-8"
            ) from error
    try:
        return content.decode(named)
    except (LookupError, UnicodeDecodeError) as error:
        raise SourceError(
            f"{path.name}: expected the encoding that it declares, {named}; found other bytes; save the file as UTF-8"
        ) from error


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"{path.name}: expected at most {MAX_BYTES:,} bytes of XML, found {size:,}; split the file"
            )
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path.name}: cannot be read; {error.strerror or error}") from error
    if not content.strip():
        raise SourceError(f"{path.name}: expected XML, found an empty file; fetch it anew")
    return content


def _resolve(match: re.Match[str], *, file: str) -> str:
    if match["entity"]:
        raise _refuse_entities(file)
    name = match["name"]
    if name is None or name in _OF_XML:
        return match.group()
    characters = html5.get(f"{name};")
    return "".join(f"&#{ord(each)};" for each in characters) if characters else f"&amp;{name};"


def _refuse_depth(root: Element, *, file: str) -> None:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise SourceError(f"{file}: expected at most {MAX_DEPTH} elements within each other, found more")


def _refuse_entities(file: str) -> SourceError:
    return SourceError(
        f"{file}: expected XML without entity declarations, found <!ENTITY ...>, which can unfold without end or name "
        "other files; save the file without them"
    )

"""Sections and paragraphs of a JATS article, in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.disclosure_grammar import HEADING
from ingest.readers.jats_tables import read_rows
from ingest.readers.pubmed_page import DECLARATION
from ingest.readers.references import Part
from ingest.readers.xml_file import Element, children, find, find_all, local_name
from ingest.readers.xml_text import APART, read_line, read_runs

Path = tuple[str, ...]

_INTERESTS = ("conflict", "coi-statement", "competing-interests")
_FUNDING = ("financial-disclosure", "supported-by", "funding-information", "funding")
_OWN_TITLES = {"ack": "Acknowledgements", "glossary": "Glossary", "bio": "Biography", "boxed-text": "Box",
               "fig": "Figure", "table-wrap": "Table", "app": "Appendix"}  # fmt: skip
_TITLED = frozenset({"sec", "ack", "app", "notes", "glossary", "bio", "boxed-text", "abstract", "trans-abstract",
                     "statement", "def-list"})  # fmt: skip
_HOLDERS = frozenset({"body", "back", "app-group", "floats-group", "fn-group", "table-wrap-group", "fig-group",
                      "disp-quote", "verse-group", "speech", "author-notes", "table-wrap-foot", "caption", "def-item",
                      "def", "question-wrap", "sec-meta", "front-matter", "disp-formula-group"})  # fmt: skip
_LEFT_OUT = frozenset({"ref-list", "title", "label", "object-id", "sec-meta", "front-stub", "front"})


def read_parts(article: Element, *, meta: Element) -> Iterator[Part]:
    """Yield every paragraph of an article: abstracts, text, declarations and footnotes, then what frames them."""
    for abstract in children(meta, "abstract", "trans-abstract"):
        yield from _read_titled(abstract, (), title=_name_abstract(abstract))
    for group in children(meta, "kwd-group"):
        title = read_line(find(group, "title")).rstrip(":") or "Keywords"
        yield (title,), "; ".join(read_line(each) for each in children(group, "kwd", "compound-kwd", "nested-kwd"))
    for holder in children(article, "body", "back", "floats-group"):
        yield from _read_children(holder, ())
    yield from _read_funding(meta)
    for notes in children(meta, "author-notes"):
        yield from _read_children(notes, ("Author notes",))
    for each in find_all(meta, "contrib-group/contrib"):
        yield _read_contributor(each)
    for statement in find_all(meta, "permissions/copyright-statement", "permissions/license"):
        yield ("Copyright",), read_line(statement)
    for place in dict.fromkeys(map(read_line, find_all(meta, "aff", "contrib-group/aff", "contrib-group/contrib/aff"))):
        yield ("Affiliations",), place
    for reply in children(article, "sub-article", "response"):
        yield from _read_reply(reply)


def _read_contributor(contributor: Element) -> Part:
    """What the head of an article does not show of a person: an editor's name and role, an author's address."""
    name = " ".join(read_line(find(contributor, f"name/{part}")) for part in ("given-names", "surname")).strip()
    if contributor.get("contrib-type", "author") != "author":
        return ("Editors",), ", ".join(filter(None, (name, *map(read_line, children(contributor, "role")))))
    addresses = ", ".join(map(read_line, find_all(contributor, "email", "address/email")))
    return ("Author notes",), f"{name}: {addresses}" if addresses else ""


def _read_reply(reply: Element) -> Iterator[Part]:
    """Yield what is published with the article: a translation, a review, a reply."""
    meta = find(reply, "front-stub") if find(reply, "front-stub") is not None else find(reply, "front/article-meta")
    title = read_line(find(meta, "title-group/article-title")) or reply.get("article-type") or "Reply"
    for abstract in children(meta, "abstract") if meta is not None else ():
        yield from _read_titled(abstract, (title,), title=_name_abstract(abstract))
    for holder in children(reply, "body", "back"):
        yield from _read_children(holder, (title,))


def _name_abstract(abstract: Element) -> str:
    kind = abstract.get("abstract-type") or abstract.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    kind = kind.replace("-", " ") if local_name(abstract) == "trans-abstract" or abstract.get("abstract-type") else ""
    own = read_line(find(abstract, "title"))
    if own and kind:
        return own
    return f"Abstract ({kind})" if kind else "Abstract"


def _read_children(holder: Element, path: Path) -> Iterator[Part]:
    for child in children(holder):
        if local_name(child) not in _LEFT_OUT:
            yield from _read_block(child, path)


def _read_block(element: Element, path: Path) -> Iterator[Part]:
    name = local_name(element)
    if name in _TITLED:
        yield from _read_titled(element, path)
    elif name in _READERS:
        yield from _READERS[name](element, path)
    elif name in _HOLDERS:
        label = read_line(find(element, "label"))
        yield path, label
        yield from _read_children(element, path)
    else:
        yield from _read_paragraph(element, path)


def _read_titled(element: Element, path: Path, *, title: str = "") -> Iterator[Part]:
    name, own = local_name(element), read_line(find(element, "title"))
    label = read_line(find(element, "label"))
    shown = title or " ".join(filter(None, (label, own))) or _OWN_TITLES.get(name, "")
    shown = shown[:1].upper() + shown[1:].rstrip(" .:")  # some journals leave capitals to the printer
    kind = (element.get("sec-type") or element.get("notes-type") or "").casefold()
    if kind in _INTERESTS or HEADING.fullmatch(own):
        path = (DECLARATION,)
    elif shown:
        path = (*path, shown)
    elif kind in _FUNDING:
        path = ("Funding",)
    yield from _read_children(element, path)


def _read_paragraph(element: Element, path: Path, *, mark: str = "") -> Iterator[Part]:
    """Yield the lines of a paragraph, and between them the blocks that stand within it."""
    for run in read_runs(element):
        if isinstance(run, str):
            yield path, f"{mark}{run}" if run else ""
            mark = mark if not run else ""
        else:
            yield from _read_block(run, path)


def _read_list(element: Element, path: Path) -> Iterator[Part]:
    ordered = element.get("list-type") in ("order", "number")
    for number, item in enumerate(children(element, "list-item"), start=1):
        label = read_line(find(item, "label"))
        mark = f"{label} " if label else f"{number}. " if ordered else "- "
        for block in children(item):
            if local_name(block) in _LEFT_OUT:
                continue
            if local_name(block) == "p":
                yield from _read_paragraph(block, path, mark=mark)
            else:
                yield from _read_block(block, path)
            mark = ""


def _read_definition(element: Element, path: Path) -> Iterator[Part]:
    term = read_line(find(element, "term"))
    meaning = " ".join(read_line(each) for each in children(element, "def"))
    yield path, f"{term}: {meaning}" if term and meaning else term or meaning


def _read_table(element: Element, path: Path) -> Iterator[Part]:
    """Yield a table: its caption, its rows as one paragraph, its footnotes."""
    label = read_line(find(element, "label"))
    inside = (*path, label.rstrip(".") or _OWN_TITLES["table-wrap"])
    yield inside, _tell_caption(element, label=label)
    for table in find_all(element, "table", "alternatives/table", "tgroup"):
        yield inside, "\n".join(read_rows(table))
    for foot in children(element, "table-wrap-foot"):
        yield from _read_children(foot, inside)


def _read_figure(element: Element, path: Path) -> Iterator[Part]:
    """Yield a figure's or a supplement's caption, under its label."""
    label = read_line(find(element, "label"))
    own = _OWN_TITLES.get(local_name(element))
    inside = (*path, label.rstrip(".") or own or "") if label or own else path
    yield inside, _tell_caption(element, label=label)
    for child in children(element):
        if local_name(child) not in _LEFT_OUT | {"caption", "graphic", "alternatives", "media", "attrib"}:
            yield from _read_block(child, inside)
    for credit in find_all(element, "attrib", "media/caption"):
        yield inside, read_line(credit)


def _tell_caption(element: Element, *, label: str) -> str:
    """The label and the caption on one line: "Table 1: Patients' characteristics."."""
    pieces = [piece for each in find_all(element, "caption/title", "caption/p") if (piece := read_line(each))]
    text = " ".join(piece if piece.endswith((".", "?", "!", ":")) else f"{piece}." for piece in pieces)
    return f"{label.rstrip(' .:')}: {text}" if label and text else label or text


def _read_footnote(element: Element, path: Path) -> Iterator[Part]:
    """Yield a footnote behind its mark; a declaration or a funder goes into the section of its own."""
    kind = (element.get("fn-type") or "").casefold()
    label = read_line(find(element, "label"))
    begin = " ".join(map(read_line, children(element, "title", "p")))[:120]
    if kind in _INTERESTS or HEADING.fullmatch(begin.partition(":")[0].strip() or "-"):
        path = (DECLARATION,)
    elif kind in _FUNDING:
        path = ("Funding",)
    elif not path:
        path = ("Footnotes",)
    mark = f"{label} " if label else ""
    for block in children(element):
        if local_name(block) == "label":
            continue
        yield from (
            _read_paragraph(block, path, mark=mark) if local_name(block) not in APART else _read_block(block, path)
        )
        mark = ""


def _read_funding(meta: Element) -> Iterator[Part]:
    for group in children(meta, "funding-group"):
        for award in children(group, "award-group"):
            yield ("Funding",), "; ".join(filter(None, map(read_line, children(award))))
        for statement in children(group, "funding-statement", "open-access"):
            yield ("Funding",), read_line(statement)


_READERS = {
    "list": _read_list,
    "def-item": _read_definition,
    "table-wrap": _read_table,
    "fig": _read_figure,
    "supplementary-material": _read_figure,
    "fn": _read_footnote,
}

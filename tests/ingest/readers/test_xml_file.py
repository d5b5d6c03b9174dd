"""XML is parsed so that a file can neither fetch, nor include, nor unfold anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers import xml_file
from ingest.readers.xml_file import MAX_BYTES, find, find_all, parse_xml

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def _write(folder: Path, content: str | bytes) -> Path:
    path = folder / "paper.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _refused(folder: Path, content: str | bytes) -> str:
    with pytest.raises(SourceError) as caught:
        parse_xml(_write(folder, content))
    message = str(caught.value)
    assert message.startswith("paper.xml: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]><a>&l9;</a>', id="billion laughs"),
        pytest.param(f'<!DOCTYPE a [<!ENTITY l0 "lol">{LAUGHS}]><a b="&l9;"/>', id="billion laughs in an attribute"),
        pytest.param('<!DOCTYPE a [<!ENTITY x SYSTEM "secret.txt">]><a>&x;</a>', id="external entity"),
        pytest.param('<!DOCTYPE a [<!ENTITY % x SYSTEM "secret.dtd"> %x;]><a/>', id="parameter entity"),
        pytest.param(
            '<!DOCTYPE a [<!ATTLIST a b CDATA "<!--"> <!ENTITY x "y">]><a>&x;</a>', id="behind a false comment"
        ),
    ],
)
def test_entity_declarations_are_refused(text: str, tmp_path: Path) -> None:
    """A file that declares entities is refused, however it hides them, and nothing is fetched or unfolded."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "secret.dtd").write_text('<!ENTITY y "secret">', encoding="utf-8")
    assert "secret" not in _refused(tmp_path, text).replace("secret.txt", "")


def test_xinclude_is_refused(tmp_path: Path) -> None:
    """A file that includes another is not whole: the reader would miss a part without a word."""
    text = '<a xmlns:x="http://www.w3.org/2001/XInclude"><x:include href="other.xml"/></a>'
    assert "found an XInclude" in _refused(tmp_path, text)


def test_external_dtd_is_not_loaded(tmp_path: Path) -> None:
    """The DTD that every record names is neither sought nor needed."""
    text = '<!DOCTYPE a PUBLIC "-//NLM//DTD" "http://127.0.0.1:9/none.dtd"><a>1</a>'
    assert parse_xml(_write(tmp_path, text)).text == "1"


@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE a PUBLIC "-//NLM//DTD" "none.dtd">'])
def test_named_characters_become_characters(doctype: str, tmp_path: Path) -> None:
    """Names of HTML and JATS are read with and without a DTD, in attributes too; an unknown name stays as written."""
    root = parse_xml(_write(tmp_path, f'{doctype}<a b="&beta;">&alpha; &le; 5 &amp; &lt;i&gt; &nosuchname;</a>'))
    assert (root.text, root.get("b")) == ("\u03b1 \u2264 5 & <i> &nosuchname;", "\u03b2")


def test_cdata_is_text(tmp_path: Path) -> None:
    """What looks like a name within CDATA is text as it stands."""
    assert parse_xml(_write(tmp_path, "<a><![CDATA[x < 3 &alpha;]]></a>")).text == "x < 3 &alpha;"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            '<?xml version="1.0" encoding="ISO-8859-1"?><a>caf\u00e9</a>'.encode("latin-1"), "caf\u00e9", id="Latin-1"
        ),
        pytest.param(
            '<?xml version="1.0" encoding="ISO-8859-1"?><a>\u03b2</a>'.encode(), "\u03b2", id="UTF-8 called Latin-1"
        ),
        pytest.param(
            '<?xml version="1.0" encoding="nonsense"?><a>\u03b2</a>'.encode(), "\u03b2", id="UTF-8 called nonsense"
        ),
        pytest.param('<?xml version="1.0" encoding="UTF-16"?><a>\u03b2</a>'.encode("utf-16"), "\u03b2", id="UTF-16"),
        pytest.param("\ufeff<a>\u03b2</a>".encode(), "\u03b2", id="byte-order mark"),
    ],
)
def test_encoding_is_found(content: bytes, expected: str, tmp_path: Path) -> None:
    """UTF-8 is read as such whatever the declaration says; another encoding as declared."""
    assert parse_xml(_write(tmp_path, content)).text == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            '<?xml version="1.0" encoding="UTF-8"?><a>caf\u00e9</a>'.encode("latin-1"), "found byte 0xe9", id="no UTF-8"
        ),
        pytest.param(
            '<?xml version="1.0" encoding="rot-x"?><a>\u00e9</a>'.encode("latin-1"), "rot-x", id="unknown encoding"
        ),
        pytest.param("<a><b>cut", "cut short", id="truncated"),
        pytest.param("<a><![CDATA[cut", "cut short", id="truncated within CDATA"),
        pytest.param("<a>1</b>", "cut short", id="wrong end tag"),
        pytest.param("", "empty file", id="empty"),
        pytest.param(b"%PDF-1.7\n\0\0", "expected XML", id="another kind"),
        pytest.param("<a>" * 101 + "</a>" * 101, "at most 100 elements within each other", id="deep"),
        pytest.param("<a>" * 9_000 + "</a>" * 9_000, "expected XML", id="very deep"),
        pytest.param(f"<a>{'x' * 10_100_000}</a>", "expected XML", id="one endless text"),
    ],
)
def test_broken_file_is_one_clear_error(content: str | bytes, message: str, tmp_path: Path) -> None:
    """Every file that is no whole XML gives one line that names it."""
    assert message in _refused(tmp_path, content)


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A hundred megabytes are refused by their size."""
    path = _write(tmp_path, "<a/>")
    with path.open("r+b") as file:
        file.truncate(100_000_000)
    with pytest.raises(SourceError, match=f"at most {MAX_BYTES:,} bytes of XML, found 100,000,000; split the file"):
        parse_xml(path)


def test_file_of_tags_alone_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short tags fill the memory although the file is small."""
    monkeypatch.setattr(xml_file, "MAX_TAGS", 10)
    assert "at most 10 tags, found 12" in _refused(tmp_path, f"<a>{'<b/>' * 10}</a>")


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(SourceError, match=r"gone\.xml: cannot be read"):
        parse_xml(tmp_path / "gone.xml")


def test_elements_are_found_whatever_their_namespace(tmp_path: Path) -> None:
    """The first is found down a path of names, or all of them."""
    root = parse_xml(_write(tmp_path, '<a xmlns="urn:x"><b><c>1</c></b><b><c>2</c><!-- no --></b></a>'))
    assert find(root, "b/c").text == "1"
    assert find(root, "b/d/e") is None
    assert [each.text for each in find_all(root, "b/c")] == ["1", "2"]

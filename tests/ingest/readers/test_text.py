"""Plain text and Markdown are kept as they stand, with their headings as sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.readers.text import read_text

MARKDOWN = """Before.

# Lamps #

They shine.

```
# no heading
```

Results
-------

Two shone.
"""
PLAIN = """Before.

1. Introduction

Lamps shine.

METHODS

We lit 2. THIS LINE IS LONG.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            MARKDOWN,
            [
                ("Lamps", "# Lamps #\n\nThey shine.\n\n```\n# no heading\n```"),
                ("Results", "Results\n-------\n\nTwo shone."),
            ],
            id="Markdown",
        ),
        pytest.param(
            PLAIN,
            [
                ("1. Introduction", "1. Introduction\n\nLamps shine."),
                ("METHODS", "METHODS\n\nWe lit 2. THIS LINE IS LONG."),
            ],
            id="plain",
        ),
        pytest.param("Only a line.", [], id="no heading"),
    ],
)
def test_headings_become_sections(text: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    """A section reaches from its heading to the next; a fenced line is none."""
    path = tmp_path / "note.md"
    path.write_text(text, encoding="utf-8")
    document = read_text(path, source="note")
    assert document.text == text
    assert [(section.title, text[section.start : section.end]) for section in document.sections] == expected


def test_byte_order_mark_and_line_ends_are_made_plain(tmp_path: Path) -> None:
    """Offsets count code points of the text without mark and carriage returns."""
    path = tmp_path / "note.txt"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc")
    assert read_text(path, source="note").text == "a\nb\nc"


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        pytest.param(b"caf\xe9", "found byte 0xe9 at 3; save the file as UTF-8", id="Latin-1"),
        pytest.param(b"a\0b", "found binary data", id="binary"),
        pytest.param(b" \n ", "found an empty file", id="blank"),
    ],
)
def test_what_is_not_text_is_an_error(contents: bytes, message: str, tmp_path: Path) -> None:
    """Undecodable, binary and empty files say so."""
    path = tmp_path / "note.txt"
    path.write_bytes(contents)
    with pytest.raises(SourceError, match=message):
        read_text(path, source="note")


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    """A file that cannot be read is a SourceError, not an OSError."""
    with pytest.raises(SourceError, match=r"note\.txt: cannot be read"):
        read_text(tmp_path / "note.txt", source="note")

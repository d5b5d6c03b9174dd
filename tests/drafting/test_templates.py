"""Templates that a team can change."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.templates import FOLDER, PLACEHOLDERS, TemplateError, read_templates


def test_each_template_has_its_file_and_each_file_its_template() -> None:
    """No template is missing, and none is left over."""
    assert {path.stem for path in FOLDER.glob("*.md")} == set(PLACEHOLDERS)


def test_own_template_replaces_the_programs(tmp_path: Path) -> None:
    """A file of the same name in a team's folder is used, and all others stay."""
    (tmp_path / "closing.md").write_text("With kind regards, the team", encoding="utf-8")
    templates = read_templates(tmp_path)
    assert templates.fill("closing") == "With kind regards, the team"
    assert templates.fill("restated") == read_templates().fill("restated")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param("opening.md", "Dear $nobody", r"opening\.md: unknown placeholder \$nobody; .*: \$addressee",
                     id="unknown placeholder"),
        pytest.param("closing.md", "costs $5", r"closing\.md: a \$ stands for itself only as \$\$", id="bare dollar"),
        pytest.param("close.md", "x", r"close\.md: no template has this name; .*closing", id="unknown name"),
    ],
)  # fmt: skip
def test_broken_template_is_one_clear_error(tmp_path: Path, name: str, text: str, message: str) -> None:
    """What is wrong is said with the file and what is allowed there."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError, match=message):
        read_templates(tmp_path)


def test_template_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    """A file that is not UTF-8 says so."""
    (tmp_path / "closing.md").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateError, match="expected a text in UTF-8"):
        read_templates(tmp_path)


def test_missing_folder_is_an_error(tmp_path: Path) -> None:
    """A setting that names no folder is told by its name."""
    with pytest.raises(TemplateError, match="TRIALCITE_TEMPLATES"):
        read_templates(tmp_path / "none")

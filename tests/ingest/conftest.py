"""A small corpus of a made-up trial, written out for each test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.results_file import COLUMNS

PAPER = """# A trial of lantern

## Findings

Median survival was 12.5 months with lantern and 9.1 months with candle. The hazard ratio was 0.71.

## Funding

The Lantern Foundation paid for the trial.
"""
LETTER = "# A letter on lantern\n\nCandle was stopped early in four patients. Nobody stopped lantern.\n"
VOCABULARY = """
[[outcome]]
name = "Overall survival"
abbreviation = "OS"
synonyms = ["time to death"]
"""
RESULT = {
    "id": "paper:001",
    "trial": "NCT00000001",
    "source": "paper",
    "category": "efficacy",
    "outcome": "Overall survival",
    "statistic": "hazard ratio",
    "population": "intention-to-treat",
    "analysis": "final",
    "data_cutoff": "2020-01-02",
    "cutoff_stated": "yes",
    "comparison": "Lantern vs Candle",
    "value": "0.71",
    "locator": "Findings",
    "quote": "The hazard ratio was 0.71.",
}


class SmallCorpus:
    """A folder with a manifest, one trial, and the sources ``paper`` and ``letter``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts = {"paper": PAPER, "letter": LETTER}
        self.results = [dict(RESULT)]
        self.vocabulary = VOCABULARY
        self.write()

    def write(self) -> None:
        """Write the files, and a manifest with their hashes."""
        self.root.mkdir(exist_ok=True)
        for path in self.root.iterdir():
            path.unlink()
        (self.root / "terms.toml").write_text(self.vocabulary, encoding="utf-8")
        rows = [",".join(COLUMNS), *(",".join(row.get(column, "") for column in COLUMNS) for row in self.results)]
        results = self._write("results.csv", "\n".join(rows) + "\n")
        lines = [
            '[[trials]]\nid = "NCT00000001"\nacronym = "LANTERN"\ntitle = "Lantern"\nvocabulary = "terms.toml"\n',
            f'[[results]]\npath = "results.csv"\nsha256 = "{results}"\n',
        ]
        for source, text in self.texts.items():
            sha256 = self._write(f"{source}.md", text)
            lines.append(
                f'[[sources]]\nid = "{source}"\nkind = "text"\ntrial = "NCT00000001"\ntitle = "The {source}"\n'
                f'citation = "Doe J. The {source}. 2020."\ntier = "primary"\n'
                f'path = "{source}.md"\nsha256 = "{sha256}"\n'
            )
        (self.root / "sources.toml").write_text("\n".join(lines), encoding="utf-8")

    def _write(self, name: str, text: str) -> str:
        (self.root / name).write_bytes(text.encode())
        return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def small_corpus(tmp_path: Path) -> SmallCorpus:
    """The small corpus, in a folder of its own."""
    return SmallCorpus(tmp_path / "small")


@pytest.fixture
def make_file(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text file into the folder ``files``."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    return write

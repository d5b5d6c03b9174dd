"""A folder of PDFs, good and bad, goes into the corpus as far as it can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from evaluation.kill_trial import FastEmbedder
from ingest.corpus import open_corpus
from ingest.pipeline import ingest


def _pdf(*lines: str) -> bytes:
    content = "".join(f"BT /F1 10 Tf 50 {700 - 30 * n} Td ({line}) Tj ET\n" for n, line in enumerate(lines))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R 5 0 R] /Count 2 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 6 0 R "
        "/Resources << /Font << /F1 3 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, start=1))
    return f"{body}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n0\n%%EOF\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One report, and files that are locked, scanned, cut off and no PDF at all."""
    folder = tmp_path / "reports"
    folder.mkdir()
    report = _pdf("Results", "Half of the lamps burned until the morning.")
    (folder / "report.pdf").write_bytes(report)
    (folder / "scanned.pdf").write_bytes(_pdf())
    (folder / "cut.pdf").write_bytes(report[:30])
    (folder / "letter.pdf").write_bytes(b"Dear Sir")
    writer = PdfWriter(clone_from=PdfReader(folder / "report.pdf"))
    writer.encrypt("key", algorithm="RC4-128")
    writer.write(folder / "locked.pdf")
    return folder


def test_bad_files_do_not_keep_out_the_good_one(folder: Path, tmp_path: Path, fast_embedder: FastEmbedder) -> None:
    """Each bad file is one failure that names its remedy; the good one is held, with page and section."""
    report: Any = ingest(folder, home=tmp_path / "home", embedder=fast_embedder)
    reasons = {source.id: source.error or "" for source in report.sources if source.status == "failed"}
    told = " ".join(reasons.values())
    assert all(name in told for name in ("scanned.pdf", "cut.pdf", "letter.pdf", "locked.pdf"))
    assert all(remedy in told for remedy in ("through OCR", "save it anew", "locked with a password; save a copy"))
    with open_corpus(tmp_path / "home", embedder=fast_embedder) as corpus:
        assert list(corpus.sources) == ["report"]
        (passage,) = corpus.passages
        assert (passage.page, passage.section) == (2, "Results")
        assert "Half of the lamps burned until the morning." in passage.text

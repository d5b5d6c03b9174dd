"""The Sources page over HARBOUR: what is held, what goes out, and who may change it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ingest.confirmations import Confirmations
from ingest.records import SourceNotice
from interfaces.access import Action
from interfaces.ingestion_job import Job, Jobs
from tests.retrieval.small_trial import harbour

PAGE = str(Path(__file__).with_name("stand_in_page.py").resolve())


@pytest.fixture
def page(tmp_path: Path) -> AppTest:
    """The page before its first run, with a state folder of its own."""
    test = AppTest.from_file(PAGE, default_timeout=60)
    test.query_params["page"] = "sources"
    test.session_state["home"] = tmp_path / "home"
    return test


def _run(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def _choose(page: AppTest, view: str) -> AppTest:
    _run(page).segmented_control(key="sources_view").set_value(view)
    return _run(page)


def _html(page: AppTest) -> str:
    return unescape("\n".join(element.proto.body for element in page.get("html")))


def test_each_source_says_what_is_held_of_it(page: AppTest) -> None:
    """The article has five passages and three results; of the update only figures are held."""
    shown = _html(_run(page))
    assert "3 sources, 5 passages, 13 results; none with a warning." in shown
    assert "5 passages" in shown
    assert shown.count("figures only, text not held") == 2


def test_retraction_is_shown_at_its_source(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words, and marked as grave."""
    notice = SourceNotice("retraction", "Retracted on 1 May 2024 (PMID 99).")
    monkeypatch.setattr(harbour()[0], "notices", {"article": (notice,)})
    shown = _html(_run(page))
    assert 'tc-grave" role="note"><b>Retraction.</b> Retracted on 1 May 2024 (PMID 99).' in shown
    assert "1 with a warning" in shown


def test_references_go_out(page: AppTest) -> None:
    """All sources as RIS, and two other formats to take away."""
    _choose(page, "References")
    assert page.code[0].value.count("TY  - ") == 3
    assert [button.label for button in page.get("download_button")] == ["RIS", "BibTeX", "CSL-JSON"]


@pytest.mark.parametrize(
    ("actions", "views"),
    [
        pytest.param(("read",), ["What is held", "References"], id="reader"),
        pytest.param(("read", "confirm"), ["What is held", "References", "Proposed results"], id="reviewer"),
        pytest.param(
            ("read", "confirm", "manage"),
            ["What is held", "References", "Add", "Proposed results", "Remove"],
            id="admin",
        ),
    ],
)
def test_page_offers_what_the_person_may_do(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, actions: tuple[Action, ...], views: list[str]
) -> None:
    """A reader sees what is held; who may not change it is not asked to."""
    monkeypatch.setattr("interfaces.pages.sources.may", lambda action: action in actions)
    assert _run(page).segmented_control(key="sources_view").options == views


def test_what_goes_with_a_source_is_named_before_it_is_removed(page: AppTest) -> None:
    """The button works only once the reader has said that it shall be."""
    _choose(page, "Remove").selectbox(key="remove_source").set_value("article")
    _run(page)
    assert "5 passages and 3 results go with it" in _html(page)
    assert page.button(key="remove_go").disabled
    page.checkbox(key="remove_sure_article").check()
    assert not _run(page).button(key="remove_go").disabled


def test_number_that_names_no_record_is_refused(page: AppTest) -> None:
    """Nothing is started, and the message says what was expected."""
    _choose(page, "Add").text_area[0].set_value("NCT123")
    page.button[0].click()
    assert "expected an NCT number (NCT01234567)" in _html(_run(page))


def test_running_ingestion_is_seen_by_everybody(page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its step and how far it has come; another cannot be started."""
    jobs = Jobs(tmp_path)
    jobs.current = Job("Adding 1 record", step="Embedding passages", done=3, total=12)
    monkeypatch.setattr("interfaces.pages.sources.shared_jobs", lambda home: jobs)
    _choose(page, "Add")
    assert page.get("progress")[0].proto.text == "Adding 1 record. Embedding passages: 3 of 12"
    assert all(button.disabled for button in page.button)


def test_end_of_an_ingestion_says_how_it_ended(page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What failed stays on the page, with its remedy."""
    jobs = Jobs(tmp_path)
    told = ["a.pdf: is locked; unlock it", "b.json  added  12"]
    jobs.current = Job("Adding 2 files", lines=told, problems=told[:1], code=1)
    monkeypatch.setattr("interfaces.pages.sources.shared_jobs", lambda home: jobs)
    assert "Adding 2 files: done in part.</b><br>a.pdf: is locked; unlock it</p>" in _html(_run(page))


def test_end_is_closed_by_each_reader(page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It stays until then, and the next one is told again."""
    jobs = Jobs(tmp_path)
    monkeypatch.setattr("interfaces.pages.sources.shared_jobs", lambda home: jobs)
    jobs.current = Job("Adding 1 file", lines=["corpus 01: 1 source"], code=0)
    assert "Adding 1 file: done.</b><br>corpus 01: 1 source</p>" in _html(_run(page))
    page.button(key="close_job").click()
    assert "Adding 1 file" not in _html(_run(page))
    jobs.current = Job("Adding 2 files", lines=["corpus 02: 1 source"], code=0)
    assert "Adding 2 files: done." in _html(_run(page))


def test_refused_file_is_told_beside_those_that_are_added(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An empty file among others does not stop them, and is named at the end."""
    jobs = Jobs(tmp_path)
    monkeypatch.setattr(jobs, "_run", lambda job, order: setattr(job, "code", 0))
    monkeypatch.setattr("interfaces.pages.sources.shared_jobs", lambda home: jobs)
    _choose(page, "Add").file_uploader[0].set_value([("empty.txt", b"", "text/plain"), ("a.txt", b"A", "text/plain")])
    next(button for button in page.button if button.label == "Add to the corpus").click()
    shown = _html(_run(page))
    assert "Adding 2 files: done in part.</b><br>empty.txt: is empty; hand in the whole file</p>" in shown


@pytest.fixture
def review(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The view of proposed results, where one row of the article is not in the table."""
    monkeypatch.setattr(harbour()[0].table, "results", lambda **slots: ())
    return _choose(page, "Proposed results")


def _decide(page: AppTest, verdict: str, *, reason: str = "") -> AppTest:
    page.text_input[1].set_value(reason)
    next(button for button in page.button if button.label == verdict).click()
    return _run(page)


def test_proposal_stands_beside_its_sentence(review: AppTest) -> None:
    """The figure is marked within the sentence that it was read from."""
    shown = _html(review)
    assert "proposed results to confirm or reject." in shown
    assert re.search(r"<mark>[^<]*\d[^<]*</mark>", shown)


def test_rejection_needs_a_reason(review: AppTest, tmp_path: Path) -> None:
    """Without one nothing is kept; with one the decision has name and reason, and the row is gone."""
    assert "a rejection and a change need a reason" in _html(_decide(review, "Reject"))
    assert Confirmations(tmp_path / "home").decisions() == ()
    before = _count(review)
    _decide(review, "Reject", reason="not of this trial")
    (made,) = Confirmations(tmp_path / "home").decisions()
    assert (made.verdict, made.who, made.reason) == ("rejected", "local user", "not of this trial")
    assert _count(review) == before - 1


def _count(page: AppTest) -> int:
    found = re.search(r"(\d+) proposed results? to confirm", _html(page))
    return int(found[1]) if found else 0

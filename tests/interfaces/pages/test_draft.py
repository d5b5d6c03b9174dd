"""The Draft page: intake first, evidence that is ticked, and a letter on its way to approval."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from drafting.audit import AuditTrail
from drafting.intake_report import IntakeReports
from drafting.integrity import verify
from drafting.review import Letters

_PAGE = Path(__file__).with_name("stand_in_draft.py")
_INQUIRY = "What was the progression-free survival in HARBOUR?"
_EVENT = f"My patient developed pneumonia on carfilzomib. {_INQUIRY}"
_PATIENCE_SECONDS = 60


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A state folder of the test's own."""
    return tmp_path


@pytest.fixture
def page(home: Path) -> AppTest:
    """The page with a name filled in."""
    page = AppTest.from_file(str(_PAGE), default_timeout=_PATIENCE_SECONDS)
    page.session_state["home"] = home
    page.run()
    return page.text_input(key="draft_name").set_value("Ann Author").run()


def _press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def _read(page: AppTest, text: str) -> AppTest:
    page.text_area(key="inquiry_text").set_value(text)
    return _press(page, "Read the inquiry")


def _html(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def _keep(page: AppTest) -> AppTest:
    _press(_read(page, _INQUIRY), "Compose the letter")
    return _press(page, "Keep as a draft")


def _step(page: AppTest, label: str, *, name: str, reason: str, home: Path) -> AppTest:
    page.text_input(key="draft_name").set_value(name).run()
    kept = Letters(home).get(Letters(home).ids()[0])
    page.text_input(key=f"reason_{kept.letter.id}_{len(kept.events)}").set_value(reason)
    return _press(page, label)


def test_what_an_inquiry_tells_stands_before_its_evidence(page: AppTest, home: Path) -> None:
    """An adverse event is kept as an open report, and drawn as a checklist above what was picked."""
    told = _html(_read(page, _EVENT))
    assert told.index("Identifiable patient") < told.index("Evidence picked")
    (key,) = IntakeReports(home).ids()
    assert IntakeReports(home).get(key).open


def test_result_that_is_unticked_is_not_in_the_letter(page: AppTest) -> None:
    """The letter prints what is ticked, and says that a person changed the picks."""
    _read(page, _INQUIRY)
    boxes = [box for box in page.checkbox if "10 May 2019" in box.label.replace("\\", "")]
    assert boxes
    for box in boxes:
        box.uncheck()
    page.run()
    letter = _html(_press(page, "Compose the letter"))
    assert "30 September 2021" in letter
    assert "Table 1" in letter
    assert not any(box.value for box in page.checkbox if box.key in {each.key for each in boxes})


def test_letter_is_kept_submitted_and_approved_by_somebody_else(page: AppTest, home: Path) -> None:
    """The author's approval is refused with the reason; another person's is kept, and the trail is intact."""
    _keep(page)
    _step(page, "Submit for review", name="Ann Author", reason="ready", home=home)
    _step(page, "Approve", name="Ann Author", reason="fine", home=home)
    assert "Ann Author wrote it, and cannot approve it" in _html(page)
    _step(page, "Approve", name="Bob Reviewer", reason="read against the sources", home=home)
    kept = Letters(home).get(Letters(home).ids()[0])
    assert (kept.letter.status, [event.actor for event in kept.events]) == (
        "approved",
        ["Ann Author", "Ann Author", "Bob Reviewer"],
    )
    assert verify(AuditTrail(home)).faults == ()


def test_letter_without_a_name_is_not_kept(page: AppTest, home: Path) -> None:
    """A step of nobody is refused on the page."""
    page.text_input(key="draft_name").set_value("").run()
    assert "needs the name" in _html(_keep(page))
    assert Letters(home).ids() == ()


def test_sentence_with_a_wrong_number_is_kept_as_a_draft_that_cannot_be_approved(page: AppTest, home: Path) -> None:
    """An edit raises the version, and the page says at once what stands against an approval."""
    _keep(page)
    kept = Letters(home).get(Letters(home).ids()[0])
    stamp = f"{kept.letter.id}_{len(kept.events)}"
    (points,) = (place for place, section in enumerate(kept.letter.sections) if section.key == "points")
    page.selectbox(key=f"sentence_{stamp}").set_value(-1 - points).run()
    page.text_area(key=f"words_{stamp}_{-1 - points}").set_value(
        "The hazard ratio for progression-free survival was 0.35."
    )
    page.text_input(key=f"why_{stamp}").set_value("as the sponsor wished")
    _press(page, "Keep as version 2, a draft")
    assert Letters(home).get(kept.letter.id).letter.version == 2
    assert "Not to be approved" in _html(page)


def test_inquiry_without_words_is_one_line_that_says_so(page: AppTest) -> None:
    """An empty inquiry draws an error, not evidence."""
    told = _html(_read(page, "  "))
    assert "the inquiry is empty" in told
    assert "Evidence picked" not in told

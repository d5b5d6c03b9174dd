"""What an inquiry tells of adverse events, for the safety team: kept open until a person closes it.

A report is made before anything else is done with an inquiry, and kept in the audit trail. Nothing here judges it:
an element that is missing is to be asked for, and only a named person closes a report, with a reason.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.audit import AuditTrail, Event, Person, Step
from ingest.errors import EvidenceError
from ingest.vocabulary import Term

if TYPE_CHECKING:
    from retrieval.intake.detector import Intake, Span

_OBJECT = "intake "
_ELEMENTS = {
    "reporter": "Identifiable reporter",
    "patient": "Identifiable patient",
    "product": "Suspect product",
    "reaction": "Suspected reaction, special situation or complaint",
}
_DETECTOR = Person("TrialCite", "detector")


class IntakeError(EvidenceError):
    """A report that is not there, or a step on it that is not allowed."""


@dataclass(frozen=True, slots=True)
class Element:
    """One of the four elements of a report.

    Attributes:
        words: The words of the inquiry that tell it, with their offsets; empty where it is missing.
    """

    name: str
    title: str
    words: tuple[Span, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """The words, each once."""
        return tuple(dict.fromkeys(span.text for span in self.words))


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """What was found in one inquiry.

    Attributes:
        aware: When it was found, in UTC: the time of awareness.
        text: The inquiry as received; the offsets of the words count in it.
    """

    id: str
    aware: str
    kinds: tuple[str, ...]
    elements: tuple[Element, ...]
    text: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Titles of the elements that have to be asked for."""
        return tuple(element.title for element in self.elements if not element.words)


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report, and what was done with it."""

    report: IntakeReport
    events: tuple[Event, ...]

    @property
    def open(self) -> bool:
        """Whether nobody has closed it."""
        return all(event.action != "closed" for event in self.events)


class IntakeReports:
    """The reports kept in the state folder ``home``."""

    def __init__(self, home: Path) -> None:
        self._trail = AuditTrail(home)

    def take(self, text: str, *, terms: tuple[Term, ...]) -> KeptReport | None:
        """Return the report that an inquiry makes, kept from now on; ``None`` where it tells of nothing.

        The same text is the same report: it keeps the time at which it was first seen.

        Raises:
            AuditError: The report cannot be kept.
        """
        from retrieval.intake.detector import find_adverse_events  # its patterns take a tenth of a second to compile

        found = find_adverse_events(text, terms=terms)
        if found is None:
            return None
        report = make_report(text, found)
        if not self._trail.events(_OBJECT + report.id):
            self._trail.append(_OBJECT + report.id, by=_DETECTOR, decide=lambda past: _detected(report, past))
        return self.get(report.id)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all reports, the newest first."""
        events = [event for event in self._trail.events() if event.object.startswith(_OBJECT)]
        return tuple(dict.fromkeys(event.object.removeprefix(_OBJECT) for event in reversed(events)))

    def get(self, key: str) -> KeptReport:
        """Return a report and its events.

        Raises:
            IntakeError: There is no such report.
        """
        events = self._trail.events(_OBJECT + key)
        if not events:
            raise IntakeError(f"report {key!r}: not kept here; trialcite intake list shows those that are")
        return KeptReport(_read(self._trail.content(events[0].after_hash or "").decode()), events)

    def close(self, key: str, *, by: Person, reason: str) -> KeptReport:
        """Close a report by a named person, and return it.

        Raises:
            IntakeError: There is no such report, it is closed already, or no name or reason is given.
        """
        if not by.name.strip() or not reason.strip():
            raise IntakeError(f"report {key}: only a named person closes it, with a reason")

        def decide(past: tuple[Event, ...]) -> Step:
            if not past:
                raise IntakeError(f"report {key!r}: not kept here; trialcite intake list shows those that are")
            if closed := next((event for event in past if event.action == "closed"), None):
                raise IntakeError(f"report {key}: closed already by {closed.actor}")
            return Step("closed", 1, "assessment by a person", reason.strip())

        self._trail.append(_OBJECT + key, by=by, decide=decide)
        return self.get(key)

    def exported(self, key: str, *, by: Person, form: str) -> None:
        """Keep that a report was written for the safety team.

        Raises:
            IntakeError: There is no such report.
        """
        self.get(key)
        step = Step("exported", 1, "hand-over", f"written as {form} for the safety team")
        self._trail.append(_OBJECT + key, by=by, decide=lambda _: step)


def make_report(text: str, found: Intake, *, aware: datetime | None = None) -> IntakeReport:
    """Return the report of what was found in a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return IntakeReport(
        id=f"AE-{digest[:10].upper()}",
        aware=(aware or datetime.now(UTC)).isoformat(timespec="seconds"),
        kinds=found.kinds,
        elements=tuple(Element(name, title, getattr(found, name)) for name, title in _ELEMENTS.items()),
        text=text,
    )


def _detected(report: IntakeReport, past: tuple[Event, ...]) -> Step:
    if past:  # another process took the same text in just now: a second notice of it changes nothing
        return Step("seen again", 1, "detection", "the same text came in twice at once")
    return Step("detected", 1, "detection", "told in an inquiry", _dump(report).encode())


def _dump(report: IntakeReport) -> str:
    return json.dumps(asdict(report), ensure_ascii=False)


def _read(text: str) -> IntakeReport:
    from retrieval.intake.detector import Span

    held = json.loads(text)
    elements = tuple(
        Element(each["name"], each["title"], tuple(Span(**span) for span in each["words"])) for each in held["elements"]
    )
    return IntakeReport(held["id"], held["aware"], tuple(held["kinds"]), elements, held["text"])

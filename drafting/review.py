"""The way of a letter: draft, in review, approved, superseded; every version kept, every step in the audit trail.

    draft ── submit ──▶ in review ── approve ──▶ approved ── supersede ──▶ superseded
      ▲                     │                       │
      └──── return, edit ───┴──────── edit ─────────┘        an edit makes a new version, and a draft of it

The state of a letter is its last event's: there is no other place that could say something else. Who wrote any version
of a letter does not approve it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from drafting.audit import AuditTrail, Event, Person, Step
from drafting.letter_file import from_json, to_json
from drafting.records import Letter, LetterStatus, SignOff
from ingest.corpus import Corpus
from ingest.errors import EvidenceError

Move = Literal["edit", "submit", "return", "approve", "supersede"]
ALLOWED: dict[LetterStatus, frozenset[Move]] = {
    "draft": frozenset({"edit", "submit", "supersede"}),
    "in review": frozenset({"edit", "return", "approve"}),
    "approved": frozenset({"edit", "supersede"}),
    "superseded": frozenset(),
}
WROTE = ("created", "edited")
"""Actions of those who write a letter."""
VALID_FOR = timedelta(days=365)
"""How long an approved letter is used before somebody looks at it again, where nobody says otherwise."""
_OBJECT = "letter "


class ReviewError(EvidenceError):
    """A step that the state of a letter, or who takes it, does not allow."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who takes a step, and why."""

    by: Person
    reason: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter as it stands, and how it came there."""

    letter: Letter
    events: tuple[Event, ...]

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wrote any version of it, in order."""
        return tuple(dict.fromkeys(event.actor for event in self.events if event.action in WROTE))


class Letters:
    """The letters kept in the state folder ``home``."""

    def __init__(self, home: Path) -> None:
        self._trail = AuditTrail(home)

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all letters, the one that was touched last first."""
        return tuple(self.states())

    def states(self) -> dict[str, tuple[int, LetterStatus]]:
        """Return version and state of every letter by its id, the one that was touched last first.

        No letter is read for it: a page lists hundreds.
        """
        events = [event for event in self._trail.events() if event.object.startswith(_OBJECT)]
        states: dict[str, tuple[int, LetterStatus]] = {}
        for event in reversed(events):
            states.setdefault(event.object.removeprefix(_OBJECT), (event.version, _STATES[event.action]))
        return states

    def get(self, key: str) -> Kept:
        """Return a letter as it stands.

        Raises:
            ReviewError: There is no such letter.
        """
        events = self._trail.events(_OBJECT + key)
        if not events:
            raise ReviewError(f"letter {key!r}: not kept here; trialcite letters list shows those that are")
        return Kept(self._read(events[-1]), events)

    def version(self, key: str, version: int) -> Letter:
        """Return a version of a letter as its last step left it.

        Raises:
            ReviewError: There is no such letter, or no such version of it.
        """
        events = [event for event in self.get(key).events if event.version == version]
        if not events:
            raise ReviewError(f"letter {key!r}: no version {version}")
        return self._read(events[-1])

    def add(self, letter: Letter, *, signed: Signature) -> Letter:
        """Keep a new letter as a draft, and return it.

        Raises:
            ReviewError: A letter of this id is kept already, or no name or reason is given.
        """
        draft = replace(letter, version=1, status="draft", effective=None, review_by=None, signed=())

        def decide(past: tuple[Event, ...]) -> Step:
            if past:
                raise ReviewError(f"letter {letter.id}: kept already, as version {past[-1].version}; edit that one")
            return _step("created", draft, meaning="authorship", signed=signed)

        self._record(draft.id, signed=signed, decide=decide)
        return draft

    def edit(self, letter: Letter, *, signed: Signature) -> Letter:
        """Keep a changed letter as its next version, a draft again, and return it.

        Args:
            letter: With the version that was changed: where another was kept meanwhile, nothing is overwritten.

        Raises:
            ReviewError: The letter cannot be edited any more, was changed by somebody else, or is unchanged.
        """
        draft = replace(letter, version=letter.version + 1, status="draft", effective=None, review_by=None, signed=())

        def decide(past: tuple[Event, ...]) -> Step:
            before = self._allowed("edit", past, version=letter.version, key=letter.id)
            if _same(before, letter):
                raise ReviewError(f"letter {letter.id}: nothing was changed")
            return _step("edited", draft, meaning="authorship", signed=signed)

        self._record(draft.id, signed=signed, decide=decide)
        return draft

    def submit(self, key: str, *, version: int, signed: Signature) -> Letter:
        """Give a draft to review, and return it.

        Raises:
            ReviewError: It is no draft, or another version stands by now.
        """
        return self._move(key, "submit", version=version, signed=signed)

    def send_back(self, key: str, *, version: int, signed: Signature) -> Letter:
        """Return a letter from review to its authors, and return it.

        Raises:
            ReviewError: It is not in review, or another version stands by now.
        """
        return self._move(key, "return", version=version, signed=signed)

    def supersede(self, key: str, *, version: int, signed: Signature) -> Letter:
        """Take a letter out of use for good, and return it.

        Raises:
            ReviewError: It is in review or superseded, or another version stands by now.
        """
        return self._move(key, "supersede", version=version, signed=signed)

    def approve(
        self, key: str, *, version: int, signed: Signature, corpus: Corpus, review_by: date | None = None
    ) -> Letter:
        """Approve a letter from today on, and return it.

        Raises:
            ReviewError: It is not in review, the person wrote it, or a number of it does not hold.
        """
        kept = self.get(key)
        barred = barred_from_approving(kept, signed.by)
        if barred:
            raise ReviewError(barred)
        if kept.letter.status == "in review":
            from drafting.blocking import blocks_approval  # the checks' patterns: not for who only lists letters

            reasons = blocks_approval(kept.letter, corpus)
            if reasons:
                raise ReviewError(f"letter {key}: not approved: {'; '.join(reasons)}")
        today = datetime.now(UTC).date()
        dated = replace(kept.letter, effective=today, review_by=review_by or today + VALID_FOR)
        return self._move(key, "approve", version=version, signed=signed, seen=(kept, dated))

    def _move(
        self,
        key: str,
        move: Move,
        *,
        version: int,
        signed: Signature,
        seen: tuple[Kept, Letter] | None = None,
    ) -> Letter:
        action, status, meaning = _MOVES[move]
        moved: list[Letter] = []

        def decide(past: tuple[Event, ...]) -> Step:
            before = self._allowed(move, past, version=version, key=key)
            if seen and seen[0].events[-1] != past[-1]:
                raise ReviewError(f"letter {key}: somebody else took a step just now; look at it again")
            moved[:] = [_sign(replace(seen[1] if seen else before, status=status), signed.by, meaning)]
            return _step(action, moved[0], meaning=meaning, signed=signed)

        self._record(key, signed=signed, decide=decide)
        return moved[0]

    def _allowed(self, move: Move, past: tuple[Event, ...], *, version: int, key: str) -> Letter:
        """The letter as it stands, where this step may be taken from there."""
        if not past:
            raise ReviewError(f"letter {key!r}: not kept here; trialcite letters list shows those that are")
        letter = self._read(past[-1])
        if letter.version != version:
            raise ReviewError(f"letter {key}: version {letter.version} stands by now, not {version}; look at it again")
        if move not in ALLOWED[letter.status]:
            may = ", ".join(sorted(ALLOWED[letter.status])) or "nothing more"
            raise ReviewError(f"letter {key}: {letter.status}, so it cannot be {_MOVES[move][0]}; possible: {may}")
        return letter

    def _read(self, event: Event) -> Letter:
        return from_json(self._trail.content(event.after_hash or "").decode())

    def _record(self, key: str, *, signed: Signature, decide: Callable[[tuple[Event, ...]], Step]) -> None:
        if not signed.by.name.strip():
            raise ReviewError("a step in the audit trail needs the name of who takes it")
        if not signed.reason.strip():
            raise ReviewError("a step in the audit trail needs a reason")
        self._trail.append(_OBJECT + key, by=signed.by, decide=decide)


_MOVES: dict[Move, tuple[str, LetterStatus, str]] = {
    "edit": ("edited", "draft", "authorship"),
    "submit": ("submitted", "in review", "responsibility for content"),
    "return": ("returned", "draft", "review"),
    "approve": ("approved", "approved", "approval"),
    "supersede": ("superseded", "superseded", "withdrawal"),
}
"""What each step is called in the trail, the state that it leads to, and what the person says by it."""
_STATES: dict[str, LetterStatus] = {"created": "draft", **{action: status for action, status, _ in _MOVES.values()}}


def barred_from_approving(kept: Kept, by: Person) -> str | None:
    """Why a person may not approve a letter that they wrote any version of; ``None`` where they did not."""
    if _key(by.name) in {_key(name) for name in kept.authors}:
        return f"letter {kept.letter.id}: {by.name} wrote it, and cannot approve it; somebody else has to"
    return None


def _step(action: str, letter: Letter, *, meaning: str, signed: Signature) -> Step:
    return Step(action, letter.version, meaning, signed.reason.strip(), to_json(letter).encode())


def _same(before: Letter, after: Letter) -> bool:
    """Whether two letters say the same, whatever their state and the day of their making."""
    unsigned = [replace(each, status="draft", effective=None, review_by=None, signed=()) for each in (before, after)]
    return replace(unsigned[0], created=after.created) == unsigned[1]


def _sign(letter: Letter, by: Person, meaning: str) -> Letter:
    """A letter with one more signature in review or approved; a draft has none, and a withdrawn one keeps its own."""
    if letter.status == "draft":
        return replace(letter, signed=())
    if letter.status == "superseded":
        return letter
    at = datetime.now(UTC).replace(microsecond=0)
    return replace(letter, signed=(*letter.signed, SignOff(by.name, meaning, at)))


def _key(name: str) -> str:
    """A name without case and spacing: "Dr A.  Person" is "dr a. person"."""
    return " ".join(name.casefold().split())

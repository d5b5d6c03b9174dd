"""What became of a seeded reply: which wrong figures stood unmarked, and which true ones were doubted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.seeded_replies import SeededReply
from retrieval.chat_model.filling import fill_statement
from retrieval.chat_model.offering import Offer
from retrieval.chat_model.reply import ReplyStatement
from retrieval.records import Answer, Verdict
from retrieval.terms import TermIndex

_DOUBTED = (Verdict.CONTRADICTED, Verdict.UNCHECKED)
_FAILURES_SHOWN = 8
"""Of one kind: a reader wants examples of each, not all of one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reader was shown of one reply.

    Attributes:
        wrong: Wrong figures in it; ``unmarked`` of them stood there as if they were right.
        verdicts: On the numbers of a right reply.
        alarms: Error findings on a right reply.
    """

    reply: SeededReply
    shown: str
    wrong: int = 0
    unmarked: tuple[str, ...] = ()
    verdicts: tuple[tuple[str, str, str], ...] = ()
    alarms: tuple[str, ...] = ()

    def count(self, verdict: Verdict) -> int:
        """How many numbers of a right reply got this verdict."""
        return sum(given == verdict for _, given, _ in self.verdicts)


def grade_reply(reply: SeededReply, *, words: str, answer: Answer, offer: Offer, terms: TermIndex) -> Outcome:
    """Compare what is known of a reply with the marks in the answer that was shown."""
    shown = answer.statements[0].text if answer.statements else ""
    errors = tuple(f"{found.kind}: {found.reason}" for found in answer.findings if found.severity == "error")
    if answer.model is None:
        return Outcome(reply, "(answered without the model)", wrong=0 if reply.right else 1)
    if reply.right:
        verdicts = tuple((check.number, check.verdict.value, check.reason) for check in answer.checks)
        return Outcome(reply, shown, verdicts=verdicts, alarms=errors)
    line = answer.answer.partition("\n")[0]
    spans = _typed_spans(reply, line) or _printed_spans(words, offer=offer, terms=terms)
    if errors:  # the statement as a whole is marked as wrong
        return Outcome(reply, shown, wrong=max(1, len(spans)))
    doubted = [check for check in answer.checks if check.verdict in _DOUBTED]
    unmarked = [
        answer.answer[start:end]
        for start, end in spans
        if not any(check.start < end and start < check.end for check in doubted)
    ]
    return Outcome(reply, shown, wrong=max(1, len(spans)), unmarked=tuple(unmarked or ([] if spans else [shown])))


def to_markdown(outcomes: Sequence[Outcome]) -> str:
    """Return the tables: what was wrong, kind by kind, what was right, and the three shares that are aimed at."""
    kinds: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        kinds[outcome.reply.kind].append(outcome)
    wrong = ["| reply | replies | wrong figures | unmarked |", "| --- | ---: | ---: | ---: |"]
    right = ["| reply | replies | numbers | contradicted | unchecked | error findings |", f"| --- |{' ---: |' * 5}"]
    for kind, found in sorted(kinds.items()):
        if found[0].reply.right:
            numbers = sum(len(one.verdicts) for one in found)
            counts = [sum(one.count(verdict) for one in found) for verdict in _DOUBTED]
            alarms = sum(bool(one.alarms) for one in found)
            right.append(f"| {kind} | {len(found)} | {numbers} | {counts[0]} | {counts[1]} | {alarms} |")
        else:
            unmarked = sum(len(one.unmarked) for one in found)
            wrong.append(f"| {kind} | {len(found)} | {sum(one.wrong for one in found)} | {unmarked} |")
    return "\n".join([*_shares(outcomes), "", *wrong, "", *right])


def _shares(outcomes: Sequence[Outcome]) -> list[str]:
    wrong, unmarked = sum(one.wrong for one in outcomes), sum(len(one.unmarked) for one in outcomes)
    numbers = sum(len(one.verdicts) for one in outcomes)
    contradicted, unchecked = (sum(one.count(verdict) for one in outcomes) for verdict in _DOUBTED)
    return [
        f"- wrong figures that reached the reader unmarked: {unmarked} of {wrong} ({_share(unmarked, wrong)})",
        f"- true numbers contradicted: {contradicted} of {numbers} ({_share(contradicted, numbers)})",
        f"- true numbers unchecked: {unchecked} of {numbers} ({_share(unchecked, numbers)})",
    ]


def list_failures(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return examples of what went wrong, kind by kind."""
    kinds: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in outcomes:
        doubts = [f"{number}: {verdict}: {why}" for number, verdict, why in one.verdicts if verdict in _DOUBTED]
        if one.unmarked or doubts or one.alarms:
            faults = {"unmarked": list(one.unmarked), "doubted": doubts, "alarms": list(one.alarms)}
            ids = [row.id for row in one.reply.rows]
            kinds[one.reply.kind].append({"kind": one.reply.kind, "rows": ids, "shown": one.shown, **faults})
    return [failure for found in kinds.values() for failure in found[:_FAILURES_SHOWN]]


def _typed_spans(reply: SeededReply, line: str) -> tuple[tuple[int, int], ...]:
    """Where the digits that the model typed stand in the line, each as a number of its own: no 58 is that of 0.58."""
    shown = [" ".join(_UNSEEN.sub("", typed).split()) for typed in reply.typed]  # on one line, with plain spaces
    ends = {typed: r"(?![.,·]?\d)" if _ALONE.fullmatch(typed) else "" for typed in shown}
    found = (re.search(rf"(?<![\d.,·]){re.escape(typed)}{ends[typed]}", line) for typed in shown)
    return tuple(match.span() for match in found if match)


_UNSEEN = re.compile(r"[\u200b-\u200d\u2060\ufeff]|</?\w+>")
"""What a statement is shown without: signs of no width, and tags."""
_ALONE = re.compile(r"[\d.,·]+")
"""A figure without what follows it, which seeded ones have, cut anywhere."""


def _printed_spans(words: str, *, offer: Offer, terms: TermIndex) -> tuple[tuple[int, int], ...]:
    filled = fill_statement(ReplyStatement(text=words, cites=()), offer=offer, terms=terms)
    return tuple((span.start, span.end) for span in filled.printed) if filled else ()


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "none"

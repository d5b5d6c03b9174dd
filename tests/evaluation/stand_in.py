"""Answers made by hand, in the shape of the assistant's."""

from __future__ import annotations

from retrieval.records import Answer, Check, Citation, Notice, Statement, Status, Verdict

SOURCE = "report"


def make_answer(
    *texts: str,
    status: Status = "answered",
    citations: tuple[Citation, ...] | None = None,
    notices: tuple[str, ...] = (),
    checks: tuple[tuple[str, Verdict], ...] = (),
) -> Answer:
    """An answer of one statement a text; by default every statement cites the figures of ``SOURCE``."""
    if citations is None:
        citations = (Citation(n=1, kind="figure", source=SOURCE, reference="Report. 2022."),) if texts else ()
    marks = tuple(citation.n for citation in citations)
    return Answer(
        question="",
        status=status,
        answer="\n".join(f"{text} [1]" for text in texts),
        statements=tuple(Statement(text=text, citations=marks) for text in texts),
        citations=citations,
        results=(),
        checks=tuple(
            Check(number=number, start=0, end=1, verdict=verdict, result=None, expected=None, reason="because")
            for number, verdict in checks
        ),
        findings=(),
        notices=tuple(Notice(kind=kind, text="Report it.") for kind in notices),
        model=None,
        prompt=None,
        corpus="0" * 16,
        seconds=0.01,
    )

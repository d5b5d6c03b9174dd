"""An assistant with hand-made answers over an invented trial, so that the page can be drawn without an index."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from ingest.errors import EvidenceError
from ingest.records import Disclosure, Document, Page, Result, Section, Source, Trial
from ingest.vocabulary import Term
from retrieval.records import Answer, Check, Citation, Finding, Notice, Statement, Status, Verdict

HOSTILE = (
    '<img src=x onerror="document.title=1"> [link](http://evil.example) $x$ **bold** :red[y] `code` <script>z</script>'
)
"""Text that must be shown letter by letter wherever it turns up."""
SLOW_SECONDS = 30.0

TRIAL = Trial(
    id="NCT00000001", acronym="EXAMPLE", title="Drug A plus drug B against drug B alone", condition="Disease X"
)
FINDINGS = (
    "302 patients were randomised. Median progression-free survival was 19·15 months (95% CI 15·77 to not reached) "
    "with drug B (hazard ratio 0·53, 99% CI 0·32–0·89; one-sided p=0·0007)."
)
TEXT = (
    "Background\n" + "Nothing was known of drug A before this trial was begun. " * 20 + "\n\n"
    f"Findings\n{FINDINGS}\n\n"
    "Interpretation\n"
    + "Drug A should be studied further in other settings. " * 24
    + f"\n\nDeclaration of interests\n{HOSTILE}"
)
SOURCES = {
    "paper": Source(
        id="paper",
        kind="text",
        trial=TRIAL.id,
        title="Drug A in disease X",
        citation="Author A, Author B, Author C, et al. Drug A plus drug B versus drug B alone in disease X (EXAMPLE): "
        "a multicentre, open-label, randomised trial. J Invented Med. 2021;1(2):3-14. doi:10.0000/example.1",
        tier="primary",
        url="https://example.org/paper",
    ),
    "abstract": Source(
        id="abstract",
        kind="figures",
        trial=TRIAL.id,
        title="Updated results of EXAMPLE",
        citation="Author A, et al. Updated results of EXAMPLE. Invented Congress 2022; abstract 7.",
        tier="secondary",
    ),
}
RESULTS = (
    Result(
        id="paper:1",
        trial=TRIAL.id,
        source="paper",
        category="efficacy",
        outcome="Progression-free survival",
        statistic="hazard ratio",
        locator="Findings",
        population="intention to treat",
        analysis="interim (primary analysis)",
        data_cutoff=date(2020, 2, 7),
        cutoff_stated=False,
        follow_up="20.7 months",
        comparison="A+B vs B",
        assessor="independent review committee",
        value=Decimal("0.53"),
        interval_kind="CI",
        ci_low=Decimal("0.32"),
        ci_high=Decimal("0.89"),
        ci_level=Decimal(99),
        p_comparator="=",
        p_value=Decimal("0.0007"),
        p_sides="one-sided",
        p_tested="tested",
    ),
    Result(
        id="paper:2",
        trial=TRIAL.id,
        source="paper",
        category="safety",
        outcome="Grade 3 or worse adverse events",
        grade=">=3",
        statistic="percentage",
        population="safety",
        data_cutoff=date(2020, 2, 7),
        cutoff_stated=True,
        arm="A+B",
        value=Decimal(77),
        unit="%",
        n=136,
        N=177,
    ),
    Result(
        id="abstract:1",
        trial=TRIAL.id,
        source="abstract",
        category="efficacy",
        outcome="Complete response rate",
        statistic="percentage",
        population="intention to treat",
        arm="A+B",
        data_cutoff=date(2022, 1, 14),
        cutoff_stated=True,
        value=Decimal("44.1"),
        unit="%",
        subgroup="age 65 years or more",
    ),
)
DISCLOSURES = tuple(
    Disclosure(
        id=f"paper:d{place}",
        source="paper",
        trial=TRIAL.id,
        author=initials,
        name=None,
        relationship="research funding",
        organisation="Example & Co",
        wording="x",
        start=0,
        end=1,
    )
    for place, initials in enumerate(("AA", "BB"))
)


@dataclass(frozen=True)
class StandInTable:
    """The part of a results table that a page reads."""

    rows: tuple[Result, ...] = RESULTS

    def __contains__(self, result: str) -> bool:
        return any(row.id == result for row in self.rows)

    def get(self, result: str) -> Result:
        """The row with an id."""
        return next(row for row in self.rows if row.id == result)

    def results(self, *, trial: str) -> tuple[Result, ...]:
        """The rows of a trial."""
        return tuple(row for row in self.rows if row.trial == trial)


@dataclass(frozen=True)
class StandInCorpus:
    """The part of a corpus that a page reads."""

    trials: tuple[Trial, ...] = (TRIAL,)
    table: StandInTable = StandInTable()
    disclosures: tuple[Disclosure, ...] = DISCLOSURES
    fingerprint: str = "0123456789abcdef"
    terms: tuple[Term, ...] = ()

    @property
    def sources(self) -> dict[str, Source]:
        """One source with its text, one without."""
        return SOURCES

    def document(self, source: str) -> Document | None:
        """The text of the paper; nothing of the abstract."""
        if source != "paper":
            return None
        start = TEXT.index("Findings\n")
        end = TEXT.index("Interpretation\n")
        return Document("paper", TEXT, (Section("Findings", start, end),), (Page(3, 0, len(TEXT)),))


@dataclass(frozen=True)
class StandInAssistant:
    """Answers by the first word of a question that it knows; holds nothing else."""

    corpus: StandInCorpus = StandInCorpus()

    def stream(self, question: str) -> Iterator[Answer]:
        """The whole answer; where it is to be slow, its first line before."""
        whole = self.invoke(question)
        if "slow" in question:
            yield replace(whole, answer=whole.answer.split("\n")[0], checks=(), findings=())
            time.sleep(SLOW_SECONDS)
        yield whole

    def invoke(self, question: str) -> Answer:
        """The answer for the first word of ``ANSWERS`` in the question."""
        asked = question.lower()
        if "broken" in asked:
            raise EvidenceError("index.sqlite3: expected a generation, found nothing; run trialcite ingest")
        for word, answer in ANSWERS.items():
            if word in asked:
                return replace(answer, question=question)
        nothing = _answer("not_found", "This corpus holds no result for that: one paper, and figures of one abstract.")
        return replace(nothing, question=question)


def _answer(  # noqa: PLR0913  # an answer has as many parts
    status: Status,
    text: str,
    *,
    citations: tuple[Citation, ...] = (),
    checks: Iterable[tuple[str, Verdict, str | None, str | None, str]] = (),
    findings: Iterable[tuple[str, str]] = (),
    notices: tuple[Notice, ...] = (),
) -> Answer:
    lines = text.split("\n")
    return Answer(
        question="",
        status=status,
        answer=text,
        statements=tuple(
            Statement(re.sub(r" \[\d+\]", "", line), tuple(int(n) for n in re.findall(r"\[(\d+)\]", line)))
            for line in lines
        ),
        citations=citations,
        results=RESULTS[:1],
        checks=tuple(_find_checks(text, checks)),
        findings=tuple(
            Finding("hazard_ratio_as_risk", "warning", text.index(span), text.index(span) + len(span), span, reason)
            for span, reason in findings
        ),
        notices=notices,
        model=None,
        prompt=None,
        corpus="0123456789abcdef",
        seconds=0.042,
    )


def _find_checks(text: str, checks: Iterable[tuple[str, Verdict, str | None, str | None, str]]) -> Iterable[Check]:
    at = 0
    for number, verdict, result, expected, reason in checks:
        start = text.index(number, at)
        at = start + len(number)
        yield Check(number, start, at, verdict, result, expected, reason)


def _quote(n: int, quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(n, "text", "paper", SOURCES["paper"].citation, "Findings", quote, start, start + len(quote))


FIGURE = Citation(2, "figure", "abstract", SOURCES["abstract"].citation)
SUPPORTED, DERIVED, QUOTED, CONTRADICTED, UNCHECKED = Verdict
ANSWERS = {
    "hazard": _answer(
        "answered",
        "In EXAMPLE, the hazard ratio for progression-free survival was 0.53 (99% CI 0.32 to 0.89; one-sided "
        "P = 0.0007) with A+B against B, in the intention-to-treat population (cut-off 7 Feb 2020). [1]\n"
        "That is a 47% lower hazard, with a median follow-up of 20.7 months. [1]\n"
        "The complete response rate was 44.1% with A+B at a later cut-off (14 Jan 2022). [2]\n"
        "Safety results of the same regimen are held too: ask for its adverse events.",
        citations=(_quote(1, FINDINGS), FIGURE),
        checks=(
            ("0.53", SUPPORTED, "paper:1", None, "Progression-free survival, A+B vs B: 0.53, as printed."),
            ("99", SUPPORTED, "paper:1", None, "Level of the confidence interval of 0.53."),
            ("0.32", SUPPORTED, "paper:1", None, "Lower bound."),
            ("0.89", SUPPORTED, "paper:1", None, "Upper bound."),
            ("0.0007", SUPPORTED, "paper:1", None, "One-sided P value."),
            ("47", DERIVED, "paper:1", None, "1 - 0.53 = 47 %."),
            ("20.7", QUOTED, None, None, "Follow-up of the paper's interim analysis."),
            ("44.1", SUPPORTED, "abstract:1", None, "Complete response rate, A+B: 44.1 %."),
        ),
    ),
    "wrong": _answer(
        "answered",
        "Grade 3 or worse adverse events occurred in 67% of patients with A+B, a 35% higher risk. [1]\n"
        "Median overall survival was 12.3 years. [2]",
        citations=(_quote(1, FINDINGS), FIGURE),
        checks=(
            ("67", CONTRADICTED, "paper:2", "77", "The table has 77 % (136 of 177) for A+B; 67 % is the other arm's."),
            ("35", UNCHECKED, None, None, "No result of the trial has this outcome."),
            ("12.3", UNCHECKED, None, None, "No result has this outcome."),
        ),
        findings=(("a 35% higher risk", "A relative figure is told as a risk."),),
        notices=(Notice("adverse_event", "This question tells of a possible adverse event: report it."),),
    ),
    "disclosed": _answer(
        "answered",
        "Research funding from Example & Co was disclosed by three authors. [1][2][3]",
        citations=tuple(_quote(n, word) for n, word in enumerate(("Nothing was", "Findings", "Interpretation"), 1)),
    ),
    "patient": _answer(
        "declined",
        "TrialCite does not advise on treating one patient. It can show what the trial reported; see the label.",
    ),
    "hostile": _answer(
        "answered",
        f"The paper says: {HOSTILE} and 7 more. [1]",
        citations=(_quote(1, HOSTILE),),
        checks=(("7", UNCHECKED, None, HOSTILE, HOSTILE),),
        findings=(("bold", HOSTILE),),
        notices=(Notice("adverse_event", HOSTILE),),
    ),
}

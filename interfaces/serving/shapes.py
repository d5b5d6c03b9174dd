"""The JSON of the service, for its OpenAPI description; each shape is the record that the command line prints."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from interfaces.serving.evidence import LONGEST_QUESTION, LONGEST_TEXT, MOST_EARLIER

_QUESTION = "What was the hazard ratio for progression-free survival?"
Decimals = Annotated[str, Field(description="A number as its source prints it, with a point as the decimal mark.")]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AskRequest(_Request):
    """A question, with the conversation before it where it leaves something to that."""

    question: str = Field(min_length=1, max_length=LONGEST_QUESTION, examples=[_QUESTION])
    earlier: list[Annotated[str, Field(max_length=LONGEST_QUESTION)]] = Field(
        default=[],
        description=f"The questions before it as they were answered (`question` of each answer), oldest first; "
        f"the last {MOST_EARLIER} are read.",
        examples=[[]],
    )


class CheckRequest(_Request):
    """A text whose numbers are to be checked."""

    text: str = Field(
        min_length=1, max_length=LONGEST_TEXT, examples=["The hazard ratio for progression-free survival was 0.53."]
    )
    trial: str | None = Field(
        default=None,
        description="Registry number or acronym; needed where the text names none of several.",
        examples=[None],
    )


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Statement(_Shape):
    """One sentence of an answer, without marks."""

    text: str
    citations: list[int]


class Citation(_Shape):
    """Where a statement comes from; without a quote where only figures of the source are held."""

    n: int
    kind: Literal["text", "figure"]
    source: str
    reference: str
    locator: str | None
    quote: str | None
    start: int | None
    end: int | None


class ResultRow(_Shape):
    """One reported figure with everything that makes it unambiguous."""

    id: str
    trial: str
    source: str
    category: Literal["design", "disposition", "baseline", "efficacy", "safety"]
    outcome: str
    statistic: str
    locator: str | None
    item: str | None
    grade: str | None
    population: str | None
    subgroup: str | None
    assessor: str | None
    censoring: str | None
    analysis: str | None
    data_cutoff: str | None
    cutoff_stated: bool | None
    follow_up: str | None
    time_frame: str | None
    arm: str | None
    comparison: str | None
    value: Decimals | None
    unit: str | None
    interval_kind: Literal["CI", "range", "IQR"] | None
    ci_low: Decimals | None
    ci_high: Decimals | None
    ci_level: Decimals | None
    n: int | None
    N: int | None
    p_comparator: str | None
    p_value: Decimals | None
    p_sides: Literal["one-sided", "two-sided", "not stated"] | None
    p_tested: Literal["tested", "nominal", "unknown"] | None
    note: str | None
    quote: str | None
    start: int | None
    end: int | None
    reference: str


class Check(_Shape):
    """The verdict on one number: `answer[start:end]`, in Unicode code points."""

    number: str
    start: int
    end: int
    verdict: Literal["supported", "derived", "quoted", "contradicted", "unchecked"]
    result: str | None
    expected: str | None
    reason: str


class Finding(_Shape):
    """An error of wording or consistency that is not one number."""

    kind: str
    severity: Literal["error", "warning"]
    start: int
    end: int
    text: str
    reason: str


class Notice(_Shape):
    """Something that the reader must know beside the answer; `read_as` tells how a follow-up was understood."""

    kind: str
    text: str


class Answer(_Shape):
    """What `trialcite ask --format json` prints."""

    question: str
    status: Literal["answered", "not_found", "declined"]
    answer: str
    statements: list[Statement]
    citations: list[Citation]
    results: list[ResultRow]
    checks: list[Check]
    findings: list[Finding]
    notices: list[Notice]
    model: str | None
    prompt: str | None
    corpus: str
    seconds: float


class Report(_Shape):
    """What `trialcite check --format json` prints."""

    text: str
    checks: list[Check]
    findings: list[Finding]
    summary: dict[str, int]


class SourceNotice(_Shape):
    """What was published on a source, such as a retraction, or has to be confirmed of it."""

    kind: str
    text: str


class Source(_Shape):
    """One source of the corpus, as `trialcite sources --format json` prints it."""

    id: str
    kind: str
    trial: str | None
    title: str
    citation: str
    tier: str
    authors: list[str]
    identifiers: dict[str, Any]
    url: str | None
    licence: str | None
    publication_type: str | None
    path: str | None
    sha256: str | None
    retrieved: str | None
    passages: int
    results: int
    notices: list[SourceNotice]


class Rows(_Shape):
    """The first rows of a look-up, and how many there are in all."""

    rows: list[ResultRow]
    total: int


class Health(_Shape):
    """That the service answers, and from which evidence."""

    status: Literal["ok"]
    corpus: str


class Error(_Shape):
    """Why a request was not answered, and what would be."""

    error: str

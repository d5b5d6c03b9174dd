"""The evidence over HTTP: the JSON of the command line, described by OpenAPI; imported by what serves it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from ingest.errors import EvidenceError, HomeError, IndexMissingError, TableError
from ingest.records import Category
from interfaces.serving import shapes
from interfaces.serving.evidence import LONGEST_QUESTION, MOST_ROWS, Evidence, make_filters

DESCRIPTION = """Answers questions about clinical-trial evidence. Every number in an answer was looked up in a table of
results, and carries its verdict; every sentence is cited. It describes what sources report, gives no advice on
treating a patient, and knows its corpus alone: what is not there is "not in this corpus", never "not reported".

The JSON is that of the command line. An error is `{"error": "what was expected"}`. Where the service was started with
a token, each request shows it: `Authorization: Bearer <token>`."""
_DESCRIBED = (400, 401, 403, 413, 421, 422, 503)
_ERRORS: dict[int | str, dict[str, Any]] = {status: {"model": shapes.Error} for status in _DESCRIBED}
_UNAVAILABLE = (IndexMissingError, HomeError, TableError)
"""Errors of the evidence, not of the request."""
Running = Callable[[], AbstractAsyncContextManager[Any]]


def make_app(evidence: Evidence, *, running: Running | None = None) -> FastAPI:
    """Return the application over ``evidence``.

    Args:
        running: What has to run as long as the application does.
    """

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        if running is None:
            yield
        else:
            async with running():
                yield

    app = FastAPI(
        title="TrialCite",
        version=version("trialcite"),
        description=DESCRIPTION,
        lifespan=live,
        docs_url=None,  # its page loads scripts from another site
        redoc_url=None,
        responses=_ERRORS,
    )
    _add_routes(app, evidence)
    _add_errors(app)
    return app


def _add_routes(app: FastAPI, evidence: Evidence) -> None:
    @app.get("/health", response_model=shapes.Health, summary="Whether the service answers, and from which evidence")
    def health() -> JSONResponse:
        return JSONResponse({"status": "ok", "corpus": evidence.fingerprint()})

    @app.post("/v1/ask", response_model=shapes.Answer, summary="Answer a question, with citations and checked numbers")
    def ask(asked: shapes.AskRequest) -> JSONResponse:
        return JSONResponse(evidence.ask(asked.question, earlier=asked.earlier))

    @app.post("/v1/check", response_model=shapes.Report, summary="Check every number of a text")
    def check(asked: shapes.CheckRequest) -> JSONResponse:
        return JSONResponse(evidence.check(asked.text, trial=asked.trial))

    @app.get(
        "/v1/lookup",
        response_model=list[shapes.ResultRow],
        summary="Look results up by words and filters",
        response_description="The rows; the header X-Total-Count tells how many there are in all.",
    )
    def lookup(
        terms: Annotated[str, Query(max_length=LONGEST_QUESTION, examples=["PFS hazard ratio"])] = "",
        trial: Annotated[str | None, Query(description="Registry number or acronym.")] = None,
        category: Annotated[Category | None, Query()] = None,
        arm: Annotated[str | None, Query(description="An arm, in any of its spellings.")] = None,
        cutoff: Annotated[str | None, Query(description="Data cut-off, YYYY-MM-DD.")] = None,
        population: Annotated[str | None, Query(description="Analysis set or subgroup.")] = None,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = MOST_ROWS,
    ) -> JSONResponse:
        filters = make_filters(trial=trial, category=category, arm=arm, cutoff=cutoff, population=population)
        found = evidence.lookup(terms, filters=filters, limit=limit)
        return JSONResponse(found.rows, headers={"X-Total-Count": str(found.total)})

    @app.get("/v1/sources", response_model=list[shapes.Source], summary="What the corpus holds")
    def sources() -> JSONResponse:
        return JSONResponse(evidence.sources())


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    async def refuse(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"][1:]) or "body"
        return _error(422, f"{place}: {first['msg']}; see /openapi.json")

    @app.exception_handler(HTTPException)
    async def tell(_: Request, error: HTTPException) -> JSONResponse:
        return _error(error.status_code, f"{error.detail}; see /openapi.json")

    @app.exception_handler(EvidenceError)
    async def explain(_: Request, error: EvidenceError) -> JSONResponse:
        return _error(503 if isinstance(error, _UNAVAILABLE) else 400, str(error))

    @app.exception_handler(Exception)
    async def own_up(_: Request, fault: Exception) -> JSONResponse:
        return _error(500, f"fault in the program: {type(fault).__name__}; please report it")


def _error(status: int, reason: str) -> JSONResponse:
    return JSONResponse({"error": reason}, status_code=status)

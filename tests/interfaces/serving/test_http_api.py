"""The HTTP API gives the command line's JSON, and every refusal as one line of it."""

from __future__ import annotations

from collections.abc import Iterator

import anyio
import httpx
import pytest

from interfaces.serving import shapes
from interfaces.serving.evidence import Evidence
from interfaces.serving.guard import LARGEST_BODY, Guard, is_loopback, names_of
from interfaces.serving.starting import ServeError, check_token, make_guarded

ASKED = {"question": "What was the hazard ratio for PFS?"}
TOKEN = "an-invented-token-0001"  # noqa: S105  # of these tests
EVERYWHERE = "0.0.0.0"  # noqa: S104  # nothing is bound


def send(application: Guard, method: str, path: str, **more: object) -> httpx.Response:
    """The response to one request."""

    async def request() -> httpx.Response:
        transport = httpx.ASGITransport(application)  # type: ignore[arg-type]  # its scope is a plain dict
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, **more)  # type: ignore[arg-type]  # as httpx takes it

    return anyio.run(request)


@pytest.fixture
def api(evidence: Evidence) -> Guard:
    """The application, for this machine only and without a token."""
    return make_guarded(evidence, token=None, names=names_of("127.0.0.1", ()))


def test_answer_has_the_shape_that_is_described(api: Guard) -> None:
    """All of its keys, and no other."""
    response = send(api, "POST", "/v1/ask", json=ASKED)
    assert response.status_code == 200
    assert shapes.Answer(**response.json()).status == "answered"


def test_report_has_the_shape_that_is_described(api: Guard) -> None:
    """A wrong hazard ratio is contradicted, with the right one."""
    text = "In HARBOUR, the hazard ratio for progression-free survival was 0.71."
    report = shapes.Report(**send(api, "POST", "/v1/check", json={"text": text}).json())
    assert [(check.number, check.verdict, check.expected) for check in report.checks] == [
        ("0.71", "contradicted", "0.66")
    ]


def test_rows_have_the_shape_that_is_described(api: Guard) -> None:
    """One row of several, and how many there are."""
    response = send(api, "GET", "/v1/lookup", params={"terms": "hazard ratio", "limit": 1})
    [row] = response.json()
    assert shapes.ResultRow(**row).statistic == "hazard ratio"
    assert response.headers["x-total-count"] == "5"


def test_every_path_is_described(api: Guard) -> None:
    """With its errors, and the shape of a reply."""
    paths = send(api, "GET", "/openapi.json").json()["paths"]
    assert set(paths) == {"/health", "/v1/ask", "/v1/check", "/v1/lookup", "/v1/sources"}
    replies = paths["/v1/ask"]["post"]["responses"]
    assert replies["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/Answer")
    assert replies["401"]["content"]["application/json"]["schema"]["$ref"].endswith("/Error")


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "error"),
    [
        ("POST", "/v1/ask", {"json": {"question": ""}}, 422, "question: String should have at least 1 character"),
        ("POST", "/v1/ask", {"json": {"question": "x" * 2001}}, 422, "question: String should have at most 2000"),
        ("POST", "/v1/ask", {"json": {"q": "?"}}, 422, "question: Field required"),
        ("POST", "/v1/ask", {"json": {"question": "  "}}, 400, "question: expected words, found none"),
        ("POST", "/v1/ask", {"content": b"{"}, 422, "see /openapi.json"),
        ("POST", "/v1/check", {"json": {"text": "0.5", "trial": "NOSUCH"}}, 400, "trial NOSUCH: no such trial here"),
        ("GET", "/v1/lookup?cutoff=soon", {}, 400, "expected a date as YYYY-MM-DD"),
        ("GET", "/v1/lookup?limit=0", {}, 422, "limit: Input should be greater"),
        ("GET", "/v1/nothing", {}, 404, "Not Found"),
        ("GET", "/v1/ask", {}, 405, "Method Not Allowed"),
        ("GET", "/health", {"headers": {"host": "evil.example"}}, 421, "does not answer to that host name"),
        ("GET", "/health", {"headers": {"host": "localhost.evil.example:80"}}, 421, "does not answer"),
        ("GET", "/health", {"headers": {"origin": "https://evil.example"}}, 403, "pages of other sites"),
        ("POST", "/v1/check", {"content": b"x" * (LARGEST_BODY + 1)}, 413, f"at most {LARGEST_BODY} bytes"),
    ],
)
def test_refusal_is_one_line_of_json(  # noqa: PLR0913  # each request with its refusal
    api: Guard, method: str, path: str, more: dict[str, object], *, status: int, error: str
) -> None:
    """It tells what was expected, and nothing of the inside."""
    response = send(api, method, path, **more)
    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert error in response.json()["error"]


def test_body_in_pieces_is_counted_too(api: Guard) -> None:
    """It tells no length before."""

    def pieces() -> Iterator[bytes]:
        yield from (b"x" * 400_000 for _ in range(3))

    async def request() -> httpx.Response:
        async def stream():  # type: ignore[no-untyped-def]  # what httpx sends piece by piece
            for piece in pieces():
                yield piece

        transport = httpx.ASGITransport(api)  # type: ignore[arg-type]  # as above
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.post("/v1/check", content=stream())

    assert anyio.run(request).status_code == 413


@pytest.mark.parametrize(
    ("header", "status"),
    [({}, 401), ({"authorization": "Bearer wrong"}, 401), ({"authorization": f"bearer {TOKEN}"}, 200)],
)
def test_token_is_asked_for_where_there_is_one(evidence: Evidence, header: dict[str, str], status: int) -> None:
    """Without it nothing is told but that the service answers."""
    application = make_guarded(evidence, token=TOKEN, names=None)
    assert send(application, "GET", "/v1/lookup", headers=header).status_code == status
    assert send(application, "GET", "/health").status_code == 200


def test_fault_of_ours_tells_its_kind_alone(evidence: Evidence, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its text may repeat the question."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("My patient Mrs Whitby")

    monkeypatch.setattr(evidence, "ask", fail)
    response = send(make_guarded(evidence, token=None, names=None), "POST", "/v1/ask", json=ASKED)
    assert (response.status_code, response.json()) == (
        500,
        {"error": "fault in the program: KeyError; please report it"},
    )


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.0.0.9", True),
        ("::1", True),
        (EVERYWHERE, False),
        ("host", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, *, expected: bool) -> None:
    """Every other address can be reached by others."""
    assert is_loopback(host) is expected


def test_others_are_not_served_without_a_token() -> None:
    """Nor with one that can be guessed."""
    with pytest.raises(ServeError, match="set a token in TRIALCITE_TOKEN"):
        check_token(None, host=EVERYWHERE)
    with pytest.raises(ServeError, match="at least 16 characters, found 5"):
        check_token("12345", host="localhost")
    check_token(None, host="localhost")
    check_token(TOKEN, host=EVERYWHERE)


def test_names_are_those_given_and_this_machine() -> None:
    """A service on every address answers to any name, unless some are given."""
    assert names_of(EVERYWHERE, ()) is None
    assert names_of(EVERYWHERE, ("evidence.example",)) == {
        "localhost",
        "127.0.0.1",
        "::1",
        EVERYWHERE,
        "evidence.example",
    }

"""The services as they document their replies, and as they break."""

from __future__ import annotations

import json
import logging
import socket
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from ingest import fetching
from ingest.fetching import Fetched, Outcome, Services, fetch
from ingest.identifiers import Identifier
from tests.played_services import (
    IMPATIENT,
    NO_RECORDS,
    PlayedServices,
    Reply,
    break_off,
    drip,
    give,
    give_json,
    give_packed,
    give_xml,
    keep_silent,
    played_services,
    pour,
    refuse,
)

NUMBER = "NCT09990001"
TRIAL = Identifier("nct", NUMBER)
ARTICLE = Identifier("pmid", "12345678")
DOI = Identifier("doi", "10.1000/S0140(21)1-4")
RECORD: dict[str, Any] = {
    "protocolSection": {"identificationModule": {"nctId": NUMBER, "nctIdAliases": ["NCT00000007"]}},
    "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-27"}},
    "hasResults": False,
}
WHOLE = json.dumps(RECORD).encode()
XML = b"<?xml version='1.0'?><PubmedArticleSet><PubmedArticle><PMID>12345678</PMID></PubmedArticle></PubmedArticleSet>"
JSON_HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pause between requests, and no proxy between this test and its server."""
    for name in ("_REGISTRY_INTERVAL", "_PUBMED_INTERVAL", "_PUBMED_INTERVAL_WITH_KEY"):
        monkeypatch.setattr(fetching, name, 0.0)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def services() -> Iterator[PlayedServices]:
    """The played services."""
    with played_services() as played:
        yield played


def ask(played: PlayedServices, *identifiers: Identifier, **told: str) -> tuple[Outcome, ...]:
    """Fetch with a test's patience."""
    where = Services(registry=played.registry, pubmed=played.pubmed, **told)
    return fetch(identifiers or (TRIAL,), services=where, patience=IMPATIENT)


def ask_one(played: PlayedServices, identifier: Identifier = TRIAL) -> Fetched:
    """Fetch one record that is there."""
    (outcome,) = ask(played, identifier)
    assert outcome.record is not None, outcome.error
    return outcome.record


def fail(played: PlayedServices, identifier: Identifier = TRIAL) -> str:
    """Return why one record cannot be had: one line that can be shown."""
    (outcome,) = ask(played, identifier)
    assert outcome.record is None
    assert outcome.error is not None
    assert outcome.error.isprintable()
    return outcome.error


def test_registry_record_comes_with_the_time_of_its_data(services: PlayedServices) -> None:
    """The bytes are kept as they came; the registry says how old its data are."""
    services.play_trial(NUMBER, give(WHOLE, media_type="application/json"))
    record = ask_one(services)
    assert (record.content, record.suffix, record.as_of) == (WHOLE, ".json", "2026-11-27T09:00:05")
    assert services.paths == ["/api/v2/studies/NCT09990001", "/api/v2/version"]
    assert services.asked[0].headers["User-Agent"].startswith("trialcite/")


def test_record_without_the_time_of_its_data_is_kept(services: PlayedServices) -> None:
    """Provenance that is missing is missing, not a reason to refuse."""
    services.play_trial(NUMBER, give(WHOLE, media_type="application/json"))
    services.play("/api/v2/version", refuse(404, "gone"))
    assert ask_one(services).as_of is None


def test_day_of_the_data_is_no_change(services: PlayedServices) -> None:
    """Every record carries the day of the registry's data; the same record of the next day has the same fingerprint."""
    later = {**RECORD, "derivedSection": {"miscInfoModule": {"versionHolder": "2026-11-28"}}}
    changed = {**RECORD, "hasResults": True}
    services.play_trial(NUMBER, give_json(RECORD), give_json(later), give_json(changed))
    first, second, third = (ask_one(services).fingerprint for _ in range(3))
    assert first == second != third


def test_replaced_number_leads_to_its_successor(services: PlayedServices) -> None:
    """The registry points from an old number to the record that lists it as an alias."""
    services.play("/api/v2/studies/NCT00000007", refuse(301, Location=f"/api/v2/studies/{NUMBER}"))
    services.play_trial(NUMBER, give_json(RECORD))
    assert ask_one(services, Identifier("nct", "NCT00000007")).content == WHOLE


def test_record_of_another_trial_is_refused(services: PlayedServices) -> None:
    """What was asked for is what is kept."""
    services.play_trial("NCT09990002", give_json(RECORD))
    error = fail(services, Identifier("nct", "NCT09990002"))
    assert "expected the record of NCT09990002, found that of 'NCT09990001'" in error


def test_article_is_asked_for_by_its_number(services: PlayedServices) -> None:
    """PubMed is told which tool asks, how to reach a person, and the person's key."""
    services.play_article(give_xml(XML))
    (outcome,) = ask(services, ARTICLE, email="someone@example.org", key="secret")
    assert outcome.record is not None
    assert (outcome.record.content, outcome.record.suffix, outcome.record.as_of) == (XML, ".xml", None)
    assert services.asked[0].parameters == {
        "db": ["pubmed"],
        "id": ["12345678"],
        "retmode": ["xml"],
        "tool": ["trialcite"],
        "email": ["someone@example.org"],
        "api_key": ["secret"],
    }


def test_doi_is_resolved_to_one_number(services: PlayedServices) -> None:
    """A DOI with brackets is searched as one phrase, and the article is fetched by its number."""
    services.play_article(give_xml(XML), found=("12345678",))
    assert ask_one(services, DOI).content == XML
    search, article = services.asked
    assert search.parameters["term"] == ['"10.1000/S0140(21)1-4"[doi]']
    assert article.parameters["id"] == ["12345678"]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        pytest.param((), "knows no article with this DOI", id="none"),
        pytest.param(("11", "12"), "knows 2 articles (PMID 11, 12); add the one that is meant", id="two"),
    ],
)
def test_doi_without_one_article_is_an_error(services: PlayedServices, found: tuple[str, ...], told: str) -> None:
    """No article is fetched unless there is exactly one."""
    services.play_article(give_xml(XML), found=found)
    assert told in fail(services, DOI)
    assert services.paths == ["/eutils/esearch.fcgi"]


def test_search_that_answers_with_an_error_is_told(services: PlayedServices) -> None:
    """A search without a list of numbers has found nothing that could be used."""
    services.play("/eutils/esearch.fcgi", give_json({"esearchresult": {"ERROR": "backend"}}))
    assert "expected the numbers that a search found" in fail(services, DOI)


def test_empty_set_is_an_unknown_article(services: PlayedServices) -> None:
    """PubMed answers an unknown number with a set of nothing."""
    services.play_article(give_xml(NO_RECORDS))
    assert "knows no article with the number 12345678" in fail(services, ARTICLE)


def test_unknown_trial_is_told_without_a_second_try(services: PlayedServices) -> None:
    """A number that the registry does not know will not be known in a moment."""
    services.play_trial(NUMBER, refuse(404, f"NCT number {NUMBER} not found"))
    assert fail(services) == "127.0.0.1 knows no such trial; check the number"
    assert len(services.asked) == 1


def test_refusal_is_told_in_the_words_of_the_service(services: PlayedServices) -> None:
    """What the service says comes as one short line without its markup."""
    said = b"<eFetchResult>\n<ERROR>ID list is empty!\n Possibly it has no correct IDs.</ERROR></eFetchResult>"
    services.play_article(give(said, media_type="text/xml", status=400))
    assert "refuses (HTTP 400: ID list is empty! Possibly it has no correct IDs.)" in fail(services, ARTICLE)


def test_long_refusal_is_cut(services: PlayedServices) -> None:
    """An error page of any length is a line."""
    services.play_trial(NUMBER, give(b"<b>no</b> " * 100_000, media_type="text/html", status=403))
    assert len(fail(services)) < 300


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([refuse(429, Retry_After="0")], id="asked too often"),
        pytest.param([refuse(429, Retry_After=format_datetime(datetime.now(UTC) - timedelta(1)))], id="until a date"),
        pytest.param([refuse(500), refuse(500)], id="fault twice"),
        pytest.param([refuse(503, Retry_After="soon"), refuse(504)], id="busy"),
        pytest.param([break_off(WHOLE, media_type="application/json")], id="dropped in the middle"),
        pytest.param([keep_silent], id="silent"),
    ],
)
def test_passing_fault_is_outlived(services: PlayedServices, faults: list[Reply]) -> None:
    """What may go away is tried again."""
    services.play_trial(NUMBER, *faults, give_json(RECORD))
    assert ask_one(services).content == WHOLE
    assert services.paths.count(f"/api/v2/studies/{NUMBER}") == len(faults) + 1


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        pytest.param(refuse(500), "has a fault (HTTP 500); try again later", id="fault"),
        pytest.param(refuse(429), "is asked too often (HTTP 429); try again later", id="asked too often"),
        pytest.param(break_off(WHOLE, media_type="application/json"), "no whole reply in 3 tries", id="dropped"),
    ],
)
def test_lasting_fault_is_told_after_the_last_try(services: PlayedServices, fault: Reply, told: str) -> None:
    """Three tries are what this test has patience for."""
    services.play_trial(NUMBER, fault)
    assert told in fail(services)
    assert len(services.asked) == 3


def test_long_wait_is_left_to_the_person(services: PlayedServices) -> None:
    """A service that wants to be left alone for two minutes is left alone."""
    services.play_trial(NUMBER, refuse(429, Retry_After="120"), give_json(RECORD))
    assert "try again in 120 s" in fail(services)
    assert len(services.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(drip(b"HTTP/1.0 200 OK\r\n", b"X-Slow: 1\r\n"), id="headers"),
        pytest.param(drip(JSON_HEAD + b"\r\n", b" "), id="body"),
        pytest.param(refuse(503, Retry_After="0.0"), id="never ready"),
    ],
)
def test_no_reply_takes_longer_than_the_total(
    services: PlayedServices, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    """A byte now and then does not keep a reply alive."""
    hasty = type(IMPATIENT)(silence_seconds=5, total_seconds=0.3, attempts=10**6, pause_seconds=0.01)
    monkeypatch.setattr("tests.ingest.test_fetching.IMPATIENT", hasty)
    services.play_trial(NUMBER, reply)
    assert "no whole reply within 0.3 s" in fail(services)


def test_closed_port_is_a_missing_network(services: PlayedServices) -> None:
    """There is no way to a service: one line with the remedy, and the service is not tried for the next record."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        where = Services(registry=f"http://127.0.0.1:{closed.getsockname()[1]}", pubmed=services.pubmed)
        services.play_article(give_xml(XML))
        first, second, article = fetch(
            (TRIAL, Identifier("nct", "NCT09990002"), ARTICLE), services=where, patience=IMPATIENT
        )
    assert first.error == second.error
    assert str(first.error).startswith("127.0.0.1 cannot be reached (")
    assert "check the network, or save the record as a file and run trialcite ingest FILE" in str(first.error)
    assert article.record is not None


def test_unknown_host_is_a_missing_network() -> None:
    """A name that nothing resolves is told like a cable that is out."""
    where = Services(registry="http://registry.invalid/api", pubmed="http://pubmed.invalid")
    (outcome,) = fetch((TRIAL,), services=where, patience=IMPATIENT)
    assert str(outcome.error).startswith("registry.invalid cannot be reached (")


@pytest.mark.parametrize(
    "content", [pytest.param(WHOLE[:-9], id="broken off"), pytest.param(b"[" * 100_000, id="deep")]
)
def test_record_that_is_not_whole_is_refused(services: PlayedServices, content: bytes) -> None:
    """JSON that does not end is no record, though the reply was whole."""
    services.play_trial(NUMBER, give(content, media_type="application/json"))
    assert "expected a whole JSON record" in fail(services)


def test_page_instead_of_a_record_is_refused(services: PlayedServices) -> None:
    """The sign-in page of a hotel is not read as a trial."""
    services.play_trial(NUMBER, give(b"<html>Sign in</html>", media_type="text/html"))
    error = fail(services)
    assert "expected a reply of type application/json, found text/html" in error
    assert "sign-in page" in error


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(pour(b" " * 65_536, media_type="application/json"), id="endless"),
        pytest.param(give(b"{}", media_type="application/json", Content_Length=str(10**12)), id="declared"),
        pytest.param(give_packed(b" " * 30_000_000), id="packed"),
        pytest.param(give(b"", media_type="application/json", Content_Encoding="br"), id="packed otherwise"),
    ],
)
def test_reply_never_takes_more_memory_than_its_limit(
    services: PlayedServices, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    """Neither a long body nor one that unpacks to a long one is held: 1 MB is allowed, and 8 MB are never reached."""
    monkeypatch.setattr(fetching, "REGISTRY_BYTES", 1_000_000)
    services.play_trial(NUMBER, reply)
    ask(services, ARTICLE)  # what a first request imports is no part of the reply
    tracemalloc.start()
    try:
        error = fail(services)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
    assert "at most 1,000,000 bytes" in error or "found 'br'" in error


def test_packed_reply_is_unpacked(services: PlayedServices) -> None:
    """gzip is asked for and understood."""
    services.play_trial(NUMBER, give_packed(WHOLE))
    assert ask_one(services).content == WHOLE
    assert services.asked[0].headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("content", "told"), [(b"\x1f\x8b\x08\x00", "breaks off after 4 bytes"), (b"no gzip", "cannot be unpacked")]
)
def test_reply_that_does_not_unpack_is_refused(services: PlayedServices, content: bytes, told: str) -> None:
    """Neither half a packed record nor none is taken for one."""
    services.play_trial(NUMBER, give(content, media_type="application/json", Content_Encoding="gzip"))
    assert told in fail(services)


@pytest.mark.parametrize(
    "target", ["http://example.org/x", "https://127.0.0.2/x", "ftp://127.0.0.1/x", "http://127.0.0.1:9/x"]
)
def test_redirect_elsewhere_is_not_followed(services: PlayedServices, target: str) -> None:
    """Another host, port or protocol is not the service that was asked."""
    services.play_trial(NUMBER, refuse(302, Location=target))
    assert "which is not followed" in fail(services)


def test_redirects_come_to_an_end(services: PlayedServices) -> None:
    """A service that points to itself is left."""
    services.play_trial(NUMBER, refuse(302, Location=f"/api/v2/studies/{NUMBER}"))
    assert "more than 3 times" in fail(services)
    assert len(services.asked) == 4


def test_one_bad_record_does_not_stop_the_others(services: PlayedServices) -> None:
    """Each record has its own outcome, in the order asked."""
    services.play_trial(NUMBER, give_json(RECORD))
    services.play_article(give_xml(NO_RECORDS))
    told: list[Identifier] = []
    where = Services(registry=services.registry, pubmed=services.pubmed)
    outcomes = fetch((ARTICLE, TRIAL), services=where, patience=IMPATIENT, tell=told.append)
    assert [outcome.record is not None for outcome in outcomes] == [False, True]
    assert told == [ARTICLE, TRIAL]


def test_requests_keep_their_distance(services: PlayedServices, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second request waits for its turn, as the service wants."""
    waits: list[float] = []

    async def record(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(fetching, "_PUBMED_INTERVAL", 60.0)
    monkeypatch.setattr("ingest.network.asyncio.sleep", record)
    services.play_article(give_xml(XML), found=("12345678",))
    ask_one(services, DOI)
    assert waits[0] == 0
    assert waits[1] == pytest.approx(60, abs=2)


def test_key_is_never_logged(services: PlayedServices, caplog: pytest.LogCaptureFixture) -> None:
    """httpx logs the addresses that it asks for; this one holds a secret."""
    services.play_article(refuse(400, "no"))
    with caplog.at_level(logging.INFO):
        (outcome,) = ask(services, ARTICLE, key="secret")
    assert "secret" not in caplog.text + str(outcome.error)

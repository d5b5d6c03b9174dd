"""``trialcite add`` as it is called: what is kept, what is told, and what is left as it was."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from evaluation.kill_trial import FastEmbedder
from ingest import fetching
from ingest.corpus import open_corpus
from ingest.home import Home
from ingest.readers import DESCRIBERS, READERS
from ingest.retrievals import RETRIEVALS
from interfaces import adding
from interfaces.command_line import run
from tests.played_reader import play_reader
from tests.played_services import (
    IMPATIENT,
    NO_RECORDS,
    PlayedServices,
    give_json,
    give_xml,
    played_services,
    refuse,
)

NUMBER = "NCT09990001"
UNTIED = (
    "trialcite: no trial is known of pmid-12345678: questions about a trial miss them; trialcite ingest FILE --trial ID"
)
RECORD = Path(__file__).parent.parent / "fixtures" / "registry" / "NCT00000042.json"
FIRST = {"protocolSection": {"identificationModule": {"nctId": NUMBER}}, "title": "A trial of lantern"}
SECOND = {**FIRST, "title": "A trial of candle"}
XML = b"<PubmedArticleSet><PubmedArticle><PMID>12345678</PMID>Lantern oil.</PubmedArticle></PubmedArticleSet>"
ARTICLE = b"""<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "pubmed_250101.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">23456789</PMID>
<Article PubModel="Print"><Journal><JournalIssue><Volume>1</Volume><PubDate><Year>2020</Year></PubDate></JournalIssue>
<Title>Journal of lamps</Title></Journal><ArticleTitle>A trial of lantern.</ArticleTitle>
<ELocationID EIdType="doi" ValidYN="Y">10.9999/lamp.12</ELocationID>
<Abstract><AbstractText Label="RESULTS">Median survival was 12.5 months with lantern.</AbstractText></Abstract>
<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>
<AccessionNumber>NCT09990001</AccessionNumber></AccessionNumberList></DataBank></DataBankList>
</Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pubmed">23456789</ArticleId>
<ArticleId IdType="doi">10.9999/lamp.12</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def services() -> Iterator[PlayedServices]:
    """The played services, with one trial and one article."""
    with played_services() as played:
        played.play_trial(NUMBER, give_json(FIRST))
        played.play_article(give_xml(XML), found=("12345678",))
        yield played


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A state folder that does not exist yet."""
    return tmp_path / "home"


@pytest.fixture
def command(
    home: Path,
    services: PlayedServices,
    fast_embedder: FastEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Command:
    """Call the command against the played services, and return exit code, output and errors."""
    play_reader(monkeypatch)
    settings = {"HOME": str(home), "REGISTRY_URL": services.registry, "PUBMED_URL": services.pubmed}
    for name, value in settings.items():
        monkeypatch.setenv(f"TRIALCITE_{name}", value)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(adding, "Embedder", lambda *_, **__: fast_embedder)
    monkeypatch.setattr(adding, "PATIENCE", IMPATIENT)
    monkeypatch.setattr(adding, "_today", lambda: date(2026, 11, 28))
    monkeypatch.setattr(fetching, "_REGISTRY_INTERVAL", 0.0)
    monkeypatch.setattr(fetching, "_PUBMED_INTERVAL", 0.0)

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(arguments))
        return (code, *capsys.readouterr())

    return call


def fingerprint(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder; nothing where there is none."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_records_are_fetched_kept_and_ingested(command: Command, home: Path) -> None:
    """A trial and an article in one call: both are in the corpus, with the day on which they were retrieved."""
    code, out, err = command("add", "nct 09990001", "PMID:12345678")
    assert (code, err.splitlines()) == (0, [UNTIED])
    assert out.splitlines()[:2] == [
        "NCT09990001: fetched, kept as nct09990001",
        "PMID:12345678: fetched, kept as pmid-12345678",
    ]
    assert "2 sources, 2 passages" in out
    with open_corpus(home) as corpus:
        assert {name: str(source.retrieved) for name, source in corpus.sources.items()} == {
            "nct09990001": "2026-11-28",
            "pmid-12345678": "2026-11-28",
        }
    _, listed, _ = command("sources", "--format", "json")
    assert [row["retrieved"] for row in json.loads(listed)] == ["2026-11-28", "2026-11-28"]
    assert command("sources")[1].count("Retrieved 2026-11-28.") == 2


def test_article_is_added_by_its_doi(command: Command, home: Path) -> None:
    """A link to a DOI leads to the article that has it."""
    assert command("add", "https://doi.org/10.1000/S0140(21)1-4")[0] == 0
    with open_corpus(home) as corpus:
        assert list(corpus.sources) == ["pmid-12345678"]


def test_one_record_named_twice_is_one(command: Command, services: PlayedServices) -> None:
    """An article by number and by DOI is kept once; a number that is repeated is asked for once."""
    code, out, _ = command("add", "12345678", "PMID:12345678", "10.1000/S0140(21)1-4")
    assert (code, services.paths.count("/eutils/efetch.fcgi")) == (0, 2)
    assert "1 source," in out


def test_unchanged_record_rebuilds_nothing(command: Command, home: Path) -> None:
    """The same record fetched again leaves every file of the state folder as it was."""
    command("add", NUMBER)
    before = fingerprint(home)
    code, out, _ = command("add", NUMBER)
    assert (code, fingerprint(home)) == (0, before)
    assert "has not changed, kept before" in out
    assert ", unchanged: 1 source," in out


def test_changed_record_replaces_what_was_held(command: Command, services: PlayedServices, home: Path) -> None:
    """What the registry now says is what the corpus holds."""
    command("add", NUMBER)
    services.play_trial(NUMBER, give_json(SECOND))
    code, out, _ = command("add", NUMBER)
    assert code == 0
    assert "fetched, has changed, kept as nct09990001" in out
    with open_corpus(home) as corpus:
        document = corpus.document("nct09990001")
    assert document is not None
    assert "candle" in document.text


def test_record_that_cannot_be_read_leaves_the_older_one(
    command: Command, services: PlayedServices, home: Path
) -> None:
    """A reader that fails on the new record has not cost the old one."""
    command("add", NUMBER)
    before = fingerprint(home)
    services.play_trial(NUMBER, give_json({**FIRST, "title": "bad"}))
    code, _, err = command("add", NUMBER)
    assert (code, fingerprint(home)) == (2, before)
    assert err == (
        "trialcite: NCT09990001: what came cannot be read, and nothing was kept of it: "
        "record.json: expected good news\n"
    )


@pytest.mark.parametrize("there", [False, True], ids=["no home", "a home"])
def test_missing_network_changes_nothing(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """Two records, one line with the remedy, and a state folder that is byte for byte as before, or still absent."""
    if there:
        command("add", NUMBER)
    before = fingerprint(home)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("TRIALCITE_REGISTRY_URL", f"http://127.0.0.1:{closed.getsockname()[1]}")
        code, out, err = command("add", NUMBER, "NCT09990002")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("trialcite: NCT09990001, NCT09990002: 127.0.0.1 cannot be reached (")
    assert "check the network" in err
    assert (home.exists(), fingerprint(home)) == (there, before)


def test_bad_name_does_not_stop_the_others(command: Command, services: PlayedServices, home: Path) -> None:
    """What is no identifier, and what no service knows, is told in a line each; the rest is added."""
    services.play("/api/v2/studies/NCT09990009", refuse(404, "NCT number NCT09990009 not found"))
    code, _, err = command("add", "EFC15246", "NCT09990009", "12345678")
    assert code == 1
    assert err.splitlines() == [
        "trialcite: 'EFC15246': expected an NCT number (NCT01234567), a PubMed id (PMID:12345678) or a DOI "
        "(10.1000/182), or a file that is there",
        "trialcite: NCT09990009: 127.0.0.1 knows no such trial; check the number",
        UNTIED,
    ]
    with open_corpus(home) as corpus:
        assert list(corpus.sources) == ["pmid-12345678"]


@pytest.mark.parametrize("name", ["EFC15246", "", " ", "x" * 5000, "PMID:999999999", "a\0b"])
def test_what_is_no_name_is_one_line(command: Command, home: Path, name: str) -> None:
    """Nothing was named: nothing is asked, and nothing is made."""
    code, out, err = command("add", name)
    assert (code, out, err.count("\n"), home.exists()) == (2, "", 1, False)


def test_unknown_article_is_one_line(command: Command, services: PlayedServices, home: Path) -> None:
    """PubMed's empty set adds nothing."""
    services.play_article(give_xml(NO_RECORDS))
    code, _, err = command("add", "12345678")
    assert (code, home.exists()) == (2, False)
    assert err == "trialcite: PMID:12345678: 127.0.0.1 knows no article with the number 12345678; check it\n"


def test_file_is_ingested_where_it_lies(command: Command, home: Path, tmp_path: Path, services: PlayedServices) -> None:
    """A path is read as by ``ingest``: no service is asked, and nothing is copied."""
    path = tmp_path / "note.md"
    path.write_text("# A note on lantern oil\n\nOil burns.", encoding="utf-8")
    code, out, _ = command("add", str(path))
    assert (code, services.paths) == (0, [])
    assert not (home / "fetched").exists()
    assert "note" in out


def test_file_named_like_a_number_is_named_with_its_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, services: PlayedServices
) -> None:
    """Digits alone are a PubMed id, whatever lies in the folder."""
    monkeypatch.chdir(tmp_path)
    Path("12345678").write_text("Oil burns.", encoding="utf-8")
    assert command("add", "12345678")[0] == 0
    assert services.paths == ["/eutils/efetch.fcgi"]
    assert command("add", "./12345678")[0] == 2  # a file without a suffix has no reader


def test_broken_file_does_not_stop_the_record(command: Command, tmp_path: Path) -> None:
    """A file that cannot be read is told; the record is added."""
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"no PDF")
    code, _, err = command("add", str(path), NUMBER)
    assert code == 1
    assert "broken.pdf" in err


def test_ingestion_that_runs_already_is_one_error_and_the_next_call_heals(command: Command, home: Path) -> None:
    """Two writers at once: the second says so, and nothing of the first is lost."""
    with Home(home).writing():
        code, out, err = command("add", NUMBER)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "another ingestion is running; wait until it has ended" in err
    assert command("add", NUMBER)[0] == 0


def test_run_that_ended_between_keeping_and_ingesting_is_healed(
    command: Command, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record was kept and never ingested; added again it is unchanged, and is ingested."""

    def stop(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(adding, "ingest_with_progress", stop)
        assert command("add", NUMBER)[0] != 0
    assert Home(home).published() is None
    assert (home / "fetched" / RETRIEVALS).is_file()
    assert command("add", NUMBER)[0] == 0
    with open_corpus(home) as corpus:
        assert list(corpus.sources) == ["nct09990001"]


def test_record_held_from_another_folder_is_not_replaced(command: Command, tmp_path: Path, home: Path) -> None:
    """One record, two files: the person decides which is kept, and is told where the other lies."""
    path = tmp_path / "own" / "record.json"
    path.parent.mkdir()
    path.write_text(json.dumps(SECOND), encoding="utf-8")
    command("add", str(path))
    code, _, err = command("add", NUMBER)
    assert code != 0
    assert f"is held already, from {path}" in err
    with open_corpus(home) as corpus:
        assert corpus.sources["nct09990001"].retrieved is None


def test_wrong_address_is_told_as_a_setting(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is none is one line that names the setting."""
    monkeypatch.setenv("TRIALCITE_REGISTRY_URL", "clinicaltrials")
    code, _, err = command("add", NUMBER)
    assert (code, err.count("\n")) == (2, 1)
    assert "TRIALCITE_REGISTRY_URL: expected an address" in err


@pytest.fixture
def real_readers(command: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command with the readers of the program instead of the played one."""
    monkeypatch.setattr("ingest.readers.DESCRIBERS", DESCRIBERS)
    monkeypatch.setattr("ingest.readers.READERS", READERS)
    return command


def test_registry_record_comes_with_its_results(real_readers: Command, services: PlayedServices, home: Path) -> None:
    """Read by the registry's own reader, a record of the shape that the API gives is looked up like any other."""
    command = real_readers
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    services.play_trial("NCT00000042", give_json(record))
    assert command("add", "NCT00000042")[0] == 0
    with open_corpus(home) as corpus:
        source = corpus.sources["nct00000042"]
        assert (source.kind, source.trial, str(source.retrieved)) == ("registry_record", "NCT00000042", "2026-11-28")
        assert [trial.id for trial in corpus.trials] == ["NCT00000042"]
        assert corpus.result_counts["nct00000042"] > 20
    before = fingerprint(home)
    record["derivedSection"] = {**record.get("derivedSection", {}), "miscInfoModule": {"versionHolder": "2026-11-29"}}
    services.play_trial("NCT00000042", give_json(record))
    assert "has not changed" in command("add", "NCT00000042")[1]
    assert fingerprint(home) == before


def test_article_comes_with_its_abstract(real_readers: Command, services: PlayedServices, home: Path) -> None:
    """Read by PubMed's own reader, an article is found by its DOI in any case, and by no other."""
    services.play_article(give_xml(ARTICLE), found=("23456789",))
    assert real_readers("add", "10.9999/Lamp.12")[0] == 0
    with open_corpus(home) as corpus:
        source, document = corpus.sources["pmid-23456789"], corpus.document("pmid-23456789")
        assert (source.kind, source.trial, str(source.retrieved)) == ("pubmed_xml", "NCT09990001", "2026-11-28")
    assert document is not None
    assert "Median survival was 12.5 months with lantern." in document.text
    code, _, err = real_readers("add", "10.9999/lamp.13")
    assert code == 2
    assert "expected the article DOI:10.9999/lamp.13, found one with doi 10.9999/lamp.12" in err

"""A registry record becomes results with their pointers, a document with sections, and the words of its trial."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import SourceError
from ingest.readers.reading import Reading
from ingest.readers.registry import describe_registry, read_registry
from ingest.records import Result

Read = Callable[[Any], Reading]


def point(study: Any, pointer: str | None) -> Any:
    """What a JSON pointer of a result points to."""
    place = study
    for step in (pointer or "").strip("/").split("/"):
        place = place[int(step)] if isinstance(place, list) else place[step]
    return place


def paths_of(place: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of everything within a JSON value."""
    entries = place.items() if isinstance(place, dict) else enumerate(place) if isinstance(place, list) else ()
    return [path for key, entry in entries for path in ((*before, key), *paths_of(entry, (*before, key)))]


def results(reading: Reading) -> dict[str, Result]:
    """The results by the part of their id that says where they stand."""
    return {result.id.partition(":")[2]: result for result in reading.results}


def test_every_posted_value_is_a_result_and_nothing_else(study: Any, read_study: Read) -> None:
    """The fixture posts 8 counts of flow, 10 baseline values, 6 values, 1 analysis and 1 bare denominator of outcomes,
    6 totals of events, and 6 counts of terms."""
    found = read_study(study).results
    kinds = [result.id.partition(":")[2][0] for result in found]
    assert {kind: kinds.count(kind) for kind in "fbotsn"} == {"f": 8, "b": 10, "o": 8, "t": 6, "s": 4, "n": 2}
    assert len({result.id for result in found}) == len(found)


def test_locator_points_to_the_value(study: Any, read_study: Read) -> None:
    """The JSON pointer of each measured value leads to the text that was posted."""
    found = results(read_study(study))
    assert point(study, found["b0.c0.k0.bg000"].locator)["value"] == "7.50"
    assert point(study, found["o0.a0"].locator)["paramValue"] == "0.531"
    assert point(study, found["s0.eg000"].locator)["numAffected"] == 3
    assert point(study, found["f0.m1.fg000"].locator)["numSubjects"] == "18"


def test_record_without_results_gives_text_alone(study: Any, read_study: Read) -> None:
    """A record without a results section has passages to quote, and no results."""
    del study["resultsSection"]
    reading = read_study(study)
    assert reading.results == ()
    assert reading.document
    assert "Lamps with flicker >3 Hz." in reading.document.text


def test_describes_itself(study: Any, tmp_path: Path) -> None:
    """Source and trial come from the record, the citation in AMA style with the date of its last update."""
    path = tmp_path / "lantern.json"
    path.write_text(json.dumps(study), encoding="utf-8")
    (description,) = describe_registry(path)
    assert (description.source.id, description.source.kind, description.source.tier) == (
        "nct00000042",
        "registry_record",
        "registry",
    )
    assert description.source.citation == (
        "Lanternib for Tired Lamps. ClinicalTrials.gov identifier: NCT00000042. Updated July 4, 2021. "
        "https://clinicaltrials.gov/study/NCT00000042"
    )
    assert description.trial
    assert (description.trial.acronym, description.trial.condition) == ("LANTERN", "Flicker; Lamp Fatigue")
    assert description.trial.identifiers == (("protocol", "LAMP-7"), ("eudract", "2017-009999-11"))


@pytest.mark.parametrize("listed", [True, False], ids=["list reply", "array"])
def test_file_of_several_records_describes_each(study: Any, tmp_path: Path, listed: bool) -> None:
    """A reply of the registry's search, or an array, holds several sources with one path and hash."""
    second = json.loads(json.dumps(study))
    second["protocolSection"]["identificationModule"]["nctId"] = "NCT00000043"
    del second["resultsSection"]
    path = tmp_path / "reply.json"
    path.write_text(json.dumps({"studies": [study, second]} if listed else [study, second]), encoding="utf-8")
    first, other = (description.source for description in describe_registry(path))
    assert (first.trial, other.trial, first.sha256) == ("NCT00000042", "NCT00000043", other.sha256)
    assert len(read_registry(path, source=first).results) == 38
    assert read_registry(path, source=other).results == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("[1, 2", "no valid JSON", id="cut off"),
        pytest.param("{}", "an object with the keys none", id="no record"),
        pytest.param('{"a": 1, "a": 2}', "the key 'a' twice", id="key twice"),
        pytest.param('{"a": NaN}', "NaN, which is no number", id="NaN"),
        pytest.param("[" * 100_000, "nested without end", id="nesting bomb"),
        pytest.param('{"studies": []}', "found an object with the keys studies", id="empty list"),
        pytest.param('{"protocolSection": {"identificationModule": {"nctId": 7}}}', "nctId", id="number for a number"),
    ],
)
def test_file_that_is_no_record_is_an_error(tmp_path: Path, content: str, message: str) -> None:
    """What is no registry record is refused in one line that says what was found and how to mend it."""
    path = tmp_path / "odd.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SourceError, match=r"^odd\.json: ") as caught:
        describe_registry(path)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_record_twice_is_an_error(study: Any, tmp_path: Path) -> None:
    """Two records of one number in one file are refused."""
    path = tmp_path / "twice.json"
    path.write_text(json.dumps([study, study]), encoding="utf-8")
    with pytest.raises(SourceError, match="NCT00000042 several times"):
        describe_registry(path)


def test_large_file_is_an_error(study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is refused before it is read."""
    path = tmp_path / "large.json"
    path.write_text(json.dumps(study), encoding="utf-8")
    monkeypatch.setattr("ingest.readers.registry_file.MAX_BYTES", 1_000)
    with pytest.raises(SourceError, match="expected at most 1,000 bytes"):
        describe_registry(path)


def test_wrong_type_is_an_error_with_its_path(study: Any, read_study: Read) -> None:
    """One field of another type fails the record, so that no module is lost in silence."""
    study["resultsSection"]["adverseEventsModule"]["seriousEvents"][0]["stats"][1]["numAffected"] = "many"
    with pytest.raises(
        SourceError, match=r"/resultsSection/adverseEventsModule/seriousEvents/0/stats/1/numAffected: .*'many'"
    ):
        read_study(study)


def test_odd_value_is_kept_as_text(study: Any, read_study: Read) -> None:
    """A value that is no number stays as it is printed, with its comment."""
    row = study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][1]["classes"][1]["categories"][0]
    row["measurements"][0] |= {"value": "<LLOQ", "comment": "Below the limit of quantification"}
    found = results(read_study(study))["o1.c1.k0.og000"]
    assert (found.value, found.N) == ("<LLOQ", 21)
    assert "Below the limit of quantification." in (found.note or "")


def test_every_key_but_the_number_is_optional(study: Any, read_study: Read) -> None:
    """The registry requires none of its fields: a record without any one of them is read, its ids unique."""
    named = [path for path in paths_of(study) if isinstance(path[-1], str)]
    alike = {tuple(step for step in path if isinstance(step, str)): path for path in named}  # one entry of each list
    needed = {"protocolSection", "identificationModule", "nctId"}
    for *before, key in alike.values():
        if key in needed:
            continue
        place = study
        for step in before:
            place = place[step]
        removed = place.pop(key)
        ids = [result.id for result in read_study(study).results]
        assert len(set(ids)) == len(ids), (before, key)
        place[key] = removed


def test_unknown_keys_are_ignored(study: Any, read_study: Read) -> None:
    """What later versions of the registry add changes nothing."""
    before = read_study(study).results
    study["resultsSection"]["participantFlowModule"]["news"] = [1]
    study["annotationSection"] = {"x": 1}
    assert read_study(study).results == before


def test_null_is_as_absent(study: Any, read_study: Read) -> None:
    """Exports that write every key give null for what was not posted."""
    before = read_study(study).results
    study["protocolSection"]["descriptionModule"]["detailedDescription"] = None
    study["resultsSection"]["outcomeMeasuresModule"]["outcomeMeasures"][0]["analyses"][0]["groupDescription"] = None
    study["resultsSection"]["participantFlowModule"]["periods"][0]["milestones"][0]["comment"] = None
    study["resultsSection"]["adverseEventsModule"]["seriousEvents"][0]["notes"] = None
    assert [result.id for result in read_study(study).results] == [result.id for result in before]


def test_group_posted_twice_keeps_both(study: Any, read_study: Read) -> None:
    """A row that holds one group twice loses neither value, and ids stay unique."""
    stats = study["resultsSection"]["adverseEventsModule"]["otherEvents"][0]["stats"]
    stats.append(stats[0] | {"numAffected": 7})
    found = results(read_study(study))
    assert (found["n0.eg000"].n, found["n0.eg000.2"].n) == (6, 7)


def test_decimals_stay_as_printed(study: Any, read_study: Read) -> None:
    """Trailing zeros are part of a reported number, also where JSON holds it as one."""
    measures = study["resultsSection"]["baselineCharacteristicsModule"]["measures"]
    assert str(results(read_study(study))["b0.c0.k0.bg000"].value) == "7.50"
    measures[0]["classes"][0]["categories"][0]["measurements"][0]["value"] = 7
    assert results(read_study(study))["b0.c0.k0.bg000"].value == Decimal(7)


def test_retracted_publication_is_a_notice(study: Any, read_study: Read) -> None:
    """A retraction that the record lists of its own publications is told on its answers."""
    reference = study["protocolSection"]["referencesModule"]["references"][0]
    reference["retractions"] = [{"pmid": "87654321", "source": "Ann Made Up Med"}]
    (notice,) = read_study(study).notices
    assert notice.kind == "retraction"
    assert "87654321" in notice.text
    reference["type"] = "BACKGROUND"
    assert read_study(study).notices == ()

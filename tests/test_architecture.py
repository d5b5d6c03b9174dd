"""What holds for the project as a whole: its layers, its settings, its dependencies and their licences."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import fields
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement

from ingest.offers import read_manifest
from ingest.settings import Settings
from ingest.vocabulary import CLINICAL_TERMS
from ingest.vocabulary_file import read_terms

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CODE = ("app.py", "ingest", "retrieval", "drafting", "interfaces", "prompts")
EXTRAS = ("models", "ray", "serve")
"""Extras that users install; "dev" is for those who carry on."""
NEEDED = [Requirement(line) for line in PROJECT["project"]["dependencies"]] + [
    Requirement(line) for extra in EXTRAS for line in PROJECT["project"]["optional-dependencies"][extra]
]
PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public License|Zlib|0BSD)\b")
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU (Affero|Lesser|General)")
LICENCE_LINE = 200
"""Characters: what names a licence; some packages put its whole text into the field."""


def test_imports_keep_to_the_layers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every import contract of pyproject.toml is kept."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("logging.config.dictConfig", lambda _: None)  # it would silence the loggers of later tests
    assert lint_imports(no_cache=True, no_logo=True) == 0, capsys.readouterr().out


def test_entry_point_of_the_pages_knows_no_outside_service_but_streamlit() -> None:
    """import-linter reads packages only, so app.py is read here."""
    text = (ROOT / "app.py").read_text(encoding="utf-8")
    assert re.findall(r"(?:import|from) (chromadb|langchain\w*|torch|transformers|sentence_transformers)", text) == []


def test_no_code_knows_a_trial_of_the_corpus() -> None:
    """The names of a trial, its experimental arms, and drugs not of the field at large stand in no module or prompt."""
    manifest = read_manifest(ROOT / "corpus")
    names = {name for trial in manifest.trials for name in (trial.id, trial.acronym)}
    drugs_of_the_field = {term.name for term in read_terms(CLINICAL_TERMS) if term.kind == "drug"}
    for trial, path in manifest.vocabularies:
        terms = read_terms(path, trial=trial)
        names |= {term.name for term in terms if term.role == "experimental"}
        names |= {term.name for term in terms if term.kind == "drug"} - drugs_of_the_field
    pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names if name), re.IGNORECASE)
    told = {str(path.relative_to(ROOT)): pattern.findall(path.read_text(encoding="utf-8")) for path in _files(CODE)}
    assert {name: found for name, found in told.items() if found} == {}


def test_every_package_is_installed() -> None:
    """The packages that setuptools is told of are those that hold modules."""
    found = {
        str(path.parent.relative_to(ROOT)).replace("/", ".").replace("\\", ".")
        for package in ("ingest", "retrieval", "drafting", "interfaces", "evaluation")
        for path in (ROOT / package).rglob("*.py")
    }
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == found | {"prompts", "drafting.templates"}


def test_readme_is_short() -> None:
    """The README stays under 150 lines."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 150


def test_env_example_lists_every_setting() -> None:
    """.env.example names each variable that Settings reads, and no other."""
    variables = {f"TRIALCITE_{field.name}".upper() for field in fields(Settings)}
    listed = re.findall(r"^#?(TRIALCITE_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(listed) == variables


@pytest.mark.parametrize("requirement", NEEDED, ids=lambda one: one.name)
def test_dependency_has_both_bounds(requirement: Requirement) -> None:
    """A dependency names the oldest version that works and stops before the next that may not."""
    operators = {specifier.operator for specifier in requirement.specifier}
    assert operators in ({"=="}, {">=", "<"})


def test_every_import_is_declared() -> None:
    """A package that the code imports is a dependency of its own, not one that another package happens to bring."""
    imports = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
    texts = [path.read_text(encoding="utf-8") for path in _files((*CODE, "evaluation")) if path.suffix == ".py"]
    bringing = _distributions_by_module()
    imported = {name for text in texts for name in imports.findall(text)} & set(bringing)
    brought = {name for module in imported for name in bringing[module]} - {"trialcite"}
    assert brought - {_key(requirement.name) for requirement in NEEDED} == set()


def test_constraints_pin_every_dependency() -> None:
    """constraints.txt pins each dependency, by version alone."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    pinned = {_key(line.split("==")[0]) for line in lines}
    development = [Requirement(line) for line in PROJECT["project"]["optional-dependencies"]["dev"]]
    required = {_key(requirement.name) for requirement in (*NEEDED, *development)} - {"trialcite"}
    assert required - pinned == set()


def test_dependencies_have_permissive_licences() -> None:
    """Every package that the program needs, directly or not, may be used and passed on without copyleft terms."""
    licences = {name: _licence(found) for name, found in _needed("trialcite").items() if name != "trialcite"}
    refused = {name: text for name, text in licences.items() if not PERMISSIVE.search(text) or COPYLEFT.search(text)}
    assert refused == {}
    assert len(licences) > 50, "the walk over the requirements found too few of them"


def _distributions_by_module() -> dict[str, set[str]]:
    """What brings each module or package at the top level; the library's own function for it takes half a minute."""
    bringing = defaultdict(set)
    for found in distributions():
        name = _key(found.metadata["Name"])
        for line in (found.read_text("RECORD") or "").splitlines():
            bringing[line.split(",")[0].split("/")[0].removesuffix(".py")].add(name)
    return bringing


def _files(names: tuple[str, ...]) -> list[Path]:
    roots = [ROOT / name for name in names]
    found = [path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*.*")))]
    return [path for path in found if path.suffix in (".py", ".toml", ".md", ".css", ".txt")]


def _needed(name: str) -> dict[str, Distribution]:
    """Return the installed distributions that ``name`` needs on this platform, itself and its extras included."""
    needed: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        key = _key(waiting.pop())
        if key in needed:
            continue
        try:
            needed[key] = distribution(key)
        except PackageNotFoundError:
            continue  # wanted on another platform or by an extra
        for line in needed[key].requires or ():
            requirement = Requirement(line)
            extras = EXTRAS if key == "trialcite" else ("",)
            if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(requirement.name)
    return needed


def _licence(found: Distribution) -> str:
    metadata = found.metadata
    texts = [metadata.get("License-Expression") or "", (metadata.get("License") or "")[:LICENCE_LINE]]
    classifiers = [line for line in metadata.get_all("Classifier") or () if line.startswith("License")]
    return " ".join([*texts, *classifiers])


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

"""What the environment may set; ``.env.example`` lists it whole.

Read without pydantic: its import alone takes a third of the second within which a look-up has to be done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

from dotenv import dotenv_values

from ingest.errors import SettingError

Role = Literal["reader", "drafter", "reviewer", "admin"]
Precision = Literal["float32", "bfloat16"]
_PREFIX = "TRIALCITE_"
_FILE = ".env"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Paths, services and the choice of models.

    Attributes:
        home: Where everything that the program writes lies.
        corpus: Folder that ``ingest`` reads when none is named.
        embedding_model: Model name or folder; ``None`` for the packaged model.
        embedding_precision: bfloat16 doubles the speed on processors that have it, and changes every vector a little.
        chroma_url: Chroma server that holds the passages; ``None`` to hold them under ``home``.
        registry_url: ClinicalTrials.gov's API, version 2, or a mirror of it.
        pubmed_url: PubMed's E-utilities, or a mirror of them.
        pubmed_email: Where PubMed can reach who asks it; ``None`` to tell nothing.
        pubmed_key: API key of PubMed's, with which it may be asked more often.
        model: Chat model as ``provider:model``; ``None`` to answer without one.
        model_url: Address of a service that speaks the OpenAI protocol, for ``model``; ``None`` for the provider's own.
        model_timeout_seconds: Time for one reply of the chat model; after it the answer comes without one.
        token: What a request to `trialcite serve` has to show; `None` where only this machine can ask.
        templates: A team's own templates for letters; ``None`` for the program's.
        region: Code of the region that letters are written for.
        roles_claim: Claim of the ID token that holds a person's roles, where pages have a login.
        roles: Roles by verified e-mail address or subject, beside those of the claim.
    """

    home: Path
    corpus: Path
    embedding_model: str | None
    embedding_precision: Precision
    chroma_url: str | None
    registry_url: str
    pubmed_url: str
    pubmed_email: str | None
    pubmed_key: str | None = field(repr=False)
    model: str | None
    model_url: str | None
    model_timeout_seconds: float
    token: str | None = field(repr=False)
    templates: Path | None
    region: str
    roles_claim: str | None
    roles: Mapping[str, frozenset[Role]]


def read_settings() -> Settings:
    """Return the settings of the environment, then those of ``.env`` in the working folder, then the defaults.

    What is set to nothing counts as not set.

    Raises:
        SettingError: A value is none that its setting can have.
    """
    found = {**dotenv_values(_FILE, encoding="utf-8"), **os.environ}
    values: dict[str, Any] = dict(_DEFAULTS)
    for name in (each.name for each in fields(Settings)):
        if text := found.get(_PREFIX + name.upper()):
            values[name] = _read(name, text)
    return Settings(**values)


def _read(name: str, text: str) -> Any:
    try:
        return _READERS.get(name, str)(text)
    except ValueError as error:
        raise SettingError(f"{_PREFIX}{name.upper()}: expected {error}, found {text!r}; see .env.example") from error


def _to_precision(text: str) -> Precision:
    if text not in get_args(Precision):
        raise ValueError(" or ".join(get_args(Precision)))
    return cast(Precision, text)


def _to_address(text: str) -> str:
    """An address, without a slash at its end."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        usable = False
    if not usable:
        raise ValueError("an address that begins with http:// or https://")
    return text.rstrip("/")


def _to_seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ValueError("a number of seconds")
    return seconds


def _to_roles(text: str) -> dict[str, frozenset[Role]]:
    try:
        listed = {person: frozenset(roles) for person, roles in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError):
        listed = {"": frozenset({""})}
    if not all(roles <= set(get_args(Role)) for roles in listed.values()):
        raise ValueError(f"JSON with a list of roles ({', '.join(get_args(Role))}) for each person")
    return listed


_READERS: Mapping[str, Callable[[str], Any]] = {
    "home": Path,
    "corpus": Path,
    "embedding_precision": _to_precision,
    "chroma_url": _to_address,
    "registry_url": _to_address,
    "pubmed_url": _to_address,
    "model_timeout_seconds": _to_seconds,
    "templates": Path,
    "roles": _to_roles,
}
_DEFAULTS: Mapping[str, Any] = {
    **{each.name: None for each in fields(Settings)},
    "home": Path(".trialcite"),
    "corpus": Path("corpus"),
    "embedding_precision": "float32",
    "registry_url": "https://clinicaltrials.gov/api/v2",
    "pubmed_url": "https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    "model_timeout_seconds": 60.0,
    "region": "INT",
    "roles": {},
}

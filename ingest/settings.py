"""What the environment may set; ``.env.example`` lists it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import HttpUrl, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Paths, services and the choice of models, read from the environment or ``.env``.

    Attributes:
        home: Where everything that the program writes lies.
        corpus: Folder that ``ingest`` reads when none is named.
        embedding_model: Model name or folder; ``None`` for the packaged model.
        chroma_url: Chroma server that holds the passages; ``None`` to hold them under ``home``.
        embedding_precision: bfloat16 doubles the speed on processors that have it, and changes every vector a little.
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

    model_config = SettingsConfigDict(
        env_prefix="TRIALCITE_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Path = Path(".trialcite")
    corpus: Path = Path("corpus")
    embedding_model: str | None = None
    chroma_url: HttpUrl | None = None
    embedding_precision: Literal["float32", "bfloat16"] = "float32"
    registry_url: HttpUrl = HttpUrl("https://clinicaltrials.gov/api/v2")
    pubmed_url: HttpUrl = HttpUrl("https://eutils.ncbi.nlm.nih.gov/entrez/eutils")
    pubmed_email: str | None = None
    pubmed_key: SecretStr | None = None
    model: str | None = None
    model_url: str | None = None
    model_timeout_seconds: float = 60.0
    token: SecretStr | None = None
    templates: Path | None = None
    region: str = "INT"
    roles_claim: str | None = None
    roles: dict[str, frozenset[Literal["reader", "drafter", "reviewer", "admin"]]] = {}

    @property
    def chroma_server(self) -> str | None:
        """Address of the Chroma server, without a slash at its end."""
        return str(self.chroma_url).rstrip("/") if self.chroma_url else None

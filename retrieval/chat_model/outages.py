"""Why a chat model gave no reply: what its provider's package raised or sent, as a reason in our words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_PASSING = frozenset({408, 409, 429})
"""HTTP statuses below 500 after which the same request may succeed."""
_INSTALL = "its package is not installed: pip install trialcite[models]"
KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
"""Variables that hold the keys of the providers that need one."""
_DECLINED = "the model declined to answer"
_STOPS = ("finish_reason", "stop_reason")
"""Where OpenAI and Anthropic say why a reply ended."""


@dataclass(frozen=True, slots=True)
class Outage:
    """There is no reply, and why, in words for a reader; never the provider's own, which may repeat the question."""

    reason: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with one request.

    Attributes:
        passing: Whether the same request may succeed later.
        wait_seconds: How long the service asks to wait; 0 where it does not say.
    """

    reason: str
    passing: bool = False
    status: int | None = None
    wait_seconds: float = 0.0


class RefusalError(Exception):
    """The model says that it will not answer."""


class MissingKeyError(Exception):
    """The key of a provider is not set."""


def refuse_refusal(chunk: Any) -> None:
    """Do nothing, unless a chunk of a reply is a refusal.

    Raises:
        RefusalError: It is one.
    """
    blocks = chunk.content if isinstance(chunk.content, list) else ()
    refused = any(isinstance(block, dict) and block.get("type") == "refusal" for block in blocks)
    if refused or chunk.additional_kwargs.get("refusal"):
        raise RefusalError
    if any(chunk.response_metadata.get(name) in ("content_filter", "refusal") for name in _STOPS):
        raise RefusalError


def read_fault(error: Exception, *, provider: str) -> Fault:
    """What an error means, by its type and status: its text is the provider's, and is neither shown nor logged."""
    status = getattr(error, "status_code", None)
    name = type(error).__name__
    if isinstance(error, RefusalError):
        return Fault(_DECLINED)
    if isinstance(error, MissingKeyError):
        return Fault(f"no key is set: it is read from the environment, {KEYS[provider]}")
    if isinstance(error, ImportError):
        return Fault(_INSTALL)
    if isinstance(status, int) and status >= 400:
        return Fault(_reason_of(status), status in _PASSING or status >= 500, status, _asked_wait(error))
    if isinstance(error, TimeoutError) or "Timeout" in name:
        return Fault("its reply did not come in time", passing=True)
    if isinstance(status, int) or name == "APIError":  # told within a reply that had begun well
        return Fault("it failed in the middle of its reply", passing=True)
    if isinstance(error, OSError) or "Connection" in name or type(error).__module__.startswith(("httpx", "httpcore")):
        return Fault("it could not be reached, or the connection broke off", passing=True)
    if isinstance(error, ValueError) and "provider" in str(error):
        return Fault(f"LangChain knows no provider {provider!r}: see its documentation of init_chat_model")
    return Fault(f"its client failed ({name})")


def _reason_of(status: int) -> str:
    reasons = {
        400: "it refused the request",
        401: "it did not accept the key",
        403: "it did not accept the key",
        404: "it does not know this model",
        413: "the request was too long for it",
        429: "its rate limit was reached",
    }
    return f"{reasons.get(status, 'the service failed')} (HTTP {status})"


def _asked_wait(error: Exception) -> float:
    """Seconds that the service asks to wait; 0 where it does not say."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    try:
        return max(0.0, float(headers.get("retry-after", 0)))
    except ValueError:  # a date: rare, and then the pause is ours
        return 0.0

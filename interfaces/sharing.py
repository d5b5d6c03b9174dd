"""Whether a server may be reached from other machines: only with a login in front of its pages."""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Iterable
from pathlib import Path

from ingest.errors import EvidenceError

SECRETS = Path(".streamlit") / "secrets.toml"
REFUSAL = (
    "other machines could reach the pages without a login: describe your identity provider in "
    f"{SECRETS.as_posix()} (copy secrets.example.toml, which lies beside it), or listen on localhost"
)


class SharingError(EvidenceError):
    """The pages would be open to everybody."""


def refuse_without_login(host: str, *, folders: Iterable[Path]) -> None:
    """Refuse to listen on ``host`` where other machines reach it and no secrets file in ``folders`` describes a login.

    Raises:
        SharingError: As said.
    """
    if not is_loopback(host) and not any(describes_login(folder / SECRETS) for folder in folders):
        raise SharingError(f"--host {host}: {REFUSAL}")


def is_loopback(host: str | None) -> bool:
    """Whether only this machine reaches ``host``; no host means every address that the machine has."""
    name = (host or "").strip("[]").casefold()
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def describes_login(secrets: Path) -> bool:
    """Whether a secrets file has the table that ``st.login`` reads.

    Raises:
        SharingError: It cannot be read.
    """
    try:
        return bool(tomllib.loads(secrets.read_text(encoding="utf-8")).get("auth"))
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SharingError(f"{secrets}: cannot be read as TOML ({error})") from error

from __future__ import annotations

from pathlib import Path

import pytest

from interfaces.sharing import SECRETS, SharingError, describes_login, is_loopback, refuse_without_login


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.5.0.1", "::1", "[::1]"])
def test_loopback_is_this_machine_only(host: str) -> None:
    """Names and addresses of the machine itself."""
    assert is_loopback(host)


@pytest.mark.parametrize("host", [None, "", "0.0.0.0", "::", "192.168.1.7", "example.org", "localhost.example.org"])  # noqa: S104
def test_everything_else_is_shared(host: str | None) -> None:
    """No address at all, all addresses, and whatever is not surely this machine."""
    assert not is_loopback(host)


def _write(folder: Path, text: str) -> None:
    (folder / SECRETS).parent.mkdir()
    (folder / SECRETS).write_text(text, encoding="utf-8")


def test_shared_server_needs_a_login(tmp_path: Path) -> None:
    """Without one the address is refused, and the remedy named."""
    with pytest.raises(SharingError, match=r"--host 0\.0\.0\.0: .* describe your identity provider in"):
        refuse_without_login("0.0.0.0", folders=[tmp_path])  # noqa: S104
    refuse_without_login("localhost", folders=[tmp_path])
    _write(tmp_path, '[auth]\nclient_id = "x"\n')
    refuse_without_login("0.0.0.0", folders=[tmp_path])  # noqa: S104


@pytest.mark.parametrize("text", ["", "[other]\na = 1\n", "[auth]\n"])
def test_secrets_without_login_are_none(tmp_path: Path, text: str) -> None:
    """A file for something else, or an empty table, lets nobody in."""
    _write(tmp_path, text)
    assert not describes_login(tmp_path / SECRETS)


def test_broken_secrets_are_told(tmp_path: Path) -> None:
    """A file that is no TOML is named."""
    _write(tmp_path, "[auth")
    with pytest.raises(SharingError, match=r"secrets\.toml: cannot be read as TOML"):
        describes_login(tmp_path / SECRETS)

"""An OpenID Connect provider on this machine: discovery, authorisation code flow with PKCE, a signed ID token."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "trialcite", "played-by-the-tests"


@dataclass
class Provider:
    """The provider's state.

    Attributes:
        address: Its issuer.
        person: Claims of whoever signs in next.
        forged: Whether it signs with a key that it does not publish.
        refused: What was wrong with each request that it turned away.
    """

    address: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    forged: bool = False
    refused: list[str] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def discover(self) -> dict[str, Any]:
        """Its description of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes next, with a code; the person is not asked."""
        for name, expected in {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256"}.items():
            if asked.get(name) != expected:
                self.refused.append(f"{name}: {asked.get(name)}")
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, form: dict[str, str], *, authorization: str) -> dict[str, Any] | None:
        """Tokens for a code, once, and only to the client that began the flow."""
        asked = self.codes.pop(form.get("code", ""), None)
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if (
            asked is None
            or authorization != f"Basic {basic}"
            or challenge != asked["code_challenge"]
            or form.get("redirect_uri") != asked["redirect_uri"]
        ):
            self.refused.append("token")
            return None
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        key = RSAKey.generate_key(2048, {"kid": "one"}) if self.forged else self.key
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims | self.person, key)
        return {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": token}


@contextmanager
def serve_provider() -> Iterator[Provider]:
    """Run a provider on a free port."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            if url.path == "/.well-known/openid-configuration":
                self._send(provider.discover())
            elif url.path == "/keys":
                self._send({"keys": [provider.key.as_dict(private=False)]})
            else:
                self.send_response(302)
                self.send_header("Location", provider.authorize(dict(_pairs(url.query))))
                self.end_headers()

        def do_POST(self) -> None:
            form = dict(_pairs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            tokens = provider.exchange(form, authorization=self.headers.get("Authorization", ""))
            self._send(tokens or {"error": "invalid_grant"}, status=200 if tokens else 400)

        def _send(self, reply: dict[str, Any], status: int = 200) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(reply).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class's name
            """Say nothing."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    provider.address = f"http://localhost:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    for name, values in parse_qs(query).items():
        yield name, values[0]

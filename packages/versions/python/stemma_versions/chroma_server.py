"""A Chroma server as a working copy, by Chroma's own Python client.

It goes the way of a data directory: the same functions read, hash and write, and a lease of
:mod:`stemma_chroma` names the client. So a record has one canonical form wherever it is kept; JavaScript's
client would turn 1.0 into 1 on its way.
"""

# Chroma's client keeps its connection to itself; the version is pinned, and the tests run on it.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from typing import cast
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api.client import Client
from chromadb.api.fastapi import FastAPI
from chromadb.config import Settings
from stemma_chroma.client_registry import Lease, registry

_TIMEOUT = httpx.Timeout(60, connect=10)
"""Chroma's client would wait for ever, and with it everything else that needs Python."""


class ServerStore:
    """One database of a server. Nothing is locked there: one working copy a database."""

    def __init__(self, url: str, headers: Mapping[str, str]) -> None:
        """Take the address apart; nothing is asked of the server yet."""
        self.location = url
        self._headers = dict(headers)
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._is_secure = parts.scheme == "https"
        self._port = parts.port or (443 if self._is_secure else 80)

    def connect(self, tenant: str, database: str) -> Client:
        """Return a client; Chroma raises when the server, the tenant or the database is not there."""
        client = cast(
            Client,
            chromadb.HttpClient(
                self._host,
                self._port,
                self._is_secure,
                dict(self._headers),
                Settings(anonymized_telemetry=False),
                tenant,
                database,
            ),
        )
        session = cast(FastAPI, client._server)._session
        session.timeout = _TIMEOUT
        return client

    def stored_tenant(self, tenant: str) -> str:
        """Return the tenant's name in Chroma."""
        return tenant

    def require_vectors(self, collection_id: str) -> None:
        """Leave it to the server to say what is damaged there."""

    def without_vector(self, collection_id: str) -> frozenset[str]:
        """Return none: nothing is set aside at a server from here."""
        del collection_id
        return frozenset()

    def reset(self, clients: list[Client]) -> None:
        """Refuse: a server may have other users."""
        raise PermissionError(f"the server {self.location} is not reset from here")

    def close(self) -> None:
        """Keep nothing; the connection was the client's."""


def open_server(lease_id: str, url: str, tenant: str, database: str, headers: Mapping[str, str]) -> None:
    """Open a database of a server under an id that the caller chose."""
    store = ServerStore(url, headers)
    registry.add(lease_id, Lease(store, store.connect(tenant, database)))

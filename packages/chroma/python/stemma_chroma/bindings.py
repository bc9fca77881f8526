"""The layers under Chroma's Python client, for what the client itself does not let through."""

# Chroma's client keeps what lies under it to itself; the version is pinned, and the tests run on it.
# pyright: reportPrivateUsage=false

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, cast

from chromadb.api.client import Client
from chromadb.api.rust import RustBindingsAPI
from chromadb.api.shared_system_client import SharedSystemClient


class CoreCollection(Protocol):
    """A collection as Chroma's core returns it."""

    id: Any
    name: str
    configuration: dict[str, Any]
    schema: dict[str, Any] | None
    metadata: Mapping[str, Any] | None
    dimension: int | None
    tenant: str
    database: str


class Core(Protocol):
    """Chroma's core, which a server has, too: settings are JSON as in a server's requests."""

    def create_collection(
        self,
        name: str,
        configuration_json: str | None,
        schema_json: str | None,
        metadata: Mapping[str, Any] | None,
        get_or_create: bool,
        tenant: str,
        database: str,
        /,
    ) -> CoreCollection:
        """Create, or return what is there when `get_or_create`."""
        ...

    def update_collection(
        self,
        collection_id: str,
        name: str | None,
        metadata: Mapping[str, Any] | None,
        configuration_json: str | None,
        /,
    ) -> None:
        """Change what is given."""
        ...


def api_of(client: Client) -> RustBindingsAPI:
    """Return what the client calls; it takes the tenant and the database with each call."""
    return cast(RustBindingsAPI, client._server)


def core_of(client: Client) -> Core:
    """Return what lies under that."""
    return cast(Core, cast(Any, api_of(client)).bindings)


def forget_unstarted(location: str) -> None:
    """Drop what Chroma keeps of an opening that failed.

    Chroma 1.5.9 notes what lies under the clients of a directory before it starts it. When the start fails
    (a full disk), each later client in this process would be given what never started.
    """
    if location not in SharedSystemClient._identifier_to_refcount:
        SharedSystemClient._identifier_to_system.pop(location, None)

"""Tenants and their databases: who may have collections of the same name."""

from __future__ import annotations

from typing import TypedDict

from stemma_chroma.bindings import api_of
from stemma_chroma.client_registry import registry
from stemma_chroma.dropping import drop_collection


class Database(TypedDict):
    """A database in plain data."""

    id: str
    name: str
    tenant: str


def create_tenant(lease_id: str, name: str) -> None:
    """Create; Chroma raises when there is one of this name."""
    lease = registry.lease(lease_id)
    api_of(lease.client).create_tenant(lease.store.stored_tenant(name))


def get_tenant(lease_id: str, name: str) -> str:
    """Return the name; Chroma raises when there is no such tenant."""
    lease = registry.lease(lease_id)
    api_of(lease.client).get_tenant(lease.store.stored_tenant(name))
    return name


def create_database(lease_id: str, name: str, tenant: str) -> None:
    """Create; Chroma raises when the tenant has one of this name. It does not ask for the tenant itself."""
    lease = registry.lease(lease_id)
    api_of(lease.client).create_database(name, lease.store.stored_tenant(tenant))


def get_database(lease_id: str, name: str, tenant: str) -> Database:
    """Return the database; Chroma raises when there is none."""
    lease = registry.lease(lease_id)
    found = api_of(lease.client).get_database(name, lease.store.stored_tenant(tenant))
    return {"id": str(found["id"]), "name": found["name"], "tenant": tenant}


def list_databases(lease_id: str, tenant: str, limit: int | None, offset: int | None) -> list[Database]:
    """Return a tenant's databases; none for a tenant that is not there."""
    lease = registry.lease(lease_id)
    found = api_of(lease.client).list_databases(limit, offset, lease.store.stored_tenant(tenant))
    return [{"id": str(each["id"]), "name": each["name"], "tenant": tenant} for each in found]


def delete_database(lease_id: str, name: str, tenant: str) -> None:
    """Delete the database with its collections; Chroma raises when there is none."""
    lease = registry.lease(lease_id)
    api = api_of(lease.client)
    stored_tenant = lease.store.stored_tenant(tenant)
    if any(each["name"] == name for each in api.list_databases(None, None, stored_tenant)):
        client = lease.store.connect(tenant, name)
        try:
            for collection in client.list_collections():
                drop_collection(client, collection.name)
        finally:
            client.close()
    api.delete_database(name, stored_tenant)

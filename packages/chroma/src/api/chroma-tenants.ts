import type { CallOptions } from "@stemma/core";

/** A database of a tenant: collections whose names are their own. */
export interface ChromaDatabase {
  readonly id: string;
  readonly name: string;
  readonly tenant: string;
}

/** A part of a list; all of it by default. */
export interface Page {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

/**
 * Tenants and their databases. Open a service on one by `openChroma(location, { tenant, database })`.
 *
 * Each method rejects with a `ChromaError`: DATABASE_EXISTS, DATABASE_NOT_FOUND, INVALID_ARGUMENT for a name shorter than
 * three characters. Chroma can't list or delete tenants, and makes a database for a tenant that is not there.
 */
export interface ChromaTenants {
  createTenant(request: { readonly name: string }, options?: CallOptions): Promise<void>;
  /** Resolves with the name. */
  getTenant(request: { readonly name: string }, options?: CallOptions): Promise<string>;
  createDatabase(
    request: { readonly name: string; readonly tenant: string },
    options?: CallOptions,
  ): Promise<void>;
  getDatabase(
    request: { readonly name: string; readonly tenant: string },
    options?: CallOptions,
  ): Promise<ChromaDatabase>;
  /** By name; none for a tenant that is not there. */
  listDatabases(
    request: Page & { readonly tenant: string },
    options?: CallOptions,
  ): Promise<ChromaDatabase[]>;
  /** Deletes the database with its collections. */
  deleteDatabase(
    request: { readonly name: string; readonly tenant: string },
    options?: CallOptions,
  ): Promise<void>;
}

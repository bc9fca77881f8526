import { type CallOptions, hasErrorCode } from "@stemma/core";
import type { ChromaDatabase, ChromaTenants, Page } from "../api/chroma-tenants.js";
import type { ServiceCalls } from "./service-calls.js";

interface InTenant {
  readonly name: string;
  readonly tenant: string;
}

/** Tenants and databases of either service. */
export class StoredTenants implements ChromaTenants {
  readonly #calls: ServiceCalls;

  constructor(calls: ServiceCalls) {
    this.#calls = calls;
  }

  createTenant({ name }: { readonly name: string }, options: CallOptions = {}): Promise<void> {
    return this.#calls.run(`CreateTenant_${name}`, options, (attempt) =>
      this.#calls.backend.tenants.createTenant(name, attempt).catch(unlessOurs("DATABASE_EXISTS", attempt)),
    );
  }

  getTenant({ name }: { readonly name: string }, options: CallOptions = {}): Promise<string> {
    return this.#calls.run(`GetTenant_${name}`, options, (attempt) =>
      this.#calls.backend.tenants.getTenant(name, attempt),
    );
  }

  createDatabase({ name, tenant }: InTenant, options: CallOptions = {}): Promise<void> {
    return this.#calls.run(`CreateDatabase_${name}`, options, (attempt) =>
      this.#calls.backend.tenants
        .createDatabase(name, tenant, attempt)
        .catch(unlessOurs("DATABASE_EXISTS", attempt)),
    );
  }

  getDatabase({ name, tenant }: InTenant, options: CallOptions = {}): Promise<ChromaDatabase> {
    return this.#calls.run(`GetDatabase_${name}`, options, (attempt) =>
      this.#calls.backend.tenants.getDatabase(name, tenant, attempt),
    );
  }

  listDatabases(
    { tenant, ...page }: Page & { readonly tenant: string },
    options: CallOptions = {},
  ): Promise<ChromaDatabase[]> {
    return this.#calls.run(`ListDatabases_${tenant}`, options, (attempt) =>
      this.#calls.backend.tenants.listDatabases(tenant, page, attempt),
    );
  }

  deleteDatabase({ name, tenant }: InTenant, options: CallOptions = {}): Promise<void> {
    return this.#calls.run(`DeleteDatabase_${name}`, options, (attempt) =>
      this.#calls.backend.tenants
        .deleteDatabase(name, tenant, attempt)
        .catch(unlessOurs("DATABASE_NOT_FOUND", attempt)),
    );
  }
}

/** "It is there" and "it is gone" are success when an earlier attempt of this very call may have done it. */
export function unlessOurs(
  code: string,
  { mayBeApplied }: { readonly mayBeApplied: boolean },
): (error: unknown) => void {
  return (error) => {
    if (!mayBeApplied || !hasErrorCode(error, code)) throw error;
  };
}

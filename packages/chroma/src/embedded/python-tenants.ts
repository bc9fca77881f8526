import type { ChromaDatabase, Page } from "../api/chroma-tenants.js";
import type { AttemptOptions, TenantsBackend } from "../service/chroma-backend.js";
import type { PythonCalls } from "./python-calls.js";

/** `stemma_chroma.tenants`. */
export class PythonTenants implements TenantsBackend {
  readonly #calls: PythonCalls;

  constructor(calls: PythonCalls) {
    this.#calls = calls;
  }

  createTenant(name: string, options: AttemptOptions): Promise<void> {
    return this.#calls.ask("tenants.create_tenant", [name], options);
  }

  getTenant(name: string, options: AttemptOptions): Promise<string> {
    return this.#calls.ask("tenants.get_tenant", [name], options);
  }

  createDatabase(name: string, tenant: string, options: AttemptOptions): Promise<void> {
    return this.#calls.ask("tenants.create_database", [name, tenant], options);
  }

  getDatabase(name: string, tenant: string, options: AttemptOptions): Promise<ChromaDatabase> {
    return this.#calls.ask("tenants.get_database", [name, tenant], options);
  }

  listDatabases(tenant: string, { limit, offset }: Page, options: AttemptOptions): Promise<ChromaDatabase[]> {
    return this.#calls.ask("tenants.list_databases", [tenant, limit ?? null, offset ?? null], options);
  }

  deleteDatabase(name: string, tenant: string, options: AttemptOptions): Promise<void> {
    return this.#calls.ask("tenants.delete_database", [name, tenant], options);
  }
}

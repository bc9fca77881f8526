import type { AdminClient } from "chromadb";
import type { ChromaDatabase, Page } from "../api/chroma-tenants.js";
import type { AttemptOptions, TenantsBackend } from "../service/chroma-backend.js";
import { askServer } from "./ask-server.js";

/** Databases in one page of a listing. */
const pageSize = 100;

/** The npm client's methods for tenants and databases. */
export class HttpTenants implements TenantsBackend {
  readonly #client: AdminClient;

  constructor(client: AdminClient) {
    this.#client = client;
  }

  createTenant(name: string, options: AttemptOptions): Promise<void> {
    return askServer(options, () => this.#client.createTenant({ name }), "database");
  }

  getTenant(name: string, options: AttemptOptions): Promise<string> {
    return askServer(options, () => this.#client.getTenant({ name }), "database");
  }

  createDatabase(name: string, tenant: string, options: AttemptOptions): Promise<void> {
    return askServer(options, () => this.#client.createDatabase({ name, tenant }), "database");
  }

  async getDatabase(name: string, tenant: string, options: AttemptOptions): Promise<ChromaDatabase> {
    return askServer(options, () => this.#client.getDatabase({ name, tenant }), "database");
  }

  listDatabases(
    tenant: string,
    { limit = Infinity, offset = 0 }: Page,
    options: AttemptOptions,
  ): Promise<ChromaDatabase[]> {
    const readPages = async (): Promise<ChromaDatabase[]> => {
      const found: ChromaDatabase[] = [];
      while (found.length < limit) {
        const wanted = Math.min(pageSize, limit - found.length);
        const page = { tenant, limit: wanted, offset: offset + found.length };
        const databases = await this.#client.listDatabases(page);
        found.push(...databases);
        if (databases.length < wanted) break;
      }
      return found;
    };
    return askServer(options, readPages, "database");
  }

  deleteDatabase(name: string, tenant: string, options: AttemptOptions): Promise<void> {
    return askServer(options, () => this.#client.deleteDatabase({ name, tenant }), "database");
  }
}

import type { AdminClient, ChromaClient } from "chromadb";
import type { ChromaBackend } from "../service/chroma-backend.js";
import { HttpCollections } from "./http-collections.js";
import { HttpRecords } from "./http-records.js";
import { HttpTenants } from "./http-tenants.js";
import { serverApiOf } from "./server-api.js";

/** A Chroma server, by the npm client. */
export class HttpBackend implements ChromaBackend {
  readonly location: string;
  readonly version: string;
  readonly collections: HttpCollections;
  readonly records: HttpRecords;
  readonly tenants: HttpTenants;

  constructor(location: string, version: string, client: ChromaClient, admin: AdminClient) {
    this.location = location;
    this.version = version;
    const api = serverApiOf(client);
    this.collections = new HttpCollections(client, api);
    this.records = new HttpRecords(client, api);
    this.tenants = new HttpTenants(admin);
  }

  /** Nothing is held open between requests. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}

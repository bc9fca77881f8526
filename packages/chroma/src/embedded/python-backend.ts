import type { ChromaBackend } from "../service/chroma-backend.js";
import type { PythonLink } from "./call-python.js";
import type { ClientLease } from "./client-pool.js";
import { PythonCalls } from "./python-calls.js";
import { PythonCollections } from "./python-collections.js";
import { PythonRecords } from "./python-records.js";
import { PythonTenants } from "./python-tenants.js";

/** The Chroma in this process. */
export class PythonBackend implements ChromaBackend {
  readonly location: string;
  readonly version: string;
  readonly collections: PythonCollections;
  readonly records: PythonRecords;
  readonly tenants: PythonTenants;
  readonly #calls: PythonCalls;
  readonly #lease: ClientLease;
  readonly #afterClose: () => Promise<void>;

  /** @param afterClose - Releases what was started for this service alone. */
  constructor(python: PythonLink["python"], lease: ClientLease, afterClose: () => Promise<void>) {
    const calls = new PythonCalls(python, lease.client.id);
    this.location = lease.client.location;
    this.version = lease.client.version;
    this.collections = new PythonCollections(calls);
    this.records = new PythonRecords(calls);
    this.tenants = new PythonTenants(calls);
    this.#calls = calls;
    this.#lease = lease;
    this.#afterClose = afterClose;
  }

  async close(): Promise<void> {
    this.#calls.sendWaiting();
    await this.#lease.release().finally(this.#afterClose);
  }
}

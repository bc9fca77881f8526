import { ClosedError } from "@stemma/core";
import type { PythonLink } from "./call-python.js";
import type { PooledClient } from "./client-pool.js";

/** What a service's collections share with it. */
export class ServiceState {
  readonly link: PythonLink;
  readonly client: PooledClient;
  isClosed = false;

  constructor(link: PythonLink, client: PooledClient) {
    this.link = link;
    this.client = client;
  }

  /** @throws ClosedError after the service's `close()`. */
  requireOpen(): void {
    if (this.isClosed) throw new ClosedError(`The Chroma service at ${this.client.location}`);
  }
}

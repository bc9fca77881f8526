import type { ChromaClientArgs } from "chromadb";
import { EmbeddedAdminClient } from "../client/embedded-admin-client.js";
import { EmbeddedChromaClient } from "../client/embedded-chroma-client.js";

export * from "chromadb";

/** Where all clients of the process work. */
const path = process.env["STEMMA_CHROMA_PATH"] ?? "./chroma";

/** npm's `ChromaClient` for a program that knows of servers only: whatever server it names, it works here. */
export class ChromaClient extends EmbeddedChromaClient {
  constructor({ tenant, database }: Partial<ChromaClientArgs> = {}) {
    super({
      path,
      ...(tenant === undefined ? {} : { tenant }),
      ...(database === undefined ? {} : { database }),
    });
    closeAtTheEnd(this);
  }
}

/** npm's `AdminClient`, likewise. */
export class AdminClient extends EmbeddedAdminClient {
  constructor() {
    super({ path });
    closeAtTheEnd(this);
  }
}

/** Such a program has no `close()` to call: when nothing else is left to do, its client is closed. */
function closeAtTheEnd(client: { close(): Promise<void> }): void {
  process.once("beforeExit", () => {
    client.close().catch((error: unknown) => process.emitWarning(error as Error));
  });
}

import { type CallOptions, type Logger, silentLogger } from "@stemma/core";
import { AdminClient, ChromaClient } from "chromadb";
import { ChromaUnavailableError } from "../errors/chroma-unavailable-error.js";
import { DatabaseNotFoundError } from "../errors/database-not-found-error.js";
import { Operations } from "../operations/operations.js";
import type { RetryPolicy } from "../operations/retry-policy.js";
import { CollectionsService, type ServiceSettings } from "../service/collections-service.js";
import { askServer } from "./ask-server.js";
import { HttpBackend } from "./http-backend.js";
import { resolveDatabase } from "./resolve-database.js";
import { clientArguments, type ServerAccess } from "./server-address.js";

const OPERATION = "OpenClient";

/** How a server is opened. */
export interface OpenServerOptions extends CallOptions, ServiceSettings {
  /** Told of each failed operation, once. Default: silent. */
  readonly logger?: Logger | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
}

/** A Chroma server, through npm `chromadb`: `chroma run`, a distributed deployment, or Chroma Cloud. Made by `openChroma`. */
export class ChromaHttpService extends CollectionsService {
  /** Rejects with CHROMA_UNAVAILABLE, NOT_AUTHORIZED, DATABASE_NOT_FOUND, INVALID_ARGUMENT for the URL, TIMEOUT. */
  static async open(access: ServerAccess, options: OpenServerOptions = {}): Promise<ChromaHttpService> {
    const { logger = silentLogger, retry } = options;
    const connection = clientArguments(access);
    const admin = new AdminClient(connection);
    const operations = new Operations(logger, retry);
    const operationName = OPERATION;
    const [client, version] = await operations.run(operationName, options, (attempt) =>
      askServer({ ...attempt, operationName }, async () => {
        try {
          const { tenant, database } = await resolveDatabase(access, operationName);
          // A server counts the collections of unknown databases as 0: ask for the database itself.
          await admin.getDatabase({ name: database, tenant }).catch(async (error: unknown) => {
            if ((error as Error).name !== "ChromaNotFoundError") throw error;
            if (!(await tellsTheTime(connection))) throw notChroma(access.url);
            throw new DatabaseNotFoundError(`there is no database "${database}" of tenant "${tenant}"`, {
              operationName,
            });
          });
          const opened = new ChromaClient({ ...connection, tenant, database });
          const version: unknown = await opened.version();
          if (typeof version !== "string") throw notChroma(access.url);
          return [opened, version] as const;
        } catch (cause) {
          if ((cause as Error).name !== "ChromaConnectionError") throw cause;
          throw new ChromaUnavailableError(`no Chroma server answers at ${access.url}`, {
            operationName,
            cause,
          });
        }
      }),
    );
    return new ChromaHttpService(new HttpBackend(access.url, version, client, admin), operations, options);
  }
}

/** Any server says "not found" of what it does not know; only Chroma tells the time. */
async function tellsTheTime(connection: ReturnType<typeof clientArguments>): Promise<boolean> {
  const time: unknown = await new ChromaClient(connection).heartbeat().catch(() => undefined);
  return typeof time === "number";
}

function notChroma(url: string): ChromaUnavailableError {
  return new ChromaUnavailableError(`what answers at ${url} is no Chroma server`, {
    operationName: OPERATION,
    retryable: false,
  });
}

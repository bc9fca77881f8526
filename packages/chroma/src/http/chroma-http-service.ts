import { type CallOptions, type Logger, silentLogger } from "@stemma/core";
import { AdminClient, ChromaClient } from "chromadb";
import { DatabaseNotFoundError } from "../errors/database-not-found-error.js";
import { Operations } from "../operations/operations.js";
import type { RetryPolicy } from "../operations/retry-policy.js";
import { CollectionsService, type ServiceSettings } from "../service/collections-service.js";
import { askServer } from "./ask-server.js";
import { HttpBackend } from "./http-backend.js";
import { resolveDatabase } from "./resolve-database.js";
import { clientArguments, type ServerAccess } from "./server-address.js";

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
    const operationName = "OpenClient";
    const [client, version] = await operations.run(operationName, options, (attempt) =>
      askServer({ ...attempt, operationName }, async () => {
        const { tenant, database } = await resolveDatabase(access, operationName);
        // A server counts the collections of unknown databases as 0: ask for the database itself.
        await admin.getDatabase({ name: database, tenant }).catch((error: unknown) => {
          if ((error as Error).name !== "ChromaNotFoundError") throw error;
          throw new DatabaseNotFoundError(`there is no database "${database}" of tenant "${tenant}"`, {
            operationName,
          });
        });
        const opened = new ChromaClient({ ...connection, tenant, database });
        return [opened, await opened.version()] as const;
      }),
    );
    return new ChromaHttpService(new HttpBackend(access.url, version, client, admin), operations, options);
  }
}

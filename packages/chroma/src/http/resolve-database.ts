import { ChromaClient } from "chromadb";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";
import { clientArguments, type ServerAccess } from "./server-address.js";

/** A tenant's database. */
export interface DatabaseAddress {
  readonly tenant: string;
  readonly database: string;
}

const byDefault: DatabaseAddress = { tenant: "default_tenant", database: "default_database" };

/**
 * The database to work on: what is given, else what the key is for, as Chroma Cloud's keys say, else Chroma's default.
 *
 * @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` when the key is for several databases.
 */
export async function resolveDatabase(access: ServerAccess, operationName: string): Promise<DatabaseAddress> {
  const { token, tenant, database } = access;
  if (token === undefined || (tenant !== undefined && database !== undefined)) {
    return { tenant: tenant ?? byDefault.tenant, database: database ?? byDefault.database };
  }
  const identity = await new ChromaClient(clientArguments(access))
    .getUserIdentity()
    .catch((error: unknown) => {
      // A server that knows nothing of identities has the default database.
      if ((error as Error).name !== "ChromaNotFoundError") throw error;
      return { tenant: byDefault.tenant, databases: [byDefault.database] };
    });
  const databases = [...new Set(identity.databases)].filter((name) => name !== "*");
  const [only] = databases;
  if (database === undefined && (databases.length !== 1 || only === undefined)) {
    const names = databases.length === 0 ? "all databases" : databases.join(", ");
    throw new ChromaInvalidArgumentError(
      `the key is for ${names} of tenant "${identity.tenant}": say which`,
      {
        operationName,
        advice: "Pass { database }.",
      },
    );
  }
  return { tenant: tenant ?? identity.tenant, database: database ?? only ?? byDefault.database };
}

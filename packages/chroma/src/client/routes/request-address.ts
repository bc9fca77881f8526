import type { ApiRequest } from "../in-process-api.js";

/** Which collection of which database a request is about. */
export interface RequestAddress {
  readonly tenant: string;
  readonly database: string;
  /** Its name or its id, as the URL has it. */
  readonly collection: string;
}

/** Reads the address from a request's path. */
export function addressOf({ path = {} }: ApiRequest): RequestAddress {
  return {
    tenant: path["tenant"] ?? "",
    database: path["database"] ?? "",
    collection: path["collection_id"] ?? "",
  };
}

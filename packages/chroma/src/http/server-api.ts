import type { ChromaClient } from "chromadb";
import { encodeBody, withLosslessJson } from "./server-json.js";

/** Where a collection is, by its id. */
export const collectionUrl = "/api/v2/tenants/{tenant}/databases/{database}/collections/{collection_id}";

/** A request of npm `chromadb`'s HTTP client: a URL template, and what goes into it. */
interface ServerRequest {
  readonly url: string;
  readonly path: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The part of npm `chromadb`'s HTTP client that is used here. */
export interface ServerApi {
  get(request: ServerRequest): Promise<{ readonly data: unknown }>;
  post(request: ServerRequest): Promise<{ readonly data: unknown }>;
  put(request: ServerRequest): Promise<{ readonly data: unknown }>;
}

interface ConfigurableApi extends ServerApi {
  setConfig(config: { readonly bodySerializer: (body: unknown) => string }): unknown;
  readonly interceptors: { readonly response: { use(change: (response: Response) => Response): void } };
}

/**
 * npm `chromadb`'s HTTP client, with its headers, its errors, and JSON that rounds no integer; from now on the client's own methods
 * use it, too. The field is private to the npm client's types: that it is there is checked, and the version is pinned.
 */
export function serverApiOf(client: ChromaClient): ServerApi {
  const { apiClient } = client as unknown as { readonly apiClient?: ConfigurableApi };
  if (!apiClient) {
    throw new Error(
      "this version of npm chromadb keeps its HTTP client elsewhere: 3.5.0 is the one to install",
    );
  }
  apiClient.setConfig({ bodySerializer: encodeBody });
  apiClient.interceptors.response.use(withLosslessJson);
  return apiClient;
}

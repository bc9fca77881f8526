/** A request as npm `chromadb` makes it: plain values, before anything is put into a URL or into JSON. */
export interface ApiRequest {
  /** A template, for example `/api/v2/tenants/{tenant_name}`. */
  readonly url: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Answers the requests of one method and URL with what a server's JSON would hold. */
export type Route = (request: ApiRequest) => Promise<unknown>;

/** Routes by method and URL template, for example `"POST /api/v2/reset"`. */
export type Routes = Readonly<Record<string, Route>>;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Stands where npm `chromadb` has its HTTP client, and answers in this process: the npm client's own code checks arguments
 * and builds results, and nothing is serialised on the way.
 */
export class InProcessApi {
  readonly #routes: Routes;
  readonly #toClientError: (error: unknown, request: ApiRequest) => unknown;

  /** @param toClientError - Makes of what a route throws what the npm client would throw. */
  constructor(routes: Routes, toClientError: (error: unknown, request: ApiRequest) => unknown) {
    this.#routes = routes;
    this.#toClientError = toClientError;
  }

  readonly get = (request: ApiRequest): Promise<{ data: unknown }> => this.#send("GET", request);
  readonly post = (request: ApiRequest): Promise<{ data: unknown }> => this.#send("POST", request);
  readonly put = (request: ApiRequest): Promise<{ data: unknown }> => this.#send("PUT", request);
  readonly patch = (request: ApiRequest): Promise<{ data: unknown }> => this.#send("PATCH", request);
  readonly delete = (request: ApiRequest): Promise<{ data: unknown }> => this.#send("DELETE", request);

  async #send(method: Method, request: ApiRequest): Promise<{ data: unknown }> {
    const route = this.#routes[`${method} ${request.url}`];
    if (!route)
      throw new Error(`npm chromadb asked for ${method} ${request.url}, which this version does not know`);
    try {
      return { data: await route(request) };
    } catch (error) {
      throw this.#toClientError(error, request);
    }
  }
}

/**
 * Puts the in-process API in the place of the npm client's HTTP client. The field is private to the npm client's types: that it
 * is there is checked, and its version is pinned.
 */
export function replaceApi(client: object, api: InProcessApi): void {
  if (!("apiClient" in client)) {
    throw new Error(
      "this version of npm chromadb keeps its HTTP client elsewhere: 3.5.0 is the one to install",
    );
  }
  client.apiClient = api;
}

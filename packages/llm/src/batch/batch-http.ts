import { BatchServiceError } from "./batch-service.js";

/** Answers of many calls, in bytes: what services allow of questions, and twice that. */
const MOST_BYTES = 512 * 1024 * 1024;

/** One service by its address, with the headers that its calls have: the key is one of them, and nobody here looks at it. */
export class BatchHttp {
  readonly #base: string;
  readonly #headers: Headers;
  readonly #fetch: typeof globalThis.fetch;

  /** @param base - without a slash at its end */
  constructor(base: string, headers: Headers, fetch: typeof globalThis.fetch) {
    this.#base = base;
    this.#headers = new Headers(headers);
    // Each request has its own.
    this.#headers.delete("content-type");
    this.#headers.delete("content-length");
    this.#fetch = fetch;
  }

  async getJson(path: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    return asObject(await this.#send(path, { method: "GET", signal }));
  }

  async getText(path: string, signal: AbortSignal): Promise<string> {
    return this.#send(path, { method: "GET", signal });
  }

  async postJson(path: string, body: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    const headers = { "content-type": "application/json" };
    return asObject(await this.#send(path, { method: "POST", body, headers, signal }));
  }

  async postForm(path: string, form: FormData, signal: AbortSignal): Promise<Record<string, unknown>> {
    return asObject(await this.#send(path, { method: "POST", body: form, signal }));
  }

  async #send(
    path: string,
    { headers: own = {}, ...request }: RequestInit & { readonly headers?: Record<string, string> },
  ): Promise<string> {
    const headers = new Headers(this.#headers);
    for (const [name, value] of Object.entries(own)) headers.set(name, value);
    const response = await this.#fetch(`${this.#base}${path}`, { ...request, headers });
    const length = Number(response.headers.get("content-length") ?? 0);
    if (length > MOST_BYTES) {
      await response.body?.cancel();
      throw new BatchServiceError(502, `an answer of ${length} bytes is more than is read`);
    }
    const text = await response.text();
    if (!response.ok) throw new BatchServiceError(response.status, text);
    return text;
  }
}

function asObject(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === "object" && read !== null && !Array.isArray(read))
      return read as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new BatchServiceError(502, `no JSON object came: ${text.slice(0, 200)}`);
}

/** The objects of a JSON Lines text; a line that is none is left out: its call has no answer then. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    try {
      const read: unknown = JSON.parse(line);
      return isRecord(read) ? [read] : [];
    } catch {
      return [];
    }
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** A field that is an object; an empty one where it is none. */
export function objectIn(of: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = of[name];
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** A field that is a text; `""` where it is none. */
export function textIn(of: Record<string, unknown>, name: string): string {
  const value = of[name];
  return typeof value === "string" ? value : "";
}

/** A field that is a number; 0 where it is none. */
export function numberIn(of: Record<string, unknown>, name: string): number {
  const value = of[name];
  return typeof value === "number" ? value : 0;
}

/** The list of objects in a field; empty where there is none. */
export function listIn(of: Record<string, unknown>, name: string): Record<string, unknown>[] {
  const value = of[name];
  if (!Array.isArray(value)) return [];
  return value.filter((each): each is Record<string, unknown> => typeof each === "object" && each !== null);
}

/** An id of a service as a part of a path; what is none is refused as an answer that can't be read. */
export function pathOf(id: string): string {
  if (!/^[\w.:-]{1,200}$/u.test(id)) throw new BatchServiceError(502, "the service gave no id of a batch");
  return encodeURIComponent(id);
}

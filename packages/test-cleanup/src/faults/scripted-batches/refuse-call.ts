/** What a service would say of a request for a batch; thrown. */
export class RefusedRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Refuses ids that services do not take, or that two calls have. */
export function requireIds(ids: readonly unknown[]): void {
  for (const id of ids)
    if (typeof id !== "string" || !/^[a-zA-Z0-9_-]{1,64}$/u.test(id))
      throw new RefusedRequest(400, `custom_id ${String(id)} is none`);
  if (new Set(ids).size !== ids.length) throw new RefusedRequest(400, "custom_id is not unique");
  if (ids.length === 0) throw new RefusedRequest(400, "there are no calls");
}

/** Refuses a call that a batch does not take. */
export function requireCall(body: Readonly<Record<string, unknown>>): void {
  if (body["stream"] === true) throw new RefusedRequest(400, "a batch does not stream");
  if (typeof body["model"] !== "string") throw new RefusedRequest(400, "a call has no model");
  if (!Array.isArray(body["messages"])) throw new RefusedRequest(400, "a call has no messages");
}

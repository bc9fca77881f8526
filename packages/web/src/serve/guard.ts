import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Who may ask, and what. */
export interface GuardOptions {
  readonly port: number;
  /** In the link that was printed; whoever has it is the user. */
  readonly token: string;
  /** The tree may be changed through the page. */
  readonly canWrite: boolean;
}

/** What the opened link carries the token in. */
export const TOKEN_PARAMETER = "token";
/** Where actions are; nothing else is ever posted. */
export const ACTIONS_PATH = "/api/do/";

/** Cookies are shared by all ports of a host. */
export function cookieName(port: number): string {
  return `stemma-${port}`;
}

/**
 * Lets through what the user's own browser asks of this server's own page: by its own name, so that no other name can be bound to this
 * address; from no other page; with the token, first in the link, then in a cookie that no script can read. Reading, and where that is
 * allowed actions: those only from a page of this server that says so, as JSON, which no form sends, and by the cookie.
 */
export function guard({ port, token, canWrite }: GuardOptions): MiddlewareHandler {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const cookie = cookieName(port);
  return async (context, next) => {
    const { req } = context;
    const host = req.header("host") ?? "";
    if (!hosts.has(host)) return context.text("This server has another name.\n", 403);
    const origin = req.header("origin");
    if (origin !== undefined && origin !== `http://${host}`)
      return context.text("Another page may not ask this server.\n", 403);
    const isReading = req.method === "GET" || req.method === "HEAD";
    const site = req.header("sec-fetch-site");
    const isVisit = isReading && req.header("sec-fetch-mode") === "navigate";
    if (site !== undefined && site !== "same-origin" && site !== "none" && !isVisit)
      return context.text("Another page may not ask this server.\n", 403);
    if (!isReading && (!canWrite || req.method !== "POST" || !req.path.startsWith(ACTIONS_PATH)))
      return context.text("This server only reads.\n", 405, { allow: "GET, HEAD" });
    const given = isReading ? req.query(TOKEN_PARAMETER) : undefined;
    const isNew = given !== undefined && isSame(given, token);
    if (!isNew && !isSame(getCookie(context, cookie) ?? "", token))
      return context.text("Open the link that `stemma serve` printed: it lets this browser in.\n", 401);
    if (!isReading) {
      const refused = refusedAction(context, origin);
      if (refused !== undefined) return refused;
    }
    if (isNew) setCookie(context, cookie, token, { httpOnly: true, sameSite: "Strict", path: "/" });
    return next();
  };
}

/** Browsers always say where a POST comes from; and a JSON body can't be sent from another page without asking first. */
function refusedAction(context: Context, origin: string | undefined): Response | undefined {
  if (origin === undefined) return context.text("Only this server's own page may change anything.\n", 403);
  const [type] = (context.req.header("content-type") ?? "").split(";", 1);
  if (type?.trim().toLowerCase() !== "application/json")
    return context.text("What is to be done is said in JSON.\n", 415);
  return undefined;
}

/** Takes as long for a wrong token as for a right one, whatever its length. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

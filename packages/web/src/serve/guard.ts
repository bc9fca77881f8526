import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Who may ask. */
export interface GuardOptions {
  readonly port: number;
  /** In the link that was printed; whoever has it is the user. */
  readonly token: string;
}

/** What the opened link carries the token in. */
export const TOKEN_PARAMETER = "token";

/**
 * Lets through what the user's own browser asks of this server's own page: by its own name, so that no other name can be bound to this
 * address; from no other page; with the token, first in the link, then in a cookie that no script can read. Reading alone.
 */
export function guard({ port, token }: GuardOptions): MiddlewareHandler {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  // Cookies are shared by all ports of a host.
  const cookie = `stemma-${port}`;
  return async (context, next) => {
    const { req } = context;
    const host = req.header("host") ?? "";
    if (!hosts.has(host)) return context.text("This server has another name.\n", 403);
    const origin = req.header("origin");
    if (origin !== undefined && origin !== `http://${host}`)
      return context.text("Another page may not ask this server.\n", 403);
    const site = req.header("sec-fetch-site");
    const isVisit = req.header("sec-fetch-mode") === "navigate";
    if (site !== undefined && site !== "same-origin" && site !== "none" && !isVisit)
      return context.text("Another page may not ask this server.\n", 403);
    if (req.method !== "GET" && req.method !== "HEAD")
      return context.text("This server only reads.\n", 405, { allow: "GET, HEAD" });
    const given = req.query(TOKEN_PARAMETER);
    const isNew = given !== undefined && isSame(given, token);
    if (!isNew && !isSame(getCookie(context, cookie) ?? "", token))
      return context.text("Open the link that `stemma serve` printed: it lets this browser in.\n", 401);
    if (isNew) setCookie(context, cookie, token, { httpOnly: true, sameSite: "Strict", path: "/" });
    return next();
  };
}

/** Takes as long for a wrong token as for a right one, whatever its length. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

import { withoutUndefined } from "@stemma/core";
import { ChromaInvalidArgumentError } from "../errors/chroma-invalid-argument-error.js";

/** How a server is reached and who asks. */
export interface ServerAccess {
  readonly url: string;
  readonly tenant?: string | undefined;
  readonly database?: string | undefined;
  /** Sent as `x-chroma-token`, as Chroma Cloud and token-protected servers want it. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The npm client's arguments. @throws {@link ChromaInvalidArgumentError} `INVALID_ARGUMENT` for anything but `http(s)://host[:port]`. */
export function clientArguments({ url, token, headers }: ServerAccess) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/u.test(parsed.protocol) || parsed.pathname !== "/") {
    throw new ChromaInvalidArgumentError(`"${url}" is not http(s)://host[:port]`, {
      operationName: "OpenClient",
    });
  }
  const ssl = parsed.protocol === "https:";
  return {
    host: parsed.hostname,
    port: parsed.port === "" ? (ssl ? 443 : 80) : Number(parsed.port),
    ssl,
    headers: withoutUndefined({ ...headers, "x-chroma-token": token }),
  };
}

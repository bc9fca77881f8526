import { InvalidArgumentError } from "@stemma/core";

/** Where a Dolt sql-server listens and which of its databases is meant. */
export interface DoltAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** A private server's; goes before host and port. */
  readonly socketPath?: string | undefined;
  /** Encrypt the connection and check the server's certificate; `?tls=true`. */
  readonly tls: boolean;
}

const DEFAULT_PORT = 3306;

/**
 * From `mysql://user:password@host:port/database`.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for anything else. The message does not repeat the password.
 */
export function parseDoltUrl(text: string): DoltAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const database = decodeURIComponent(url?.pathname.slice(1) ?? "");
  if (url?.protocol !== "mysql:" || url.hostname === "" || !/^[\w-]+$/.test(database)) {
    throw new InvalidArgumentError(
      "a Dolt repository is named as mysql://user:password@host:port/database, its name in letters, digits, _ and -",
    );
  }
  return {
    host: url.hostname,
    port: url.port === "" ? DEFAULT_PORT : Number(url.port),
    user: decodeURIComponent(url.username) || "root",
    password: decodeURIComponent(url.password),
    database,
    tls: url.searchParams.get("tls") === "true",
  };
}

/** For messages and listings: without user and password. */
export function describeDoltAddress(address: DoltAddress): string {
  return `mysql://${address.host}:${address.port}/${address.database}`;
}

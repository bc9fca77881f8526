import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from "node:fs";
import { InvalidArgumentError } from "@stemma/core";

/** Characters of a token that nobody guesses. */
const LEAST_LENGTH = 32;
const OTHERS = 0o077;

/** One that nobody else knows. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/**
 * The token in a file; a new one is written there, for the user's eyes alone, where there is no file yet.
 *
 * @throws {@link InvalidArgumentError} `INVALID_ARGUMENT` for a file that others may read, or that holds no token
 */
export function tokenInFile(path: string): string {
  const token = newToken();
  try {
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    const file = openSync(path, O_WRONLY | O_CREAT | O_EXCL, 0o600);
    writeSync(file, `${token}\n`);
    closeSync(file);
    return token;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { mode } = fstatSync(file);
    if ((mode & OTHERS) !== 0)
      throw new InvalidArgumentError(`others may read ${path}`, { advice: `chmod 600 ${path}` });
    const kept = readFileSync(file, "utf8").trim();
    if (kept.length < LEAST_LENGTH || /\s/u.test(kept))
      throw new InvalidArgumentError(`${path} holds no token of at least ${LEAST_LENGTH} characters`, {
        advice: "Name a file that does not exist yet: a token is written there.",
      });
    return kept;
  } finally {
    closeSync(file);
  }
}

/** Whether an `Authorization` header holds the token; takes as long for one as for the other. */
export function holdsToken(header: string | undefined, token: string): boolean {
  const [, given = ""] = /^Bearer +(\S+)$/iu.exec(header ?? "") ?? [];
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

import { findSecrets } from "./find-secrets.js";

/** Of the rules: texts that an earlier version let pass are read again. */
export const SECRETS_VERSION = "secrets-1";

/**
 * The text with each secret replaced by `[secret: <kind>]`. Masking twice changes nothing.
 *
 * @example
 * ```ts
 * maskSecrets('key = "AKIAQ2E3RZK5WD7TPLM6"'); // 'key = "[secret: aws-access-token]"'
 * ```
 */
export function maskSecrets(text: string): string {
  const secrets = findSecrets(text);
  if (secrets.length === 0) return text;
  let masked = "";
  let from = 0;
  for (const { kind, start, end } of secrets) {
    masked += `${text.slice(from, start)}[secret: ${kind}]`;
    from = end;
  }
  return masked + text.slice(from);
}

/** What {@link maskSecrets} leaves in place of secrets. */
export const MASK = /\[secret: ([a-z0-9-]{1,60})\]/g;

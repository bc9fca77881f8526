/** What stands in place of a secret. */
const REDACTED = "[secret]";

/** Keys and tokens that are known by their looks. */
const KNOWN_SECRETS = [
  // OpenAI, Anthropic and others.
  /\bsk-[\w-]{16,}/gu,
  // Google.
  /\bAIza[\w-]{30,}/gu,
  // Amazon.
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/gu,
  // GitHub, GitLab, npm, Slack.
  /\bgh[pousr]_\w{20,}/gu,
  /\bgithub_pat_\w{20,}/gu,
  /\bglpat-[\w-]{16,}/gu,
  /\bnpm_\w{30,}/gu,
  /\bxox[abprs]-[\w-]{10,}/gu,
  // JSON web tokens, and whatever follows "Bearer".
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+/gu,
  /(?<=\bBearer\s+)[\w.~+/=-]{12,}/gu,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
] as const;

/** A secret shorter than this would black out ordinary words. */
const SHORTEST_SECRET = 4;

/** The text without the given secrets and without what looks like a well-known kind of key. */
export function redactSecrets(text: string, secrets: readonly string[] = []): string {
  const withoutGiven = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .reduce((left, secret) => left.replaceAll(secret, REDACTED), text);
  return KNOWN_SECRETS.reduce((left, pattern) => left.replaceAll(pattern, REDACTED), withoutGiven);
}

/** A copy of plain data with every string redacted, keys of objects left as they are. */
export function redactDeep<T>(value: T, secrets: readonly string[] = []): T {
  return JSON.parse(
    JSON.stringify(value, (_key, part: unknown) =>
      typeof part === "string" ? redactSecrets(part, secrets) : part,
    ),
  ) as T;
}

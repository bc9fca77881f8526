/** The parts of a `package.json` that resolution reads. */
export interface PackageManifest {
  readonly name: string | null;
  readonly exports: unknown;
  readonly imports: unknown;
  /** `source`, `module`, `main`, `types`: where the package starts without `exports`. */
  readonly entries: readonly string[];
}

/** Reads a manifest; `null` when it is not a JSON object. */
export function parseManifest(content: string): PackageManifest | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    return null;
  }
  if (!isRecord(parsed)) return null;
  const manifest = parsed;
  return {
    name: typeof manifest.name === "string" ? manifest.name : null,
    exports: manifest.exports,
    imports: manifest.imports,
    entries: ["source", "module", "main", "types"].flatMap((key) =>
      typeof manifest[key] === "string" ? [manifest[key]] : [],
    ),
  };
}

/**
 * All targets that an `exports` or `imports` field gives for a key: first the one that Node takes, then those of other
 * conditions, which may be the ones that lie in the tree. `null`: the field says that there is none.
 */
export function expandExports(field: unknown, key: string, conditions: ReadonlySet<string>): string[] | null {
  if (field === undefined || field === null) return [];
  const targets = (value: unknown): string[] | null =>
    value === null ? null : [...new Set([...chosenOf(value, conditions), ...targetsOf(value)])];
  if (typeof field === "string" || Array.isArray(field)) return key === "." ? targets(field) : [];
  if (!isRecord(field)) return [];
  const keys = Object.keys(field);
  if (!keys.some((candidate) => candidate.startsWith(".") || candidate.startsWith("#")))
    return key === "." ? targets(field) : [];
  if (Object.hasOwn(field, key)) return targets(field[key]);
  for (const pattern of keys
    .filter((candidate) => candidate.includes("*"))
    .sort((a, b) => b.length - a.length)) {
    const [before = "", after = ""] = pattern.split("*");
    if (!key.startsWith(before) || !key.endsWith(after) || key.length < before.length + after.length)
      continue;
    const part = key.slice(before.length, key.length - after.length);
    return targets(field[pattern])?.map((target) => target.replaceAll("*", part)) ?? null;
  }
  return [];
}

/** The target of the first condition that holds, in the order of the manifest. */
function chosenOf(value: unknown, conditions: ReadonlySet<string>): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((entry) => chosenOf(entry, conditions)).slice(0, 1);
  if (!isRecord(value)) return [];
  for (const [condition, target] of Object.entries(value)) {
    const chosen = conditions.has(condition) ? chosenOf(target, conditions) : [];
    if (chosen.length > 0) return chosen;
  }
  return [];
}

function targetsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(targetsOf);
  return isRecord(value) ? Object.values(value).flatMap(targetsOf) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

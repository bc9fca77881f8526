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
 * All targets that an `exports` or `imports` field gives for a key, whatever the condition: the one that lies in the
 * tree is the one that counts.
 */
export function expandExports(field: unknown, key: string): string[] {
  if (field === undefined || field === null) return [];
  if (typeof field === "string" || Array.isArray(field)) return key === "." ? targetsOf(field) : [];
  if (!isRecord(field)) return [];
  const keys = Object.keys(field);
  if (!keys.some((candidate) => candidate.startsWith(".") || candidate.startsWith("#")))
    return key === "." ? targetsOf(field) : [];
  if (Object.hasOwn(field, key)) return targetsOf(field[key]);
  for (const pattern of keys
    .filter((candidate) => candidate.includes("*"))
    .sort((a, b) => b.length - a.length)) {
    const [before = "", after = ""] = pattern.split("*");
    if (!key.startsWith(before) || !key.endsWith(after) || key.length < before.length + after.length)
      continue;
    const part = key.slice(before.length, key.length - after.length);
    return targetsOf(field[pattern]).map((target) => target.replaceAll("*", part));
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

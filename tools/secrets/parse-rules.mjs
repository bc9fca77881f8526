// Reads of gitleaks' TOML what this folder needs: the rules' ids, patterns, entropies, keywords and paths.

/** @param {string} toml */
export function parseRules(toml) {
  return toml
    .split(/^\[\[rules\]\]$/m)
    .slice(1)
    .map((part) => {
      const own = part.split(/^\[/m)[0];
      const string = (key) =>
        new RegExp(`^${key} = '''(.*)'''$`, "m").exec(own)?.[1] ??
        JSON.parse(new RegExp(`^${key} = (".*")$`, "m").exec(own)?.[1] ?? "null") ??
        undefined;
      const words = /^keywords = \[([^\]]*)\]/m.exec(own)?.[1] ?? "";
      const entropy = /^entropy = ([\d.]+)$/m.exec(own)?.[1];
      return {
        id: string("id"),
        regex: string("regex"),
        path: string("path"),
        entropy: entropy === undefined ? undefined : Number(entropy),
        keywords: [...words.matchAll(/"([^"]*)"/g)].map(([, word]) => word),
      };
    });
}

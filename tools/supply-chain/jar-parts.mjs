// The jars of Neo4j, which the tests run against; users bring their own.
import { readFileSync } from "node:fs";

/** @param {string} file of SHA-256 sums */
export function jarParts(file) {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      const [, content, jar] = /^([0-9a-f]{64}) {2}(\S+)\.jar$/.exec(line) ?? [];
      if (jar === undefined) return [];
      const [, name, version] = /^(.+?)-(\d.*)$/.exec(jar) ?? [];
      return [
        {
          type: "library",
          name: name ?? jar,
          version: version ?? "",
          // A jar's file does not say its group.
          "bom-ref": `jar:${jar}`,
          hashes: [{ alg: "SHA-256", content }],
          scope: "excluded",
        },
      ];
    });
}

// What Go brings: Dolt, built for the tests and run where a user has it, and the patterns taken over from gitleaks.
import { readFileSync } from "node:fs";

/** @param {{ dolt: string, rules: string }} files that name the modules */
export function goParts({ dolt, rules }) {
  const built = readFileSync(dolt, "utf8");
  const [, path, version] = found(/source = "([^"@]+)@([^"]+)"/.exec(built), dolt);
  const [, sum] = found(/sourceSum = "([^"]+)"/.exec(built), dolt);
  const [, rulesPath, rulesVersion] = found(
    /MODULE = "([^"@]+)@([^"]+)"/.exec(readFileSync(rules, "utf8")),
    rules,
  );
  return [
    {
      type: "application",
      name: path,
      version,
      purl: `pkg:golang/${path}@${version}`,
      properties: [{ name: "go:sum", value: sum }],
      scope: "optional",
    },
    {
      type: "data",
      name: rulesPath,
      version: rulesVersion,
      purl: `pkg:golang/${rulesPath}@${rulesVersion}`,
      description: "patterns in packages/pipeline/src/secrets/token-rules.ts",
      scope: "required",
    },
  ];
}

function found(match, file) {
  if (match === null) throw new Error(`${file} no longer says which module it brings`);
  return match;
}

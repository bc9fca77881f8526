#!/usr/bin/env node
// Takes the rules of gitleaks that know a token by its own looks into packages/pipeline/src/secrets/token-rules.ts.
// Rules that need a word beside the token are not taken: the filter has one of its own for literals that are assigned.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseRules } from "./parse-rules.mjs";
import { translatePattern } from "./translate-pattern.mjs";

const MODULE = "github.com/zricethezav/gitleaks/v8@v8.28.0";
const TARGET = join(import.meta.dirname, "../../packages/pipeline/src/secrets/token-rules.ts");

/** Left out: they need words around the token, other files, or mean ordinary text as well. */
const LEFT_OUT = new Map([
  ["curl-auth-header", "needs the command line around it"],
  ["curl-auth-user", "needs the command line around it"],
  ["kubernetes-secret-yaml", "needs the document around it"],
  ["facebook-access-token", "digits and letters of any number"],
  ["sourcegraph-access-token", "every git commit looks like one"],
  ["private-key", "found by its frame instead, in linear time"],
  ["sidekiq-sensitive-url", "covered by passwords in addresses"],
  ["flutterwave-public-key", "is public"],
]);

const folder = mkdtempSync(join(tmpdir(), "stemma-rules-"));
try {
  const { Dir } = JSON.parse(
    execFileSync("go", ["mod", "download", "-json", MODULE], { cwd: folder, encoding: "utf8" }),
  );
  const rules = parseRules(readFileSync(join(Dir, "config/gitleaks.toml"), "utf8"))
    .filter(({ id, regex, path }) => regex !== undefined && path === undefined && !LEFT_OUT.has(id))
    .filter(({ regex }) => !regex.includes(String.raw`[\w.-]{0,50}?`))
    .map(({ id, regex, entropy = 0, keywords }) => ({
      kind: id,
      words: keywords,
      entropy,
      pattern: translatePattern(alone(regex)),
    }));
  writeFileSync(TARGET, source(rules));
  process.stdout.write(`${rules.length} rules\n`);
} finally {
  rmSync(folder, { recursive: true });
}

/** The pattern of the token alone: what must stand beside it is looked at and not taken. */
function alone(regex) {
  return (
    regex
      .replace(String.raw`(?:[\x60'"\s;]|\\[nr]|$)`, String.raw`(?![\w-])`)
      .replace(String.raw`(?:[\x60'"\s;]|\\[nr]|$|\b)`, String.raw`(?![\w-])`)
      .replace(String.raw`(?:[^\w-]|\z)`, String.raw`(?![\w-])`)
      .replace(String.raw`(?:[^a-zA-Z0-9+/]|\z)`, String.raw`(?![\w+/])`)
      .replace(String.raw`(?:^|[\\'"\x60\s>=:(,)])`, String.raw`(?<![\w~.-])`)
      .replace(String.raw`(?:$|[\\'"\x60\s<),])`, String.raw`(?![\w~.-])`)
      // Old tokens of Vault: a letter, a point and any word of a certain length.
      .replace(String.raw`|s\.(?i:[a-z0-9]{24})`, "")
  );
}

function source(rules) {
  const rows = rules.map(
    ({ kind, words, entropy, pattern }) =>
      `  { kind: ${JSON.stringify(kind)}, words: ${JSON.stringify(words)}, entropy: ${entropy}, pattern: /${pattern.replaceAll("/", String.raw`\/`).replaceAll(String.raw`\\/`, String.raw`\/`)}/g },`,
  );
  return `// Made by tools/secrets from ${MODULE}, config/gitleaks.toml.
// MIT License, Copyright (c) 2019 Zachary Rice: see NOTICE. Not to be edited by hand.
import type { TokenRule } from "./token-rule.js";

/** Tokens that are known by their own looks. */
export const TOKEN_RULES: readonly TokenRule[] = [
${rows.join("\n")}
];
`;
}

#!/usr/bin/env node
// Known vulnerabilities of what npm installs, but those excused in exceptions.json until a date. Exit codes: 0 none, 1 some, 2 nobody
// could be asked. Python's are not asked for: pip-audit asks a service on the web for each package, and no package brings its data.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judge } from "./judge.mjs";

const root = join(import.meta.dirname, "../..");
const exceptions = JSON.parse(readFileSync(join(import.meta.dirname, "exceptions.json"), "utf8"));
const report = ask();
if (report.vulnerabilities === undefined) {
  console.error(`The registry could not be asked: ${report.message ?? report.error?.summary ?? "no answer"}`);
  process.exit(2);
}
const { open, excused, overdue } = judge(report, exceptions, new Date().toISOString().slice(0, 10));
for (const { id, title, url, name } of open) console.log(`${name}: ${title} (${id}) ${url}`);
for (const { id, until, why } of excused) console.log(`excused until ${until}: ${id}, ${why}`);
for (const { id, until } of overdue) console.log(`no longer excused since ${until}, or gone: ${id}`);
process.exitCode = open.length + overdue.length > 0 ? 1 : 0;

function ask() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  try {
    return JSON.parse(execFileSync(npm, ["audit", "--json"], { cwd: root, encoding: "utf8", stdio: "pipe" }));
  } catch (error) {
    // It exits with 1 when it found some, too.
    return JSON.parse(error.stdout || "{}");
  }
}

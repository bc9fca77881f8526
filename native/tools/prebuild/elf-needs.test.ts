import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { faultsOf } from "./allowed-needs.mjs";
import { elfNeeds } from "./elf-needs.mjs";
import { platformHere, readPlatforms } from "./platforms.mjs";

const addon = join(__dirname, "../../build/Release/stemma.node");

/** As binutils reads it. */
function needsByObjdump(file: string): ReturnType<typeof elfNeeds> {
  const text = execFileSync("objdump", ["-p", file], { encoding: "utf8" });
  const [head = "", references = ""] = text.split("Version References:");
  const libraries = [...head.matchAll(/^\s+NEEDED\s+(\S+)$/gmu)].map(([, name = ""]) => name);
  const versions = [...references.matchAll(/^\s+0x[0-9a-f]+ 0x[0-9a-f]+ \d+ (\S+)$/gmu)].map(
    ([, name = ""]) => name,
  );
  const table = execFileSync("objdump", ["-T", file], { encoding: "utf8" });
  const lookedUp = [...table.matchAll(/^\S+ {6}D[F ]? +\*UND\*\t\S+(?: +Base)? +(\w+)$/gmu)].map(
    ([, name = ""]) => name,
  );
  const cpu = text.includes("file format elf64-x86-64") ? "x64" : "arm64";
  return { cpu, libraries, versions: [...new Set(versions)].sort(), lookedUp: lookedUp.sort() };
}

describe("what a binary needs", () => {
  it("is read as binutils reads it", () => {
    const read = elfNeeds(readFileSync(addon));
    expect(read).toEqual(needsByObjdump(addon));
    expect(read.libraries.length).toBeGreaterThan(1);
    expect(read.versions.length).toBeGreaterThan(1);
    expect(read.lookedUp).toContain("napi_create_object");
  });

  it("is no more than the oldest machine has: what this machine's compiler makes is refused", () => {
    const here = readPlatforms().find(({ name }) => name === platformHere());
    if (here === undefined) throw new Error(`no package is made for ${platformHere()}`);
    const faults = faultsOf(here, readFileSync(addon));
    expect(faults).toContain("needs libstdc++.so.6");
    expect(faults.filter((fault) => /GLIBC_2\.(?:[0-9]|1[0-9]|2[0-8])(?:\.|$)/u.test(fault))).toEqual([]);
    // Node itself is the measure of the oldest glibc, and fits no machine with musl.
    const node = readFileSync(process.execPath);
    expect(faultsOf(here, node).filter((fault) => fault.includes(" GLIBC_"))).toEqual([]);
    expect(faultsOf({ ...here, libc: "musl" }, node)).toContain("needs GLIBC_2.17");
    expect(faultsOf({ ...here, cpu: "s390x" }, node)).toContain(`is for ${here.cpu}`);
  });
});

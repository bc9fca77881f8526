import { execFileSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { anyName, legalName } from "../contract/legal-names.fixture.js";
import { isLegalName, shownName, storedName } from "./ref-name.js";

function gitTakes(name: string): boolean {
  try {
    execFileSync("git", ["check-ref-format", "--branch", name], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe("a stored name", () => {
  it.each([
    ["main", "main"],
    ["feature/one-2_b.c", "feature/one-2_b.c"],
    ["feature/JIRA-12", "feature/!j!i!r!a-12"],
    ["feature/ü", "feature/=c3=bc"],
    ["a=b!c", "a=3db=21c"],
    ["head", "=68ead"],
    ["deadbeef".repeat(5), `=64eadbeef${"deadbeef".repeat(4)}`],
  ])("of %s is %s", (name, stored) => {
    expect(storedName(name)).toBe(stored);
    expect(shownName(stored)).toBe(name);
  });

  it.each(["Feature", "a=b", "a=zz", "=61", "!1", "=c3", "ü"])(
    "of another program is shown as it is: %s",
    (stored) => {
      expect(shownName(stored)).toBe(stored);
    },
  );

  it("is in few characters, leads back to the name, and differs for different names in any case of letters", () => {
    fc.assert(
      fc.property(legalName, legalName, (one, other) => {
        expect(storedName(one)).toMatch(/^[a-z0-9._/!=-]+$/);
        expect(shownName(storedName(one))).toBe(one);
        expect(storedName(one).toLowerCase() === storedName(other).toLowerCase()).toBe(one === other);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is made for exactly the names that git takes", () => {
    const isWithout = (name: string): boolean => !name.includes("\0") && name.isWellFormed();
    fc.assert(
      fc.property(fc.oneof(anyName, legalName).filter(isWithout), (name) => {
        // git reads @{-1} and - as the branch before; its own limit of length is the file system's.
        fc.pre(!name.includes("@{-") && Buffer.byteLength(name) < 250);
        expect({ name, isLegal: isLegalName(name) }).toEqual({ name, isLegal: gitTakes(name) });
      }),
      { numRuns: 300 },
    );
    expect(isLegalName("a\0b")).toBe(false);
    expect(isLegalName("a\ud800")).toBe(false);
    expect(isLegalName("a".repeat(1_001))).toBe(false);
  });
});

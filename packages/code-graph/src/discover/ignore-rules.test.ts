import { describe, expect, it } from "@jest/globals";
import { IgnoreRules } from "./ignore-rules.js";

describe("rules of ignore files", () => {
  it("take a folder in again with all that is in it", () => {
    const rules = IgnoreRules.none.extend(".", ["**/vendor/\n*.log\n"]).extend("lib", ["!vendor\n"]);
    expect(rules.isIgnored("lib/vendor", true)).toBe(false);
    expect(rules.isIgnored("lib/vendor/a.go", false)).toBe(false);
    expect(rules.isIgnored("lib/vendor/a.log", false)).toBe(true);
    expect(rules.isIgnored("lib/other.go", false)).toBe(false);
  });

  it("leave out what is in a folder that is ignored", () => {
    const rules = IgnoreRules.none.extend(".", ["**/vendor/\n"]);
    expect(rules.isIgnored("lib/vendor", true)).toBe(true);
  });
});

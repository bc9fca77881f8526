import { writeFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { callSites } from "./call-sites.fixture.js";
import { committedCallSites, filesThatExecute, findCallSites, inventoryFile } from "./inventory.fixture.js";

if (process.env["STEMMA_UPDATE_CALL_SITES"] === "1") {
  writeFileSync(inventoryFile, `${JSON.stringify(findCallSites(), null, 2)}\n`);
}

describe("the inventory of Python call sites", () => {
  it("is the committed one; STEMMA_UPDATE_CALL_SITES=1 npx jest inventory writes it anew", () => {
    expect(findCallSites()).toEqual(committedCallSites());
  });

  it("has a forced exception for each entry", () => {
    expect(Object.keys(callSites).sort()).toEqual(Object.keys(committedCallSites()));
  });

  it("misses nothing: Python is entered in one place", () => {
    expect(filesThatExecute()).toEqual(["embedded/call-python.ts"]);
  });
});

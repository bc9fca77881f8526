import { describe, expect, it } from "@jest/globals";
import { chosenEntries, groupsOf, type PaletteEntry } from "./palette-entries.js";

const entry = (group: PaletteEntry["group"], name: string, detail = ""): PaletteEntry => ({
  group,
  name,
  detail,
  address: `/${name}`,
});
const names = (entries: readonly PaletteEntry[]): string[] => entries.map(({ name }) => name);

describe("what the palette offers", () => {
  const entries = [
    entry("versions", "feature/tax", "branch: look at the tree as of it"),
    entry("views", "History"),
    entry("views", "Merge feature/tax"),
    entry("places", "taxOf", "src/tax.ts"),
  ];

  it("is everything before something is typed: views, then places, then versions", () => {
    expect(names(chosenEntries(entries, " "))).toEqual([
      "History",
      "Merge feature/tax",
      "taxOf",
      "feature/tax",
    ]);
  });

  it("has every word, in the name or beside it, and last what the server found without them", () => {
    expect(names(chosenEntries(entries, "TAX"))).toEqual(["Merge feature/tax", "taxOf", "feature/tax"]);
    expect(names(chosenEntries(entries, "branch feature"))).toEqual(["feature/tax", "taxOf"]);
    expect(groupsOf(chosenEntries(entries, "branch feature"))).toEqual(["versions", "places"]);
    expect(names(chosenEntries(entries.slice(0, 2), "none"))).toEqual([]);
  });

  it("has the best first, and no more of a group than can be chosen from", () => {
    const many = Array.from({ length: 40 }, (_, at) => entry("versions", `x release-${at}`));
    const found = names(chosenEntries([...many, entry("versions", "release")], "release"));
    expect(found[0]).toBe("release");
    expect(found).toHaveLength(12);
  });
});

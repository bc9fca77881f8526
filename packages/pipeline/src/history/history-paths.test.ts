import { describe, expect, it } from "@jest/globals";
import type { StateDirectory } from "../state/state-directory.js";
import { historyPaths } from "./history-paths.js";

const state = { root: "/tree", historyDirectory: "/tree/.stemma/history" } as StateDirectory;

describe("historyPaths", () => {
  it("is a file in the state directory unless the configuration says otherwise", () => {
    expect(historyPaths(state, undefined, "secret")).toEqual({
      repository: "/tree/.stemma/history/repository.doltlite",
      stateFile: "/tree/.stemma/history/working-copy.sqlite",
      documentedCommitFile: "/tree/.stemma/history/documented-commit",
      isThere: false,
    });
  });

  it("puts the password from the environment into a server's address, whatever it holds", () => {
    const { repository, isThere } = historyPaths(state, "mysql://ada@db:3307/notes?tls=true", "p@:/ß%41");
    const url = new URL(repository);
    expect(decodeURIComponent(url.password)).toBe("p@:/ß%41");
    expect([url.username, url.host, url.pathname, url.search]).toEqual([
      "ada",
      "db:3307",
      "/notes",
      "?tls=true",
    ]);
    expect(isThere).toBeUndefined();
    expect(historyPaths(state, "mysql://db/notes", undefined).repository).toBe("mysql://db/notes");
  });

  it("keeps a private server's data in the state directory, or where it is told", () => {
    expect(historyPaths(state, "dolt:", undefined).repository).toBe("dolt:/tree/.stemma/history/dolt");
    expect(historyPaths(state, "dolt:../shared", undefined).repository).toBe("dolt:/shared");
  });

  it("keeps a record of its own for each place", () => {
    const locations = [undefined, "dolt:", "mysql://db/one", "mysql://db/two"];
    const places = locations.map((location) => historyPaths(state, location, undefined));
    expect(new Set(places.map(({ stateFile }) => stateFile)).size).toBe(4);
    expect(new Set(places.map(({ documentedCommitFile }) => documentedCommitFile)).size).toBe(4);
  });
});

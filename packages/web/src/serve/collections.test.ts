import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { CollectionsPlace } from "../testing/collections-place.fixture.js";
import { ATTACK, documentHostileTree, type HostileTree } from "../testing/hostile-tree.fixture.js";
import { Served } from "../testing/served.fixture.js";

const limitMs = 240_000;

describe("the page of a data directory", () => {
  let place: CollectionsPlace;
  let served: Served;
  beforeAll(async () => {
    place = await CollectionsPlace.create();
    // Nothing is written of collections, whatever is allowed.
    served = await Served.begin({ directory: place.root, data: place.root, canWrite: true });
  }, limitMs);
  afterAll(async () => {
    await served.end();
    await place.remove();
  }, limitMs);

  it(
    "lists its collections with their records, measures and models",
    async () => {
      const { collections, hasHistory } = await served.ask("collections");
      expect(hasHistory).toBe(true);
      expect(collections).toMatchObject([
        { name: "letters", records: 3, canEmbed: true, model: expect.stringContaining("MiniLM") },
        { name: "numbers", records: 120, canEmbed: false, model: null },
      ]);
    },
    limitMs,
  );

  it(
    "shows records some at a time, filtered by metadata and by their text",
    async () => {
      const first = await served.ask("records", { collection: "numbers" });
      expect([first.records.length, first.next, first.records[0]?.metadata]).toEqual([
        50,
        50,
        [["number", "0"]],
      ]);
      const last = await served.ask("records", { collection: "numbers", offset: "100" });
      expect([last.records.length, last.next]).toEqual([20, null]);
      const where = '{"year":{"$gte":1991}}';
      const filtered = await served.ask("records", { collection: "letters", where });
      expect(filtered.records.map(({ id }) => id)).toEqual(["ferry"]);
      const contains = await served.ask("records", { collection: "letters", contains: "letter" });
      expect(contains.records.map(({ id }) => id).sort()).toEqual([ATTACK, "new"]);
    },
    limitMs,
  );

  it.each([
    ["records", { collection: "letters", where: "{" }, 400],
    ["records", { collection: "letters", where: "[]" }, 400],
    ["records", { collection: "letters", where: '{"year":{"$near":1}}' }, 400],
    ["records", { collection: "letters", offset: "-1" }, 400],
    ["records", { collection: "letters", offset: "x" }, 400],
    ["records", { collection: "none" }, 404],
    ["records", { collection: "../letters" }, 404],
    ["records", { collection: "letters", at: "none" }, 404],
    ["records", { collection: "letters", at: "main", where: "{}" }, 400],
    ["record", { collection: "letters", id: "none" }, 400],
    ["nearest", { collection: "numbers", q: "one" }, 400],
    ["vector-map", {}, 400],
    ["collection-changes", { commit: "none" }, 404],
  ])(
    "refuses %s of %j in words",
    async (question, given: Record<string, string>, status) => {
      const asked = await served.visit(`/api/${question}?${new URLSearchParams(given).toString()}`);
      expect({ status: asked.status, body: asked.body }).toMatchObject({
        status,
        body: expect.stringMatching(/"code":"[A-Z_]+"/u),
      });
    },
    limitMs,
  );

  it(
    "shows a record whole, with those nearest to it",
    async () => {
      const { record, nearest, dimension } = await served.ask("record", {
        collection: "numbers",
        id: "n010",
      });
      expect(record).toMatchObject({ id: "n010", metadata: [["number", "10"]], document: null });
      expect(dimension).toBe(3);
      expect(
        nearest
          .slice(0, 2)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(["n008", "n012"]);
    },
    limitMs,
  );

  it(
    "finds what is nearest to a text, by the collection's model",
    async () => {
      const { records } = await served.ask("nearest", { collection: "letters", q: "when does the boat go" });
      expect(records[0]).toMatchObject({ id: "ferry", distance: expect.any(Number) });
    },
    limitMs,
  );

  it(
    "lays vectors onto a plane, the same ones always to the same places",
    async () => {
      const map = await served.ask("vector-map", { collection: "numbers" });
      expect(map.points).toHaveLength(120);
      const x = map.points.map((point) => point.x);
      // The first axis is that of the numbers.
      expect(Math.max(...x) - Math.min(...x)).toBeCloseTo(119, 0);
      expect(map.explained[0]).toBeGreaterThan(0.9);
      expect(await served.ask("vector-map", { collection: "numbers" })).toEqual(map);
    },
    limitMs,
  );

  it(
    "tells its history: commits, what each changed word by word, what is not committed",
    async () => {
      const { commits, branches } = await served.ask("collection-history");
      expect(commits.map(({ subject }) => subject)).toEqual([`Later ${ATTACK}`, "Begin"]);
      expect(branches.map(({ name }) => name)).toEqual(["main"]);
      const { documents } = await served.ask("collection-changes", { commit: place.commits[1] ?? "" });
      const ferry = documents.find(({ id }) => id === "ferry");
      expect(ferry?.words?.filter(({ change }) => change !== "same")).toEqual([
        { text: "nine", change: "removed" },
        { text: "ten", change: "added" },
      ]);
      expect(ferry?.metadata).toEqual([{ key: "year", before: "1990", after: "1991" }]);
      expect(documents.find(({ id }) => id === "bread")?.kind).toBe("deleted");
      const between = await served.ask("collection-changes", { from: place.commits[0] ?? "", to: "main" });
      expect(between.documents.map(({ id }) => id).sort()).toEqual(["bread", "ferry"]);
      const now = await served.ask("collection-changes");
      expect(now.documents).toMatchObject([{ id: "new", kind: "added", words: [{ text: "A new letter." }] }]);
    },
    limitMs,
  );

  it(
    "shows collections and records as of an earlier version",
    async () => {
      const at = place.commits[0] ?? "";
      expect((await served.ask("collections", { at })).collections.map(({ name }) => name)).toEqual([
        "letters",
        "numbers",
      ]);
      const { records } = await served.ask("records", { collection: "letters", at });
      expect(records.find(({ id }) => id === "ferry")?.document).toBe("The ferry leaves at nine.");
      expect(
        (await served.ask("records", { collection: "numbers", at, offset: "100" })).records,
      ).toHaveLength(20);
      expect(
        (await served.ask("record", { collection: "letters", id: "bread", at })).record.document,
      ).toContain("Bread");
    },
    limitMs,
  );

  it("has no tree, and nothing that could be changed", async () => {
    for (const path of ["/api/overview", "/api/standing", "/api/events", "/api/place?id=x"])
      expect((await served.visit(path)).status).toBe(404);
    expect((await served.post("document", {})).status).toBe(405);
    expect((await served.visit("/collections")).body).toContain('<meta name="stemma" content="collections');
  });

  it.each([
    "collections",
    "records?collection=letters",
    "vector-map?collection=letters",
    "collection-history",
  ])("answers %s to its own page alone", async (path) => {
    expect((await served.visit(`/api/${path}`, { cookie: "" })).status).toBe(401);
    expect((await served.visit(`/api/${path}`, { host: "evil.example" })).status).toBe(403);
    expect((await served.visit(`/api/${path}`, { origin: "http://evil.example" })).status).toBe(403);
  });
});

describe("collections of other places", () => {
  let tree: HostileTree;
  beforeAll(async () => {
    tree = await documentHostileTree();
  }, limitMs);
  afterAll(() => tree.remove());

  it(
    "are a documented tree's own, with its history, beside its other views",
    async () => {
      const served = await Served.begin({ directory: tree.root });
      try {
        const { collections, hasHistory } = await served.ask("collections");
        expect([collections.map(({ name }) => name), hasHistory]).toEqual([["documentation"], true]);
        const collection = "documentation";
        const { record } = await served.ask("record", { collection, id: "shop/prices.py#rounded" });
        expect(record.metadata.map(([key]) => key)).toContain("source_hash");
        expect((await served.ask("collection-history")).commits).toHaveLength(1);
        expect((await served.ask("collection-changes")).documents).toEqual([]);
        expect((await served.ask("overview")).view).toBe("overview");
      } finally {
        await served.end();
      }
    },
    limitMs,
  );

  it("are not there where there is no data", async () => {
    const empty = await mkdtemp(join(tmpdir(), "stemma-web-empty-"));
    try {
      await expect(Served.begin({ directory: empty, data: empty })).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
      });
    } finally {
      await rm(empty, { recursive: true });
    }
  });
});

import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BranchingTree } from "../testing/branching-tree.fixture.js";
import { Served } from "../testing/served.fixture.js";

const limitMs = 240_000;
const rounded = "shop.py#rounded";

describe("merging on the page", () => {
  let tree: BranchingTree;
  let served: Served;
  let reader: Served;
  beforeAll(async () => {
    tree = await BranchingTree.create();
    await tree.switchTo("feature", "--create");
    await tree.write(
      "Rounds a price to whole euros.",
      "Sells one piece.",
      'def give(item):\n    """Gives one away."""\n',
    );
    await tree.document("Euros");
    await tree.switchTo("main");
    await tree.write("Rounds a price to whole francs.", "Sells one piece.");
    await tree.document("Francs");
    served = await Served.begin({ directory: tree.root, canWrite: true });
    reader = await Served.begin({ directory: tree.root });
  }, limitMs);
  afterAll(async () => {
    await served.end();
    await reader.end();
    await tree.remove();
  }, limitMs);

  it(
    "shows what a branch would change, with base, ours and theirs word by word, and changes nothing",
    async () => {
      const before = await tree.look(rounded);
      const { branch, branches, waiting, preview } = await reader.ask("merge", { ref: "feature" });
      expect({ branch, branches, waiting }).toEqual({ branch: "main", branches: ["feature"], waiting: null });
      expect(preview).toMatchObject({ outcome: "conflicts", isWaiting: false, name: "feature" });
      expect(preview?.conflicts).toMatchObject([
        {
          id: rounded,
          isDecided: false,
          isAboutText: true,
          fields: [
            { field: "content", base: expect.stringContaining("cents"), decided: null, own: null },
            { field: "metadata.source_hash" },
          ],
        },
      ]);
      const [{ ours, theirs } = { ours: null, theirs: null }] = preview?.conflicts[0]?.fields ?? [];
      const added = (side: typeof ours): string[] =>
        (side?.words ?? []).flatMap(({ text, change }) => (change === "added" ? [text.trim()] : []));
      expect([added(ours).join(" "), added(theirs).join(" ")]).toEqual(["whole francs", "whole euros"]);
      const changed = preview?.files.flatMap(({ symbols }) => symbols) ?? [];
      expect(changed.find(({ id }) => id === "shop.py#give")).toMatchObject({ change: "added" });
      // Open conflicts change nothing yet.
      expect(changed.map(({ id }) => id)).not.toContain(rounded);
      expect(await tree.look(rounded)).toEqual(before);
    },
    limitMs,
  );

  it(
    "has nothing to preview of what is here already, and knows no other refs",
    async () => {
      expect((await reader.ask("merge", { ref: "main" })).preview).toMatchObject({
        outcome: "up-to-date",
        files: [],
      });
      expect((await reader.ask("merge")).preview).toBeNull();
      expect((await reader.visit("/api/merge?ref=none")).status).toBe(404);
    },
    limitMs,
  );

  const given = { ref: "feature", ours: "x", theirs: "y" };
  it.each(["merge", "decide", "finish-merge", "abort-merge", "document", "stop-document"])(
    "does not %s where it only reads",
    async (action) => {
      expect((await reader.post(action, given)).status).toBe(405);
    },
  );

  it.each([
    [{ cookie: "" }, 401],
    [{ cookie: "stemma-1=x" }, 401],
    [{ host: "evil.example" }, 403],
    [{ origin: "http://evil.example" }, 403],
    [{ origin: "null" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ "content-type": "text/plain" }, 415],
    [{ "content-type": "application/x-www-form-urlencoded" }, 415],
    [{ "content-type": "multipart/form-data; boundary=x" }, 415],
  ])("refuses what %j would do", async (headers: Record<string, string>, status) => {
    expect((await served.post("merge", given, headers)).status).toBe(status);
  });

  it("refuses what does not say where it comes from, and the token in the address", async () => {
    const json = { "content-type": "application/json" };
    const body = JSON.stringify(given);
    expect((await served.visit("/api/do/merge", json, { method: "POST", body })).status).toBe(403);
    const [, token = ""] = (served.own()["cookie"] ?? "").split("=");
    const sent = { ...json, origin: `http://127.0.0.1:${served.port}`, cookie: "" };
    const posted = await served.visit(`/api/do/merge?token=${token}`, sent, { method: "POST", body });
    expect(posted.status).toBe(401);
  });

  it("has no other method, no other path, and reads no more than a text", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"])
      expect((await served.visit("/api/do/merge", {}, { method })).status).toBe(405);
    const sent = { "content-type": "application/json", origin: `http://127.0.0.1:${served.port}` };
    for (const path of ["/api/overview", "/api/do", "/", "/api/do/../overview"])
      expect((await served.visit(path, sent, { method: "POST", body: "{}" })).status).toBe(405);
    expect((await served.post("none", {})).status).toBe(404);
    expect((await served.visit("/api/do/merge", sent, { method: "POST", body: "{" })).status).toBe(400);
    expect((await served.post("merge", { ...given, more: 1 })).status).toBe(400);
    expect((await served.post("merge", { ...given, ref: "x".repeat(600_000) })).status).toBe(413);
  });

  it(
    "merges nothing that has moved since it was shown, and decides nothing that does not wait",
    async () => {
      const { status, body } = await served.post("merge", given);
      expect({ status, body: JSON.parse(body) as unknown }).toMatchObject({
        status: 409,
        body: { error: { code: "MOVED" } },
      });
      const decided = await served.post("decide", { theirs: "y", collection: "c", take: "ours" });
      expect(decided.status).toBe(409);
    },
    limitMs,
  );

  it(
    "decides a conflict for a side, then by a text of one's own, and merges when told to",
    async () => {
      const before = await tree.look(rounded);
      const { preview } = await served.ask("merge", { ref: "feature" });
      const { ours = "", theirs = "", conflicts = [] } = preview ?? {};
      expect(await served.act("merge", { ref: "feature", ours, theirs })).toEqual({ outcome: "conflicts" });
      const target = { theirs, collection: conflicts[0]?.collection ?? "", id: rounded };
      expect((await served.post("finish-merge", { theirs: "y" })).status).toBe(409);
      // One that is open keeps the merge from being made.
      expect(await served.act("finish-merge", { theirs })).toEqual({ outcome: "conflicts" });
      await served.act("decide", { ...target, take: "theirs" });
      const taken = (await served.ask("merge")).preview;
      expect(taken).toMatchObject({ isWaiting: true, outcome: "merge", conflicts: [{ isDecided: true }] });
      const inWords = taken?.files.flatMap(({ symbols }) => symbols).find(({ id }) => id === rounded);
      expect(inWords?.documentation?.filter(({ change }) => change !== "same")).toMatchObject([
        { change: "removed", text: expect.stringContaining("francs") },
        { change: "added", text: expect.stringContaining("euros") },
      ]);
      const text = "Rounds a price to whole coins.";
      expect((await served.post("decide", { ...target, text: "  " })).status).toBe(400);
      await served.act("decide", { ...target, text });
      expect((await served.ask("merge")).preview?.conflicts[0]?.fields[0]).toMatchObject({
        decided: "own",
        own: text,
      });
      expect(await tree.look(rounded)).toEqual(before);
      expect(await served.act("finish-merge", { theirs })).toEqual({ outcome: "merged" });
      const after = await tree.look(rounded);
      expect(after.documentation).toBe(text);
      expect((await served.ask("merge", { ref: "feature" })).preview?.outcome).toBe("up-to-date");
      const [merge] = (await served.ask("history")).commits;
      expect(merge).toMatchObject({ hash: after.commit, parents: [ours, theirs] });
    },
    limitMs,
  );

  it(
    "forgets a merge, and decides all that is open at once",
    async () => {
      await tree.switchTo("other", "--create");
      await tree.write("Rounds up.", "Sells two.");
      await tree.document("Up");
      await tree.switchTo("main");
      await tree.write("Rounds down.", "Sells three.");
      await tree.document("Down");
      const { preview } = await served.ask("merge", { ref: "other" });
      const { ours = "", theirs = "" } = preview ?? {};
      await served.act("merge", { ref: "other", ours, theirs });
      expect(await served.act("abort-merge", { theirs })).toEqual({ outcome: "aborted" });
      expect((await served.ask("merge")).preview).toBeNull();
      await served.act("merge", { ref: "other", ours, theirs });
      const text = "Rounds as customers like it.";
      const [conflict] = preview?.conflicts ?? [];
      await served.act("decide", { theirs, collection: conflict?.collection ?? "", id: rounded, text });
      // A text alone decides all that there is to decide of it.
      expect((await served.ask("merge")).preview).toMatchObject({ outcome: "merge" });
      await served.act("abort-merge", { theirs });
      await served.act("merge", { ref: "other", ours, theirs });
      await served.act("decide-open", { theirs, take: "theirs" });
      expect((await served.ask("merge")).preview?.conflicts.map(({ isDecided }) => isDecided)).toEqual([
        true,
      ]);
      expect(await served.act("finish-merge", { theirs })).toEqual({ outcome: "merged" });
      expect((await tree.look(rounded)).documentation).toContain("Rounds up.");
    },
    limitMs,
  );
});

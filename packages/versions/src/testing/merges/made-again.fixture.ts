import { expect, it } from "@jest/globals";
import type { MergeOptions } from "../../manager/merge-policy.js";
import { readAll, readTexts, write } from "../documents.fixture.js";
import { doc, drop, type Merges, put } from "./use-merges.fixture.js";

const made: MergeOptions = {
  derivedFields: ["key"],
  isMadeAgain: ({ metadata }) => metadata?.["made"] === true,
};
const from = (text: string, source: string, key = text): ReturnType<typeof doc> =>
  doc(text, { made: true, source_hash: source, key });

/** What is made from others is never in conflict, on one kind of repository. */
export function describeMadeAgain(merges: Merges): void {
  it("keeps ours of what both sides made anew, as stale, and leaves other conflicts", async () => {
    const person = await merges.diverge(
      { folder: from("1", "s"), person: "1", mixed: from("1", "s") },
      put({ folder: from("theirs", "t"), person: "theirs", mixed: doc("a person's", { made: false }) }),
      put({ folder: from("ours", "o"), person: "ours", mixed: from("ours", "o") }),
    );
    const { conflicts, stale } = await person.versions.merge("theirs", made);
    expect(stale).toEqual([{ collection: "notes", id: "folder" }]);
    expect(conflicts.map((each) => each.kind === "document" && each.id).sort()).toEqual(["mixed", "person"]);
    const waiting = await person.versions.conflicts(made);
    expect(waiting.conflicts).toHaveLength(2);
    await person.versions.resolveConflicts([], { ...made, strategy: "theirs" });
    expect(await readTexts(person.chroma, "notes")).toEqual({
      folder: "ours",
      person: "theirs",
      mixed: "a person's",
    });
    expect(await person.versions.verify()).toMatchObject({ isEqual: true });
  });

  it("is merged at once when nothing else is in conflict, and only then made by nobody", async () => {
    const person = await merges.diverge(
      { folder: from("1", "s"), a: from("1", "a"), b: from("1", "b") },
      put({ folder: from("with b", "t"), b: from("2", "b2") }),
      put({ folder: from("with a", "o"), a: from("2", "a2") }),
    );
    expect(await merges.merged(person, made)).toMatchObject({
      outcome: "merged",
      conflicts: [],
      stale: [{ collection: "notes", id: "folder" }],
    });
    expect(await readTexts(person.chroma, "notes")).toEqual({ folder: "with a", a: "2", b: "2" });
    // Made again, it is as any other text.
    await write(person.chroma, "notes", { folder: from("with both", "both") });
    await person.versions.commit("made again");
    expect(await person.versions.merge("theirs", made)).toMatchObject({ outcome: "up-to-date" });
  });

  it("is gone with what it describes, and stays where that was changed", async () => {
    const person = await merges.diverge(
      { moved: from("1", "s"), edited: from("1", "s"), kept: "1" },
      async (each) => {
        await drop("moved")(each);
        await drop("edited")(each);
      },
      put({ moved: from("anew", "s"), edited: from("edited", "s2"), kept: "2" }),
    );
    expect(await merges.merged(person, made)).toMatchObject({
      outcome: "merged",
      stale: [{ collection: "notes", id: "edited" }],
    });
    expect(Object.keys(await readTexts(person.chroma, "notes")).sort()).toEqual(["edited", "kept"]);
    expect(await readAll(person.chroma)).toMatchObject({ notes: expect.anything() });
  });
}

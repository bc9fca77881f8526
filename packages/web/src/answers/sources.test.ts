import { describe, expect, it } from "@jest/globals";
import type { ExplainedText, StemmaProject } from "@stemma/pipeline";
import { sourcesSchema } from "../api/sources.js";
import { sources } from "./sources.js";

const standing = {
  ref: null,
  commit: null,
  freshness: "fresh",
  since: null,
  files: [],
  because: [],
} as const;
const explained: ExplainedText = {
  id: "a.py#run",
  path: "a.py",
  line: 3,
  writtenBy: "openai (a model)",
  unknownNames: ["sprocket"],
  sentences: [
    {
      text: "Runs.",
      standing: "supported",
      missing: [],
      lines: [{ path: "a.py", from: 4, to: 6 }],
      isOfAuthor: true,
      nodes: [{ id: "b.py#walk", path: "b.py", line: 1, writtenBy: "", sentences: [] }],
    },
    { text: "Fast.", standing: "unsupported", missing: ["7"], lines: [], isOfAuthor: false, nodes: [] },
  ],
};

describe("what sentences stand on", () => {
  it("is told with lines, places, and what is not found there", async () => {
    const project = { why: () => Promise.resolve(Object.assign([explained], { standing })) };
    const given = { id: "run" };
    const answer = await sources.answer({ project: project as unknown as StemmaProject, given, options: {} });
    expect(sourcesSchema.parse(answer)).toMatchObject({
      id: "a.py#run",
      unknownNames: ["sprocket"],
      sentences: [
        {
          standing: "supported",
          isOfAuthor: true,
          lines: [{ path: "a.py", from: 4, to: 6 }],
          places: [{ id: "b.py#walk", symbol: "walk", line: 1 }],
        },
        { standing: "unsupported", missing: ["7"] },
      ],
    });
  });
});

import { describe, expect, it } from "@jest/globals";
import { namedIds } from "./named-ids.js";

const nodes = [
  {
    id: "my notes/read me.py",
    path: "my notes/read me.py",
    name: "read me.py",
    label: "FILE",
    startLine: 1,
    endLine: 20,
  },
  {
    id: "my notes/read me.py#run",
    path: "my notes/read me.py",
    name: "run",
    label: "FUNCTION",
    startLine: 3,
    endLine: 9,
  },
  { id: "src/a.py#stop", path: "src/a.py", name: "stop", label: "FUNCTION", startLine: 1, endLine: 2 },
];
const named = (question: string) => namedIds(nodes, question, { root: "/tree", limit: 10 });

describe("namedIds", () => {
  it.each([
    ["my notes/read me.py", "my notes/read me.py"],
    ["/tree/my notes/read me.py:4", "my notes/read me.py#run"],
    ["run", "my notes/read me.py#run"],
  ])("takes %s for a name or place, spaces or not", (question, id) => {
    expect(named(question)).toEqual({ meant: [id], mentioned: [] });
  });

  it("finds what a sentence mentions, and nothing where it names nothing", () => {
    expect(named("who calls a.stop in the end?")).toEqual({ meant: [], mentioned: ["src/a.py#stop"] });
    expect(named("what is read/written at the end.")).toEqual({ meant: [], mentioned: [] });
  });
});

import { describe, expect, it } from "@jest/globals";
import type { CompletionRequest } from "@stemma/llm";
import { codeNode, writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

/** Its summary holds all that the summaries below say, so that every change of a summary rises to the root. */
function tellAll({ node, children, calls }: CompletionRequest) {
  const [firstLine = ""] = node.source.split("\n");
  const below = [...children, ...calls].map((other) => other.summary).join(" ");
  return Promise.resolve({ text: `${node.name}: ${node.source}`, summary: `${firstLine} (${below})` });
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("early cut-off", () => {
  const bench = useProcessor();

  /** 4 folders of 5 files of 6 functions; each function calls the next one of its file, the first of a file the first of the next file. */
  async function documentTree() {
    const relations = range(4).flatMap((folder) => [
      `top CONTAINS d${folder}`,
      ...range(5).flatMap((file) => [
        `d${folder} CONTAINS d${folder}/${file}`,
        ...range(6).map(
          (index) => `d${folder}/${file} FUNCTION_DEFINITION d${folder}/${file}#${"abcdef"[index]}`,
        ),
        ...range(5).map(
          (index) => `d${folder}/${file}#${"abcdef"[index]} CALLS d${folder}/${file}#${"abcdef"[index + 1]}`,
        ),
        ...(file < 4 ? [`d${folder}/${file}#a CALLS d${folder}/${file + 1}#a`] : []),
      ]),
    ]);
    await writeGraph(bench.graph, relations);
    bench.llm = new RecordingProvider(tellAll);
    const { counts } = await bench.processor().processNode("top");
    expect(counts.documented).toBe(1 + 4 + 4 * 5 * 7);
    bench.llm.requests.length = 0;
  }

  const editAndRerun = async (id: string, source: string) => {
    await bench.graph.applyChanges({ upsertNodes: [codeNode(id, source)] });
    const { counts } = await bench.processor().processNode("top");
    return { ids: bench.llm.documentedIds.sort(), counts };
  };

  it("documents one function of 145 nodes when its body changes and what is said of it does not", async () => {
    await documentTree();
    const { ids, counts } = await editAndRerun("d1/3#c", "source of d1/3#c\nanother body");
    expect(ids).toEqual(["d1/3#c"]);
    expect(counts).toMatchObject({ documented: 1, reused: 144 });
  });

  it("documents exactly the chain above a function of which something else is said", async () => {
    await documentTree();
    const { ids } = await editAndRerun("d1/3#c", "something else");
    expect(ids).toEqual([
      "d1",
      // The files before it in the chain of calls, by their first functions.
      "d1/0",
      "d1/0#a",
      "d1/1",
      "d1/1#a",
      "d1/2",
      "d1/2#a",
      "d1/3",
      "d1/3#a",
      "d1/3#b",
      "d1/3#c",
      "top",
    ]);
  });
});

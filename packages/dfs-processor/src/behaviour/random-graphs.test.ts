import { describe, expect, it } from "@jest/globals";
import { withoutUndefined } from "@stemma/core";
import { SqliteGraphStore } from "@stemma/graph-store";
import { BudgetExceededError, LlmRefusedError } from "@stemma/llm";
import fc from "fast-check";
import { RecursiveDfsProcessor } from "../recursive-dfs-processor.js";
import { codeNode, relation, sessionResidue } from "../testing/graphs.fixture.js";
import { RecordingProvider, turns } from "../testing/recording-provider.fixture.js";

const types = ["CONTAINS", "FUNCTION_DEFINITION", "CALLS", "IMPORTS", "INHERITS"] as const;

/** Up to nine nodes with any relations at all, nodes that always fail, a budget, and a number of workers. */
const cases = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    edges: fc.array(fc.tuple(fc.nat(count - 1), fc.constantFrom(...types), fc.nat(count - 1)), {
      maxLength: 20,
    }),
    failing: fc.uniqueArray(fc.nat(count - 1), { maxLength: 2 }),
    budget: fc.option(fc.nat(2 * count)),
    maxWorkers: fc.integer({ min: 1, max: 4 }),
    /** Most nodes of one call; 1: each alone. */
    together: fc.integer({ min: 1, max: 4 }),
  }),
);

describe("any graph", () => {
  it("is documented bottom-up, as far as failures and a budget let it, and up to date afterwards", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ count, edges, failing, budget, maxWorkers, together }) => {
        const graph = await SqliteGraphStore.open(":memory:");
        const id = (node: number) => `m.py#n${node}`;
        await graph.applyChanges({
          upsertNodes: Array.from({ length: count }, (_, node) => codeNode(id(node))),
          upsertRelations: edges.map(([from, type, to]) => relation(`${id(from)} ${type} ${id(to)}`)),
        });
        const bad = new Set(failing.map(id));
        let calls = 0;
        const llm = new RecordingProvider(async ({ node, companions }) => {
          calls += 1;
          if (budget !== null && calls > budget) throw new BudgetExceededError("tokens", calls, budget);
          await turns(node.id.charCodeAt(6) % 3);
          const asked = [node, ...(companions ?? []).map((each) => each.node)];
          if (asked.some((each) => bad.has(each.id))) throw new LlmRefusedError("m", "no", 400);
          const [own, ...others] = asked.map(({ name }) => ({ text: `about ${name}` }));
          return withoutUndefined({ ...own!, companions: companions && others });
        });
        if (together > 1) llm.together = { isProven: true, fits: ({ length }) => length <= together };
        llm.isFree = false;
        const options = { graph, llm, maxWorkers, scope: "all" } as const;
        const first = await new RecursiveDfsProcessor(options).processNode(id(0));

        const statusOf = new Map(first.nodes.map((node) => [node.id, node.status]));
        for (const node of first.nodes) {
          expect(node.status !== "failed" || bad.has(node.id)).toBe(true);
          expect(node.documentation !== null).toBe(node.status === "documented");
        }
        // Closed: what is documented stands on what is finished.
        for (const [from, , to] of edges) {
          const isFinished = statusOf.get(id(to)) !== "skipped";
          expect(isFinished || statusOf.get(id(from)) !== "documented").toBe(true);
        }
        expect(first.isComplete).toBe(![...statusOf.values()].includes("skipped"));

        llm.requests.length = 0;
        calls = -Infinity;
        const second = await new RecursiveDfsProcessor(options).processNode(id(0));
        expect(second.counts).toMatchObject({ failed: bad.size, skipped: 0 });
        // A circle with a failed member is documented again as a whole, from the journal: nothing is paid twice.
        const documented = new Set(
          first.nodes.filter(({ status }) => status === "documented").map((node) => node.id),
        );
        expect(llm.documentedIds.filter((other) => documented.has(other))).toEqual([]);
        expect(await sessionResidue(graph)).toBe(0);
        await graph.close();
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});

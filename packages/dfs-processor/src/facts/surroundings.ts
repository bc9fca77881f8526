import type { CodeNode, GraphStore, ReadOptions } from "@stemma/graph-store";
import { type OwnerFacts, summarize } from "@stemma/llm";
import { enclosingDefinition } from "../plan/link-roles.js";
import type { ProcessingPlan } from "../plan/processing-plan.js";

/** Id of the root folder in every code graph. */
const ROOT_ID = ".";
/** Owners read in one query. */
const CHUNK = 500;
/** Of what is kept of a docstring, in characters. */
const MAX_SAYING = 200;

const UNKNOWN = { signature: null, says: null } as const;

/** What is known of owners and of the whole project, for providers that ask where a node stands. */
export class Surroundings {
  project: string | null = null;
  readonly #graph: GraphStore;
  readonly #plan: ProcessingPlan;
  readonly #read: ReadOptions;
  readonly #owners = new Map<string, Pick<OwnerFacts, "signature" | "says">>();

  constructor(graph: GraphStore, plan: ProcessingPlan, read: ReadOptions) {
    this.#graph = graph;
    this.#plan = plan;
    this.#read = read;
  }

  /** Of a class or function; nothing where it was not read. */
  ofOwner(id: string): Pick<OwnerFacts, "signature" | "says"> {
    return this.#owners.get(id) ?? UNKNOWN;
  }

  /** Reads all that these nodes stand in. */
  async read(nodes: Iterable<number>): Promise<void> {
    const ids = new Set<string>([ROOT_ID]);
    for (const node of nodes) {
      const owner = enclosingDefinition(this.#plan, this.#plan.dependentsOf(node));
      if (owner !== undefined) ids.add(owner.id);
    }
    const wanted = [...ids];
    for (let start = 0; start < wanted.length; start += CHUNK) {
      const found = await this.#graph.readNodes({ ids: wanted.slice(start, start + CHUNK) }, this.#read);
      for (const facts of found) this.#take(facts);
    }
  }

  #take({ id, label, signature, docstring }: CodeNode): void {
    const says = docstring === null ? null : summarize(docstring, MAX_SAYING);
    if (id === ROOT_ID && label === "FOLDER") this.project = says;
    else this.#owners.set(id, { signature, says });
  }
}

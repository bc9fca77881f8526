import type { NeighbourhoodAnswer } from "../api/neighbourhood.js";
import type { Answering } from "./question.js";
import { toldPlace } from "./told-place.js";
import { toldStanding } from "./told-standing.js";

/** More than these are no drawing but a hairball. */
const MOST_NODES = 300;

const KINDS: Readonly<Record<string, NeighbourhoodAnswer["edges"][number]["kind"]>> = {
  CALLS: "calls",
  INHERITS: "inherits",
  IMPORTS: "imports",
};

/** What stands around a place, hop by hop. */
export const neighbourhood: Answering<"neighbourhood"> = {
  isHeavy: "at a ref",
  async answer({ project, given: { id, hops, at }, options }) {
    const found = await project.neighbourhood(id, { ...options, at, hops, limit: MOST_NODES });
    const positions = new Map(found.nodes.map(({ node }, position) => [node.id, position]));
    return {
      view: "neighbourhood",
      id: found.from.id,
      hops,
      nodes: found.nodes.map((each) => ({ ...toldPlace(each.node, ""), hops: each.hops })),
      edges: found.relations.flatMap(({ fromId, toId, type, confidence }) => {
        const [from, to, kind] = [positions.get(fromId), positions.get(toId), KINDS[type]];
        if (from === undefined || to === undefined || kind === undefined) return [];
        return [{ from, to, kind, confidence }];
      }),
      isCut: found.isCut,
      standing: toldStanding(found.standing),
    };
  },
};

import type { JSX } from "preact";
import type { NeighbourhoodAnswer } from "../api/neighbourhood.js";
import { words } from "../words/english.js";
import { useLinks } from "./links.js";
import { LongList } from "./place-list.js";

/** The drawing in words: each relation by its two ends, by hops. */
export function NeighbourList({
  answer: { nodes, edges, hops },
}: {
  readonly answer: NeighbourhoodAnswer;
}): JSX.Element {
  const links = useLinks();
  const rings = Array.from({ length: hops + 1 }, (_, hop) =>
    edges.filter(({ from, to }) => Math.max(nodes[from]?.hops ?? 0, nodes[to]?.hops ?? 0) === hop),
  );
  return (
    <>
      {rings.map(
        (ring, hop) =>
          ring.length > 0 && (
            <section>
              <h3>{words.neighbours.hop(hop)}</h3>
              <LongList items={ring}>
                {({ from, to, kind, confidence }) => (
                  <>
                    <a href={links.place(nodes[from]?.id ?? "")}>{nodes[from]?.symbol}</a>{" "}
                    {words.neighbours.kinds[kind]}{" "}
                    <a href={links.place(nodes[to]?.id ?? "")}>{nodes[to]?.symbol}</a>
                    {confidence < 1 && <small> {words.confidence(confidence)}</small>}
                  </>
                )}
              </LongList>
            </section>
          ),
      )}
    </>
  );
}

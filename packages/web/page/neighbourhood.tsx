import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { NeighbourhoodAnswer } from "../src/api/neighbourhood.js";
import { NeighbourList } from "../src/views/neighbour-list.js";
import { words } from "../src/words/english.js";
import { startWords } from "../src/words/english-start.js";
import { address, go, linksAt, refOf } from "./address.js";
import { AskError } from "./ask.js";
import { useAsked } from "./use-asked.js";

const HOPS = [1, 2, 3] as const;

/** What stands around a symbol, drawn and as a list; asked for by hand, since the drawing's program is loaded for it. */
export function Neighbourhood({ id }: { readonly id: string }): JSX.Element {
  const [hops, setHops] = useState<number | null>(null);
  const at = refOf(address.value);
  useEffect(() => setHops(null), [id]);
  const answer = useAsked(
    "neighbourhood",
    hops === null ? null : { id, hops: String(hops), ...(at === null ? {} : { at }) },
  );
  return (
    <section class="neighbourhood">
      <h2>{words.neighbours.title}</h2>
      <p class="buttons">
        {HOPS.map((each) => (
          <button type="button" aria-pressed={hops === each} onClick={() => setHops(each)}>
            {words.neighbours.within(each)}
          </button>
        ))}
      </p>
      {hops !== null && answer === null && <p role="status">{startWords.loading}</p>}
      {answer instanceof AskError && <p class="notice">{answer.message}</p>}
      {answer !== null && !(answer instanceof AskError) && <Drawn answer={answer} />}
    </section>
  );
}

function Drawn({ answer }: { readonly answer: NeighbourhoodAnswer }): JSX.Element {
  const canvas = useRef<HTMLDivElement>(null);
  const [isDrawn, setDrawn] = useState(true);
  const { nodes, edges, isCut } = answer;
  useEffect(() => {
    let isGone = false;
    let stop = (): void => undefined;
    const draw = async (): Promise<void> => {
      const { drawGraph } = await import("./draw-graph.js");
      if (isGone || canvas.current === null) return;
      const links = linksAt(refOf(address.peek()));
      stop = drawGraph(canvas.current, answer, (id) => go(links.place(id)));
    };
    // Without WebGL there is the list.
    draw().catch(() => setDrawn(false));
    return () => {
      isGone = true;
      stop();
    };
  }, [answer]);
  return (
    <>
      <p role="status">{words.neighbours.count(nodes.length, edges.length)}</p>
      {isCut && <p class="notice">{words.neighbours.cut(nodes.length)}</p>}
      {isDrawn ? (
        <>
          <div class="graph" ref={canvas} role="img" aria-label={words.neighbours.drawing(answer.id)} />
          <p class="quiet">{words.neighbours.legend}</p>
        </>
      ) : (
        <p class="quiet">{words.neighbours.notDrawn}</p>
      )}
      <details>
        <summary>{words.neighbours.asList}</summary>
        <NeighbourList answer={answer} />
      </details>
    </>
  );
}

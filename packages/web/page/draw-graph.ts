import { DirectedGraph } from "graphology";
import Sigma from "sigma";
import type { NeighbourhoodAnswer } from "../src/api/neighbourhood.js";
import { ringLayout } from "../src/views/ring-layout.js";

/** Sizes in pixels: the place itself, and what is near it. */
const SIZES = [10, 6, 4, 3] as const;

/**
 * Draws a neighbourhood; a click on a node opens it, what is pointed at is drawn with what it hangs on alone.
 *
 * @returns What takes the drawing away.
 * @throws Error where there is no WebGL
 */
export function drawGraph(
  container: HTMLElement,
  answer: NeighbourhoodAnswer,
  onOpen: (id: string) => void,
): () => void {
  const { nodes, edges } = answer;
  const style = getComputedStyle(container);
  const colour = (name: string): string => resolved(container, style.getPropertyValue(name));
  const [accent, quiet, link, warn, line, ink] = [
    "--accent",
    "--quiet",
    "--link",
    "--warn",
    "--line",
    "--ink",
  ].map(colour);
  const kinds: Readonly<Record<string, string | undefined>> = { class: warn, function: link, file: quiet };
  const graph = new DirectedGraph();
  const places = ringLayout(answer);
  nodes.forEach(({ symbol, kind, hops }, at) =>
    graph.addNode(at, {
      ...places[at],
      label: symbol,
      size: SIZES[Math.min(hops, SIZES.length - 1)],
      color: hops === 0 ? accent : (kinds[kind] ?? quiet),
    }),
  );
  for (const { from, to, confidence } of edges)
    if (!graph.hasEdge(from, to)) graph.addEdge(from, to, { size: confidence < 1 ? 0.5 : 1.2, color: quiet });

  let pointed: string | undefined;
  const sigma = new Sigma(graph, container, {
    allowInvalidContainer: true,
    defaultEdgeType: "arrow",
    labelColor: { color: ink ?? "#000" },
    labelRenderedSizeThreshold: 4,
    // Scrolling is the page's.
    enableCameraZooming: false,
    nodeReducer: (node, data) =>
      pointed === undefined || node === pointed || graph.areNeighbors(node, pointed)
        ? data
        : { ...data, label: null, color: line },
    edgeReducer: (edge, data) =>
      pointed === undefined
        ? data
        : graph.hasExtremity(edge, pointed)
          ? { ...data, color: accent }
          : { ...data, hidden: true },
  });
  const point = (node: string | undefined): void => {
    pointed = node;
    container.classList.toggle("pointing", node !== undefined);
    sigma.refresh({ skipIndexation: true });
  };
  sigma.on("enterNode", ({ node }) => point(node));
  sigma.on("leaveNode", () => point(undefined));
  sigma.on("clickNode", ({ node }) => {
    const place = nodes[Number(node)];
    if (place !== undefined) onOpen(place.id);
  });
  return () => sigma.kill();
}

/** A colour of the style sheet as the browser works it out: `light-dark(…)` is no colour for WebGL. */
function resolved(container: HTMLElement, colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  container.append(probe);
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(probe).color.match(/\d+/gu) ?? []).map(Number);
  probe.remove();
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

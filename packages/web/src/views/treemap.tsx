import type { JSX, RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TestReachAnswer } from "../api/test-reach.js";
import type { OverviewAnswer } from "../api/views.js";
import { words } from "../words/english.js";
import { useLinks } from "./links.js";
import { type Box, type Placed, treemapLayout } from "./treemap-layout.js";
import { type MapPart, mapParts } from "./treemap-parts.js";

/** Before it is known how wide the page is. */
const WIDTH = 1_000;
/** Pixels, so that names are as large as other texts. */
const HEIGHT = 460;
/** Room for a folder's name. */
const HEAD = 18;
/** Smaller than this no part is drawn by itself. */
const LEAST_SIDE = 14;
/** About the width of a character. */
const CHARACTER = 6.4;

const COLOURS = ["documentation", "freshness", "tests"] as const;
/** What the parts are coloured by. */
export type Colour = (typeof COLOURS)[number];

/** The parts of a tree by size: folders with their parts. Those at the top can be reached by keyboard, the others are on their pages. */
export function Treemap({
  overview,
  reach,
  isStatic,
  onColour,
}: {
  readonly overview: OverviewAnswer;
  /** `null` before somebody wants to see it. */
  readonly reach: TestReachAnswer | null;
  readonly onColour?: ((colour: Colour) => void) | undefined;
  /** Nothing can be chosen: the page has no program. */
  readonly isStatic: boolean;
}): JSX.Element {
  const [colour, setColour] = useState<Colour>("documentation");
  const drawing = useRef<SVGSVGElement>(null);
  const width = useWidth(drawing);
  const { files, standing } = overview;
  const cells = useMemo(() => {
    const known = {
      changed: new Set(standing.files.map(({ path }) => path)),
      reach: new Map(reach?.files.map((file) => [file.path, file])),
    };
    return cellsOf(mapParts(files, known), { x: 0, y: 0, width, height: HEIGHT }, 0);
  }, [files, standing, reach, width]);
  return (
    <section>
      <h2>{words.map.title}</h2>
      <div class="colours">
        {!isStatic && (
          <fieldset>
            <legend>{words.map.colour}</legend>
            {COLOURS.map((each) => (
              <label>
                <input
                  type="radio"
                  name="colour"
                  checked={colour === each}
                  onChange={() => {
                    setColour(each);
                    onColour?.(each);
                  }}
                />
                {words.map[each]}
              </label>
            ))}
          </fieldset>
        )}
        <Legend colour={colour} />
      </div>
      <svg
        class="treemap"
        ref={drawing}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="group"
        aria-label={words.map.title}
      >
        {cells.map((cell) => (
          <Cell {...cell} colour={colour} />
        ))}
      </svg>
    </section>
  );
}

/** How wide a drawing is shown, which may change. */
function useWidth(drawing: RefObject<SVGSVGElement | null>): number {
  const [width, setWidth] = useState(WIDTH);
  useEffect(() => {
    const element = drawing.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return width;
}

interface MapCell extends Placed<MapPart> {
  readonly depth: number;
}

function cellsOf(part: MapPart, box: Box, depth: number): MapCell[] {
  return treemapLayout(part.parts, box).flatMap((placed): MapCell[] => {
    const { item, x, y, width, height } = placed;
    if (width < LEAST_SIDE / 2 || height < LEAST_SIDE / 2) return [];
    const cell = { ...placed, depth };
    const inner = { x: x + 2, y: y + HEAD, width: width - 4, height: height - HEAD - 2 };
    const hasRoom = depth < 2 && inner.width > 3 * LEAST_SIDE && inner.height > 2 * LEAST_SIDE;
    return item.parts.length > 0 && hasRoom ? [cell, ...cellsOf(item, inner, depth + 1)] : [cell];
  });
}

function Cell({
  item,
  x,
  y,
  width,
  height,
  depth,
  colour,
}: MapCell & { readonly colour: Colour }): JSX.Element {
  const links = useLinks();
  const { path, size, places, documented, functions, reached } = item;
  const label =
    colour === "tests" && functions > 0
      ? words.map.reach(path, size, reached / functions)
      : words.map.part(path, size, places === 0 ? 1 : documented / places);
  const name = path.slice(path.lastIndexOf("/") + 1);
  const room = Math.floor((width - 8) / CHARACTER);
  return (
    <a href={links.place(path)} aria-label={label} tabIndex={depth === 0 ? 0 : -1}>
      <title>{label}</title>
      <rect
        class={`${shade(item, colour)} depth-${depth}`}
        x={x + 0.5}
        y={y + 0.5}
        width={Math.max(0, width - 1)}
        height={Math.max(0, height - 1)}
        rx={2}
      />
      {room >= 3 && height >= LEAST_SIDE && (
        <text x={x + 5} y={y + 13}>
          {name.length > room ? `${name.slice(0, room - 1)}…` : name}
        </text>
      )}
    </a>
  );
}

/** A class of the style sheet. */
function shade(part: MapPart, colour: Colour): string {
  const { places, documented, changed, tests, size, functions, reached } = part;
  const byShare = (share: number): string => `shade-${Math.floor(share * 4)}`;
  if (colour === "freshness") return changed > 0 ? "shade-changed" : "shade-4";
  if (colour === "documentation") return byShare(places === 0 ? 1 : documented / places);
  if (tests * 2 > size) return "shade-test";
  return functions === 0 ? "shade-none" : byShare(reached / functions);
}

function Legend({ colour }: { readonly colour: Colour }): JSX.Element {
  const { least, most, asDocumented, changed, isTest, notReached, allReached, noFunctions } = words.map;
  const marks: Readonly<Record<Colour, readonly (readonly [string, string])[]>> = {
    documentation: [
      ["shade-0", least],
      ["shade-4", most],
    ],
    freshness: [
      ["shade-changed", changed],
      ["shade-4", asDocumented],
    ],
    tests: [
      ["shade-0", notReached],
      ["shade-4", allReached],
      ["shade-test", isTest],
      ["shade-none", noFunctions],
    ],
  };
  return (
    <span class="legend">
      {marks[colour].map(([name, text]) => (
        <span>
          <svg viewBox="0 0 10 10" aria-hidden="true">
            <rect class={name} width="10" height="10" />
          </svg>
          {text}
        </span>
      ))}
    </span>
  );
}

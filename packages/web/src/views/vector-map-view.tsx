import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { VectorMapAnswer } from "../api/collections.js";
import { words } from "../words/english.js";
import { CollectionHead } from "./collection-head.js";
import { collectionLinks } from "./collection-links.js";
import type { OnGo } from "./filter-form.js";

const WIDTH = 1_000;
const HEIGHT = 640;
const MARGIN = 20;

/** Records on a plane: a drawing to point at; for readers without one, the list of records is the same. */
export function VectorMapView({
  answer,
  onGo,
}: {
  readonly answer: VectorMapAnswer;
  readonly onGo: OnGo;
}): JSX.Element {
  const { collection, points, records, explained } = answer;
  const { name } = collection;
  const [pointed, setPointed] = useState<number | null>(null);
  const placed = useMemo(() => scaled(points), [points]);
  const at = (event: Event): number | null => {
    const index = (event.target as Element).getAttribute("data-at");
    return index === null ? null : Number(index);
  };
  const point = pointed === null ? undefined : points[pointed];
  return (
    <article>
      <CollectionHead collection={collection} at={null} />
      <h2>{words.collections.mapTitle}</h2>
      <p class="quiet">{words.collections.mapNote(points.length, records, explained[0] + explained[1])}</p>
      <svg
        class="vector-map"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={words.collections.mapOf(name)}
        onPointerOver={(event) => setPointed(at(event))}
        onClick={(event) => {
          const found = at(event);
          const id = found === null ? undefined : points[found]?.id;
          if (id !== undefined) onGo(collectionLinks.record({ collection: name, id }));
        }}
      >
        {placed.map(({ x, y }, index) => (
          <circle cx={x} cy={y} r={pointed === index ? 8 : 4} data-at={index} />
        ))}
      </svg>
      <p class="pointed" aria-hidden="true">
        {point === undefined ? words.collections.pointNone : `${point.id}: ${point.label}`}
      </p>
      <p>
        <a href={collectionLinks.records({ collection: name })}>{words.collections.asList}</a>
      </p>
    </article>
  );
}

/** Both axes by one scale, so that distances can be compared. */
function scaled(points: VectorMapAnswer["points"]): { readonly x: number; readonly y: number }[] {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const low = (values: readonly number[]): number => values.reduce((one, other) => Math.min(one, other), 0);
  const high = (values: readonly number[]): number => values.reduce((one, other) => Math.max(one, other), 0);
  const [left, top] = [low(xs), low(ys)];
  const [width, height] = [high(xs) - left, high(ys) - top];
  const scale = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(width, Number.EPSILON),
    (HEIGHT - 2 * MARGIN) / Math.max(height, Number.EPSILON),
  );
  const [besideX, besideY] = [(WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2];
  const rounded = (value: number): number => Math.round(value * 10) / 10;
  return points.map(({ x, y }) => ({
    x: rounded(besideX + (x - left) * scale),
    y: rounded(besideY + (y - top) * scale),
  }));
}

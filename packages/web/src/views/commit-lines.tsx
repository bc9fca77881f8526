import type { JSX } from "preact";
import type { DrawnRow } from "./history-rows.js";

/** Pixels of a lane. */
const LANE = 16;

/** A row of a drawn history, as high as what stands beside it; the list itself says the order. */
export function CommitLines({
  row: { lane, lines },
  lanes,
  of,
  isMerge,
}: {
  readonly row: DrawnRow;
  readonly lanes: number;
  readonly of: "index" | "git";
  readonly isMerge: boolean;
}): JSX.Element {
  const x = (at: number): number => at * LANE + LANE / 2;
  return (
    <svg
      class={`lanes ${of}`}
      width={lanes * LANE}
      viewBox={`0 0 ${lanes * LANE} 2`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {lines.map(({ from, to, half }) => (
        <path d={half === "above" ? `M${x(from)} 0L${x(to)} 1` : `M${x(from)} 1L${x(to)} 2`} />
      ))}
      {/* A dot that stays round however high the row is. */}
      {lane !== null && <path class={isMerge ? "dot merge" : "dot"} d={`M${x(lane)} 1h0`} />}
    </svg>
  );
}

/** What takes room in proportion to its size. */
export interface Sized {
  readonly size: number;
}

/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something with its room. */
export type Placed<T> = Box & { readonly item: T };

/**
 * Fills a box with items, each with room in proportion to its size, as square as can be (Bruls, Huizing and van Wijk, Squarified
 * Treemaps, 2000). Items come largest first; those without a size have no room.
 */
export function treemapLayout<T extends Sized>(items: readonly T[], box: Box): Placed<T>[] {
  const sorted = items.filter(({ size }) => size > 0).sort((one, other) => other.size - one.size);
  const total = sorted.reduce((sum, { size }) => sum + size, 0);
  const placed: Placed<T>[] = [];
  let room = box;
  let left = total;
  for (let start = 0; start < sorted.length; ) {
    const scale = (room.width * room.height) / left;
    const side = Math.min(room.width, room.height);
    let end = start + 1;
    let sum = sorted[start]?.size ?? 0;
    const largest = sum;
    let worst = worstRatio(largest, sum, sum * scale, side);
    for (; end < sorted.length; end++) {
      const next = sorted[end]?.size ?? 0;
      const ratio = Math.max(
        worstRatio(largest, sum + next, (sum + next) * scale, side),
        worstRatio(next, sum + next, (sum + next) * scale, side),
      );
      if (ratio > worst) break;
      worst = ratio;
      sum += next;
    }
    room = placeRow(sorted.slice(start, end), { sum, share: sum / left, room, placed });
    left -= sum;
    start = end;
  }
  return placed;
}

/** How far from a square an item of a row is. */
function worstRatio(size: number, sum: number, area: number, side: number): number {
  const thickness = area / side;
  const length = (side * size) / sum;
  return Math.max(thickness / length, length / thickness);
}

/** Lays a row along the shorter side, and gives the room that is left. */
function placeRow<T extends Sized>(
  row: readonly T[],
  { sum, share, room, placed }: { sum: number; share: number; room: Box; placed: Placed<T>[] },
): Box {
  const { x, y, width, height } = room;
  const isColumn = width >= height;
  const thickness = (isColumn ? width : height) * share;
  let offset = 0;
  for (const item of row) {
    const length = ((isColumn ? height : width) * item.size) / sum;
    placed.push(
      isColumn
        ? { item, x, y: y + offset, width: thickness, height: length }
        : { item, x: x + offset, y, width: length, height: thickness },
    );
    offset += length;
  }
  return isColumn
    ? { x: x + thickness, y, width: Math.max(0, width - thickness), height }
    : { x, y: y + thickness, width, height: Math.max(0, height - thickness) };
}

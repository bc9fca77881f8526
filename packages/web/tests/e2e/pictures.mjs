import { installTools, requireTool } from "./tools/installed-tools.mjs";

/** How far a pixel may be off, of 1: as much as nobody sees. */
const THRESHOLD = 0.05;

/**
 * Compares two pictures as PNG.
 *
 * @returns {{ why?: string, difference?: Buffer }} Why they differ, and where; nothing where they don't.
 */
export function comparePictures(known, seen) {
  installTools();
  const { PNG } = requireTool("pngjs");
  const pixelmatch = requireTool("pixelmatch").default;
  const [one, other] = [PNG.sync.read(known), PNG.sync.read(seen)];
  const { width, height } = one;
  if (width !== other.width || height !== other.height)
    return { why: `it is ${other.width}×${other.height} in place of ${width}×${height}` };
  const difference = new PNG({ width, height });
  const count = pixelmatch(one.data, other.data, difference.data, width, height, { threshold: THRESHOLD });
  return count === 0 ? {} : { why: `${count} pixels differ`, difference: PNG.sync.write(difference) };
}

/** The same picture in fewer bytes: without transparency, packed as well as can be. */
export function smallPicture(png) {
  installTools();
  const { PNG } = requireTool("pngjs");
  return PNG.sync.write(PNG.sync.read(png), { colorType: 2, deflateLevel: 9, filterType: -1 });
}

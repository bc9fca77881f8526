/** Kinds of values on the tape; the numbers and their layouts are those of `native/src/core/tape.h`. */
export const tag = {
  none: 0,
  true: 1,
  false: 2,
  int32: 3,
  int64: 4,
  float64: 5,
  bigInteger: 6,
  text: 7,
  wideText: 8,
  bytes: 9,
  list: 10,
  dict: 11,
  map: 12,
  set: 13,
  buffer: 14,
  function: 15,
  handle: 16,
  date: 17,
  iterator: 18,
  numpyArray: 19,
} as const;

/** How deep values may nest in both directions, as in `native/src/core/tape.h`. */
export const maxDepth = 500;

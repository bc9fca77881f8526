/** Marks objects that stand for an object in Python; the property holds a function that returns its number. */
export const handleBrand = Symbol.for("stemma.python-handle");

/** Anything that can be passed to Python in place of the object it stands for. */
export interface HandleLike {
  /** @throws {@link TypeError} when the handle was released. */
  readonly [handleBrand]: () => number;
}

/** True for a handle of any copy of this package. */
export function isHandle(value: object): value is HandleLike {
  return handleBrand in value;
}

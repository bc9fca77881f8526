/** The same properties, those that may be `undefined` as optional ones. */
export type WithoutUndefined<T> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * A copy without the properties that are `undefined`: for JSON's and other libraries' objects, where a property that is there
 * and `undefined` means something else than none, and for spreading over defaults. Options of these packages take `undefined`.
 *
 * @example
 * ```ts
 * const request = withoutUndefined({ name: "notes", limit: undefined }); // { name: "notes" }
 * ```
 */
export function withoutUndefined<T extends object>(fields: T): WithoutUndefined<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as WithoutUndefined<T>;
}

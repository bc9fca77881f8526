/** The numbers of a record's vector; `vectors_of` in writer.py makes the same. */
export function vectorOf(id, salt, dimension) {
  const number = Number(id);
  return Float32Array.from({ length: dimension }, (_value, column) => {
    const mixed =
      (number * 2654435761 + (column + 1) * (number + salt + 1) * 40503 + column * 2246822519) % 2 ** 32;
    return mixed / 2 ** 32 + 0.01;
  });
}

/** What a collection may hold: for each record the salts of its possible versions, `undefined` for none. */
export class Model {
  /** Salts by id: one where all was acknowledged, two where a write was under way. */
  #possible = new Map();

  ids() {
    return [...this.#possible.keys()];
  }

  possible(id) {
    return this.#possible.get(id) ?? new Set([undefined]);
  }

  /** A step that was acknowledged, or one of which it is not known whether it was. */
  apply({ kind, ids, salt }, { isCertain }) {
    for (const id of ids) {
      const before = this.possible(id);
      const after = new Set([...before].map((current) => next(kind, current, salt)));
      this.#possible.set(id, isCertain ? after : new Set([...before, ...after]));
    }
  }

  /** From here on it is known. */
  settle(found) {
    this.#possible = new Map([...found].map(([id, salt]) => [id, new Set([salt])]));
  }
}

/** Chroma adds only what is not there, and updates only what is. */
function next(kind, current, salt) {
  switch (kind) {
    case "delete":
      return undefined;
    case "add":
      return current ?? salt;
    case "update":
      return current === undefined ? undefined : salt;
    default:
      return salt;
  }
}

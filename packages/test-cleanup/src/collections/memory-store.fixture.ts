import type { CreatingStore } from "./recreate-collection.js";

/** A store that lists at most `pageSize` collections, as servers do, and keeps a diary. */
export class MemoryStore implements CreatingStore<string, { readonly name: string }> {
  readonly diary: string[] = [];
  readonly #names: string[];
  readonly #pageSize: number;
  readonly undeletable = new Set<string>();

  constructor(names: readonly string[], pageSize = 2) {
    this.#names = [...names];
    this.#pageSize = pageSize;
  }

  get names(): readonly string[] {
    return this.#names;
  }

  listCollections(): Promise<{ name: string }[]> {
    return Promise.resolve(this.#names.slice(-this.#pageSize).map((name) => ({ name })));
  }

  deleteCollection({ name }: { readonly name: string }): Promise<void> {
    this.diary.push(`delete ${name}`);
    if (this.undeletable.has(name)) return Promise.reject(new Error(`${name} is stuck`));
    this.#names.splice(this.#names.indexOf(name), 1);
    return Promise.resolve();
  }

  createCollection({ name }: { readonly name: string }): Promise<string> {
    if (this.#names.includes(name)) return Promise.reject(new Error(`Collection [${name}] already exists`));
    this.#names.push(name);
    return Promise.resolve(name);
  }

  close(): Promise<void> {
    this.diary.push("close");
    return Promise.resolve();
  }
}

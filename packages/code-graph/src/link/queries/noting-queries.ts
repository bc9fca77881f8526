import type { QueryKey } from "./query-kind.js";
import type { TreeNumbers } from "./tree-numbers.js";
import { ALL_QUERY_KINDS, type QueryName, type Questions, type TreeQueries } from "./tree-queries.js";

/** The same door as `queries`: each question is noted on its way, whatever its kind. */
export function noting(queries: TreeQueries, notes: QuestionNotes): TreeQueries {
  const noted = ALL_QUERY_KINDS.map(([name]) => {
    const ask = queries[name] as (...key: QueryKey) => unknown;
    const keys = notes.keysOf(name);
    return [
      name,
      (...key: QueryKey) => {
        keys.add(key);
        return ask(...key);
      },
    ] as const;
  });
  return Object.fromEntries(noted) as unknown as TreeQueries;
}

/** Notes what resolving a file asks of the tree. Very many questions are asked again and again: each is noted once. */
export class QuestionNotes {
  readonly #numbers: TreeNumbers;
  readonly #keys = new Map(ALL_QUERY_KINDS.map(([name]) => [name, new NotedKeys()]));

  constructor(numbers: TreeNumbers) {
    this.#numbers = numbers;
  }

  /** Where the questions of a kind are noted. */
  keysOf(name: QueryName): NotedKeys {
    const keys = this.#keys.get(name);
    if (keys === undefined) throw new RangeError(`There is no kind of question ${name}`);
    return keys;
  }

  /** Gives what was asked since the last time, by or for the file `unit`, whose own content need not be asked for. */
  take(unit: number): Questions {
    const questions = ALL_QUERY_KINDS.map(([name, kind]) => {
      const keys = this.keysOf(name).take();
      const asked = name === "interfaceOf" ? keys.filter(([other]) => other !== unit) : keys;
      return [name, asked.map((key) => kind.reference(this.#numbers, ...key))] as const;
    });
    return Object.fromEntries(questions) as unknown as Questions;
  }
}

type Part = QueryKey[number];
type Branch = Map<Part, Branch | null>;

/** The keys of one kind's questions: the parts of each as a way through a tree, so that noting one makes no text of it. */
class NotedKeys {
  readonly #root: Branch = new Map();
  /** Of questions that are about nothing in particular. */
  #hasEmpty = false;

  add(key: QueryKey): void {
    const last = key.length - 1;
    if (last < 0) this.#hasEmpty = true;
    let branch = this.#root;
    for (let index = 0; index < last; index++) {
      const part = key[index] ?? "";
      let next = branch.get(part) ?? null;
      if (next === null) branch.set(part, (next = new Map()));
      branch = next;
    }
    if (last >= 0) branch.set(key[last] ?? "", null);
  }

  /** Gives all keys and forgets them. */
  take(): QueryKey[] {
    const keys: QueryKey[] = this.#hasEmpty ? [[]] : [];
    collect(this.#root, [], keys);
    this.#root.clear();
    this.#hasEmpty = false;
    return keys;
  }
}

function collect(branch: Branch, before: QueryKey, keys: QueryKey[]): void {
  for (const [part, next] of branch)
    if (next === null) keys.push([...before, part]);
    else collect(next, [...before, part], keys);
}

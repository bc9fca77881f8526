import type { QueryRequest, QueryResult } from "../model/records.js";
import type { AttemptOptions } from "../service/chroma-backend.js";
import { recordsPerRead } from "../service/record-reader.js";
import { joinQueries, partOfResult } from "../vectors/joined-queries.js";
import type { VectorBatch } from "../vectors/vector-batch.js";
import { WaitingQuery } from "./waiting-query.js";

/** One attempt of a query in Python. */
export type AskQuery = (
  id: string,
  queries: VectorBatch,
  request: QueryRequest,
  options: AttemptOptions,
) => Promise<QueryResult>;

/** Queries that differ in their vectors only: how many calls are under way, and what is not yet asked. */
interface Group {
  readonly id: string;
  readonly request: QueryRequest;
  inFlight: number;
  waiting: WaitingQuery[];
}

/** More in one call would keep the first of them waiting: some 40 ms at 10,000 records. */
const vectorsPerCall = 64;

/**
 * Queries of one client that are made in one go, or while another is being answered, and differ in their vectors only, are
 * asked in one call: Chroma spends a fraction of the time on each. One that comes alone is asked as if this were not here.
 *
 * Order: {@link flush} sends what waits, and is called before whatever changes something, so that a query never sees what
 * was called after it; what was called before it is before it in Python's queue. A call that fails is made again for each
 * of its queries, so that only the one at fault fails. It is interrupted once nobody waits for any of its answers.
 */
export class GatheredQueries {
  readonly #ask: AskQuery;
  readonly #groups = new Map<string, Group>();

  constructor(ask: AskQuery) {
    this.#ask = ask;
  }

  /** As {@link AskQuery}. */
  query(
    id: string,
    queries: VectorBatch,
    request: QueryRequest,
    options: AttemptOptions,
  ): Promise<QueryResult> {
    // A list of ids may be long: to compare it would cost more than is won.
    if (request.ids) return this.#ask(id, queries, request, options);
    const query = new WaitingQuery(queries, options);
    const key = keyOf(id, queries.dimension, request);
    const known = this.#groups.get(key);
    if (known) {
      known.waiting.push(query);
      if (known.inFlight > 0) query.watch();
    } else {
      const group = { id, request, inFlight: 0, waiting: [query] };
      this.#groups.set(key, group);
      // After all that was made in the same go.
      queueMicrotask(() => {
        if (group.inFlight === 0) this.#next(key, group);
      });
    }
    return query.result;
  }

  /** Sends what waits, so that what is called next comes after it. */
  flush(): void {
    for (const [key, group] of this.#groups) {
      while (group.waiting.length > 0) this.#send(key, group, takeTogether(group));
    }
  }

  #next(key: string, group: Group): void {
    this.#send(key, group, takeTogether(group));
    if (group.inFlight === 0) this.#groups.delete(key);
    for (const query of group.waiting) query.watch();
  }

  #send(key: string, group: Group, together: readonly WaitingQuery[]): void {
    const [first, second] = together;
    if (!first) return;
    const answer = second ? this.#askTogether(group, together) : this.#askAlone(group, first);
    const onSettled = (): void => {
      group.inFlight -= 1;
      this.#next(key, group);
    };
    group.inFlight += 1;
    answer.then(onSettled, onSettled);
  }

  #askAlone({ id, request }: Group, query: WaitingQuery): Promise<QueryResult> {
    const answer = this.#ask(id, query.vectors, request, query.options);
    query.answer(answer);
    return answer;
  }

  async #askTogether(group: Group, together: readonly WaitingQuery[]): Promise<void> {
    const abandoned = new AbortController();
    for (const query of together) {
      query.watch(() => {
        if (together.every(({ isOver }) => isOver)) abandoned.abort();
      });
    }
    const { signal } = abandoned;
    const vectors = joinQueries(together.map((query) => query.vectors));
    try {
      const answer = this.#ask(group.id, vectors, group.request, { ...longest(together), signal });
      shareOut(await answer, together);
    } catch {
      for (const query of together) if (!query.isOver) this.#askAlone(group, query).catch(() => undefined);
    }
  }
}

/** What one call can take of those that wait and are still waited for. */
function takeTogether(group: Group): readonly WaitingQuery[] {
  const { nResults = 10 } = group.request;
  const most = Math.min(vectorsPerCall, Math.floor(recordsPerRead / nResults));
  const waiting = group.waiting.filter(({ isOver }) => !isOver);
  let vectors = 0;
  const end = waiting.findIndex((query, index) => {
    vectors += query.vectors.count;
    return index > 0 && vectors > most;
  });
  group.waiting = end === -1 ? [] : waiting.slice(end);
  return end === -1 ? waiting : waiting.slice(0, end);
}

/** The name of the first and the time of the one that has most of it. */
function longest(together: readonly WaitingQuery[]): AttemptOptions {
  const { operationName } = together[0]?.options ?? { operationName: "QueryDocuments" };
  const timeoutMs = Math.max(...together.map(({ options }) => options.timeoutMs ?? Infinity));
  return Number.isFinite(timeoutMs) ? { operationName, timeoutMs } : { operationName };
}

function shareOut(result: QueryResult, together: readonly WaitingQuery[]): void {
  let start = 0;
  for (const query of together) {
    if (!query.isOver) query.answer(partOfResult(result, start, query.vectors.count));
    start += query.vectors.count;
  }
}

/** The same for queries that one call can answer. */
function keyOf(
  id: string,
  dimension: number,
  { nResults, include, where, whereDocument }: QueryRequest,
): string {
  const asText = (_key: string, value: unknown): unknown =>
    typeof value === "bigint" ? { bigint: String(value) } : value;
  return JSON.stringify([id, dimension, nResults, include, where, whereDocument], asText);
}

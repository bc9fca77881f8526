import * as fc from "fast-check";
import type { DocumentRow } from "../../model/document-row.js";
import type { Repository } from "../repository.js";
import { author, note, notes } from "./sample-rows.fixture.js";

/** One step of a generated history. Branches and documents are numbers, so that every step makes sense. */
export type Operation =
  | {
      readonly kind: "commit";
      readonly branch: number;
      readonly puts: readonly [number, string][];
      readonly drops: readonly number[];
    }
  | { readonly kind: "branch"; readonly from: number; readonly name: number }
  | {
      readonly kind: "merge";
      readonly into: number;
      readonly from: number;
      readonly given: readonly [number, string][];
    }
  | { readonly kind: "move"; readonly branch: number; readonly back: number }
  | { readonly kind: "tag"; readonly branch: number; readonly name: number }
  | { readonly kind: "push"; readonly branch: number; readonly force: boolean }
  | { readonly kind: "fetch" }
  /** A clone of the remote, which goes on in place of the repository. */
  | { readonly kind: "clone" }
  | { readonly kind: "delete"; readonly branch: number; readonly force: boolean };

const document = fc.nat({ max: 5 });
const branch = fc.nat({ max: 3 });
const text = fc.constantFrom("one", "two", "'three\" \\", "four 🌱", "");
const puts = fc.array(fc.tuple(document, text), { maxLength: 4 });

/** Operations in the frequencies of use: mostly commits and merges. */
export const operations: fc.Arbitrary<Operation[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant("commit" as const),
        branch,
        puts,
        drops: fc.array(document, { maxLength: 2 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("branch" as const), from: branch, name: branch }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("merge" as const), into: branch, from: branch, given: puts }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("move" as const), branch, back: fc.nat({ max: 2 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("tag" as const), branch, name: branch }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("push" as const), branch, force: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("fetch" as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("clone" as const) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant("delete" as const), branch, force: fc.boolean() }),
    },
  ),
  { minLength: 4, maxLength: 14 },
);

/** What a short run of generated histories may miss: work that goes on in a clone, and reaches the remote again. */
export const throughClones: Operation[] = [
  { kind: "clone" },
  { kind: "commit", branch: 0, puts: [[0, "one"]], drops: [] },
  { kind: "branch", from: 0, name: 1 },
  { kind: "branch", from: 0, name: 1 },
  { kind: "commit", branch: 1, puts: [[1, "two"]], drops: [] },
  { kind: "push", branch: 0, force: false },
  { kind: "push", branch: 1, force: false },
  { kind: "clone" },
  { kind: "commit", branch: 0, puts: [[2, ""]], drops: [0] },
  { kind: "branch", from: 0, name: 2 },
  { kind: "commit", branch: 2, puts: [[3, "one"]], drops: [] },
  { kind: "merge", into: 0, from: 2, given: [] },
  { kind: "push", branch: 0, force: false },
  { kind: "clone" },
];

/** Among them one that differs from another in a capital only, and one that is stored in escapes. */
const branchName = (number: number): string => ["main", "Main", "feature/Über=1", "branch-3"][number] ?? "";
const row = ([id, value]: readonly [number, string]): DocumentRow => note(`d${id}`, value);

/** A repository with its remote. */
export interface Subject {
  repository: Repository;
  /** Another one, of what is on the remote; rejects where nothing is. */
  readonly clone: () => Promise<Repository>;
}

/** Does one step; the outcome is `ok` or the error's code. */
export async function perform(subject: Subject, operation: Operation): Promise<string> {
  try {
    if (operation.kind === "clone") await goOnInClone(subject);
    else await attempt(subject.repository, operation);
    return "ok";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

async function goOnInClone(subject: Subject): Promise<void> {
  const clone = await subject.clone();
  await subject.repository.close();
  subject.repository = clone;
}

async function attempt(
  repository: Repository,
  operation: Exclude<Operation, { readonly kind: "clone" }>,
): Promise<void> {
  switch (operation.kind) {
    case "commit": {
      const name = branchName(operation.branch);
      const deletedDocuments = operation.drops.map((id) => ({ collection: "notes", id: `d${id}` }));
      const changes = [{ collections: [notes], documents: operation.puts.map(row), deletedDocuments }];
      const expectedHead = await repository.resolve(name);
      await repository.commit(name, { expectedHead, message: "commit", author, changes });
      return;
    }
    case "branch":
      return repository.createBranch(branchName(operation.name), branchName(operation.from));
    case "merge":
      return merge(
        repository,
        branchName(operation.into),
        branchName(operation.from),
        operation.given.map(row),
      );
    case "move":
      return repository.moveBranch(
        branchName(operation.branch),
        `${branchName(operation.branch)}~${operation.back}`,
      );
    case "tag":
      return repository.createTag(branchName(operation.name), branchName(operation.branch));
    case "push":
      return repository.push({
        remote: "origin",
        branch: branchName(operation.branch),
        force: operation.force,
      });
    case "fetch":
      return repository.fetch("origin");
    case "delete":
      return repository.deleteBranch(branchName(operation.branch), { force: operation.force });
  }
}

async function merge(
  repository: Repository,
  into: string,
  from: string,
  given: DocumentRow[],
): Promise<void> {
  const [expectedHead, theirs] = [await repository.resolve(into), await repository.resolve(from)];
  const base = await repository.mergeBase(into, from);
  if (base === theirs || base === expectedHead) return;
  await repository.merge(into, {
    expectedHead,
    theirs,
    message: "merge",
    author,
    changes: [{ documents: given }],
  });
}

/** Everything that can be seen of a repository, without what is different by nature: hashes and times. */
export async function observe(repository: Repository): Promise<object> {
  const branches = await repository.listBranches();
  const names = new Map<string, string>();
  const seen: Record<string, object> = {};
  for (const { name, head } of branches) {
    const log = await repository.log(head);
    for (const [index, commit] of log.entries()) {
      if (!names.has(commit.hash)) names.set(commit.hash, `${name}-${index}`);
    }
    seen[name] = {
      texts: await textsAt(repository, head),
      commits: log.length,
      parents: log.map((commit) => commit.parents.length),
      messages: log
        .slice(0, -1)
        .map((commit) => commit.message)
        .sort(),
    };
  }
  const tags = await repository.listTags();
  const remote = await repository.listRemoteBranches();
  return {
    branches: seen,
    tags: await Promise.all(tags.map(async (tag) => [tag.name, await textsAt(repository, tag.commit)])),
    remote: await Promise.all(remote.map(async (each) => [each.name, await textsAt(repository, each.head)])),
  };
}

async function textsAt(repository: Repository, commit: string): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  for await (const page of repository.readDocuments(commit, { collection: "notes" })) {
    for (const each of page) found[each.id] = each.document;
  }
  return found;
}

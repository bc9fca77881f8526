import type { CallOptions } from "@stemma/core";
import type { GraphStore } from "@stemma/graph-store";
import type { Repository } from "@stemma/versions";
import { metadataOf } from "../index/index-record.js";
import { documentedHash } from "./documented-names.js";

/** SHA-256 of the content of each file that the graph has, by path, and of what folders quote: see {@link documentedHash}. */
export async function filesOfGraph(graph: GraphStore, options: CallOptions): Promise<Map<string, string>> {
  const nodes = await graph.readNodes({ labels: ["FILE", "FOLDER"] }, options);
  return new Map(
    nodes.flatMap(({ label: kind, path, sourceHash: hash }) => {
      const named = documentedHash({ kind, path, hash });
      return named === undefined ? [] : [named];
    }),
  );
}

/** Which version of which collection. */
export interface DocumentedCommit {
  readonly repository: Repository;
  readonly collection: string;
  readonly commit: string;
}

/** As {@link filesOfGraph}, of what a commit documents. `from` is what another commit documents, if that is known. */
export async function filesOfCommit(
  { repository, collection: name, commit }: DocumentedCommit,
  from: { readonly commit: string; readonly files: ReadonlyMap<string, string> } | null,
  options: CallOptions,
): Promise<Map<string, string>> {
  const collection = (await repository.readCollections(commit, options)).find((each) => each.name === name);
  if (collection === undefined) return new Map();
  const ofCollection = (key: { readonly collection: string; readonly id: string }): boolean =>
    key.collection === collection.id && !key.id.includes("#");
  // The commit that is known may be of another history by now, or gone from this one.
  const diff = from && (await repository.diff(from.commit, commit, options).catch(() => null));
  const files = new Map(diff ? from.files : []);
  const keys = diff?.documents ?? (await repository.readHashes(commit, options));
  const ids = keys.filter(ofCollection).map(({ id }) => id);
  for (const id of ids) for (const name of [id, `${id}/`]) files.delete(name);
  for await (const rows of repository.readDocuments(commit, { collection: collection.id, ids }, options)) {
    for (const row of rows) {
      const { kind, path, source_hash: hash } = metadataOf(row);
      if ((kind !== "FILE" && kind !== "FOLDER") || path === undefined || hash === undefined) continue;
      const named = documentedHash({ kind, path, hash });
      if (named !== undefined) files.set(...named);
    }
  }
  return files;
}

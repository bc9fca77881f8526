import type { Relation } from "@stemma/graph-store";

/** All folders on the way to these files, the root `"."` included even when there are none. */
export function foldersOf(filePaths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>(["."]);
  for (const path of filePaths) {
    for (let folder = parentOf(path); !folders.has(folder); folder = parentOf(folder)) folders.add(folder);
  }
  return folders;
}

/** CONTAINS from each folder to what lies directly in it. */
export function containsRelations(filePaths: Iterable<string>, folders: ReadonlySet<string>): Relation[] {
  const relations: Relation[] = [];
  const add = (path: string): void => {
    relations.push({ type: "CONTAINS", fromId: parentOf(path), toId: path, confidence: 1 });
  };
  for (const folder of folders) if (folder !== ".") add(folder);
  for (const path of filePaths) add(path);
  return relations;
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "." : path.slice(0, slash);
}

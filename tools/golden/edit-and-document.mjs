import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Edits one function of a documented tree and documents it again; throws unless exactly that and its file are written anew. */
export async function editAndDocument(project, directory, { path, from, to, documented }) {
  const file = join(directory, path);
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no "${from}" to edit`);
  writeFileSync(file, text.replace(from, to));
  const { documentation } = await project.document();
  console.log(`after an edit of ${path}: ${documentation.documented} documented again`);
  if (documentation.documented !== documented)
    throw new Error(`${documentation.documented} nodes were documented again, not ${documented}`);
}

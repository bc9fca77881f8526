// A folder of Markdown as passages that a question finds, with a history: what did the notes say before they were edited?
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromaPythonPath, MiniLmEmbedder, openChroma } from "@stemma/chroma";
import { PythonContext } from "@stemma/python-context";
import { SyncManager, versionsPythonPath } from "@stemma/versions";

const data = process.argv[2] ?? "./data";
const notes = new URL("notes", import.meta.url).pathname;

const python = await PythonContext.start({ pythonPath: [chromaPythonPath(), versionsPythonPath()] });
const embedder = new MiniLmEmbedder({ python });
const chroma = await openChroma(join(data, "chroma"), { python });
const passages = await chroma.getOrCreateCollection({ name: "passages", embedder });

/** A passage is a section: its headings say what it is about. */
async function readPassages() {
  const found = new Map();
  for (const file of (await readdir(notes)).sort()) {
    const [title, ...sections] = (await readFile(join(notes, file), "utf8")).split(/^## /m);
    for (const section of sections) {
      const [heading, ...text] = section.split("\n");
      const document = `${title.replace(/^# /, "").trim()}: ${heading}\n${text.join("\n").trim()}`;
      found.set(`${file}#${heading.toLowerCase()}`, document);
    }
  }
  return found;
}

/** Writes what is new or differs, so that nothing else is embedded again; removes what is gone. */
async function bringAlong() {
  const wanted = await readPassages();
  const { ids, documents } = await passages.get({ include: ["documents"] });
  const had = new Map(ids.map((id, row) => [id, documents[row]]));
  const changed = [...wanted].filter(([id, document]) => had.get(id) !== document);
  const gone = ids.filter((id) => !wanted.has(id));
  if (changed.length > 0)
    await passages.upsert({ ids: changed.map(([id]) => id), documents: changed.map(([, text]) => text) });
  if (gone.length > 0) await passages.delete({ ids: gone });
  return changed.length;
}

const versions = await SyncManager.init({
  chroma: join(data, "chroma"),
  state: join(data, "state.sqlite"),
  repository: join(data, "history.doltlite"),
  python,
  author: { name: "Ada", email: "ada@example.org" },
});
const embedded = [await bringAlong()];
await versions.commit("The notes as they were in spring");
await versions.createTag("spring");

const harbour = join(notes, "harbour.md");
await writeFile(harbour, (await readFile(harbour, "utf8")).replace("in cash only", "by card or in cash"));
embedded.push(await bringAlong());
await versions.commit("Tickets by card");

const question = "how do I pay for the boat?";
const vector = await embedder.embedFlat([question]);
const now = await passages.query({ queryEmbeddings: [vector], nResults: 1, include: ["documents"] });
const [then] = await versions.searchAt("spring", { collection: "passages", embedding: vector, limit: 1 });
const log = (await versions.log()).map(({ message }) => message);
process.stdout.write(`${JSON.stringify({ embedded, now: now.documents[0][0], then: then.document, log })}\n`);
await versions.close();
await chroma.close();
await embedder.close();
await python.close();

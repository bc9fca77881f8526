import { inspectDirectory, openChroma, repairDirectory, vectorAt } from "@stemma/chroma";
import { silentLogger } from "@stemma/core";
import { vectorOf } from "./model.mjs";

const probes = 20;

/**
 * Opens the directory of a killed process, heals it where that is needed, and compares it with what was acknowledged.
 * Resolves with what was found: how it was damaged, how many records came from where, and what is wrong.
 */
export async function checkDirectory({ python, directory, model, random, dimension }) {
  const wrong = [];
  const damage = await openAfterKill(python, directory, model, wrong);
  const link = { python, logger: silentLogger };
  const repaired = await repairDirectory(directory, link);
  const lost = new Set(repaired.flatMap(({ withoutVector }) => withoutVector));
  const chroma = await openChroma(directory, { python });
  const found = new Map();
  let recall = { asked: 0, found: 0 };
  if (await isThere(chroma)) {
    const notes = await chroma.getCollection({ name: "notes" });
    const texts = await notes.get({ include: ["documents"] });
    const withVector = texts.ids.filter((id) => !lost.has(id));
    const { ids, embeddings = new Float32Array() } =
      withVector.length > 0 ? await notes.get({ ids: withVector, include: ["embeddings"] }) : { ids: [] };
    const rows = new Map();
    ids.forEach((id, row) => rows.set(id, row));
    texts.ids.forEach((id, position) => {
      const salt = Number(texts.documents[position]?.split(" of ")[1]);
      found.set(id, salt);
      if (!model.possible(id).has(salt))
        wrong.push(`record ${id} is of ${salt}, not of ${[...model.possible(id)]}`);
      if (lost.has(id)) return;
      const vector = vectorAt(embeddings, dimension, rows.get(id));
      if (!isNear(vector, vectorOf(id, salt, dimension))) wrong.push(`record ${id} has another vector`);
    });
    recall = await probe(notes, withVector, found, { random, dimension });
  }
  for (const id of model.ids()) {
    if (!found.has(id) && !model.possible(id).has(undefined)) wrong.push(`record ${id} is gone`);
  }
  await chroma.close();
  const left = await inspectDirectory(directory, link);
  if (left.length > 0 && lost.size === 0) wrong.push(`after the repair: ${left[0].problem}`);
  model.settle(found);
  const sum = (pick) => repaired.reduce((total, each) => total + pick(each), 0);
  const counts = { log: sum((each) => each.fromLog), index: sum((each) => each.fromIndex), lost: lost.size };
  return { damage, ...counts, recall, records: found.size, wrong };
}

/** Opening must work, and texts must be readable, whatever was damaged. */
async function openAfterKill(python, directory, model, wrong) {
  const warnings = [];
  const logger = { ...silentLogger, warn: (fields) => warnings.push(fields) };
  const chroma = await openChroma(directory, { python, logger });
  if (await isThere(chroma)) {
    const { ids } = await (await chroma.getCollection({ name: "notes" })).get({ include: ["documents"] });
    const there = new Set(ids);
    for (const id of model.ids()) {
      if (!there.has(id) && !model.possible(id).has(undefined)) wrong.push(`the text of ${id} can't be read`);
    }
  }
  await chroma.close();
  return warnings.find(({ problem }) => problem !== undefined)?.problem.replaceAll(/\S*\//gu, "") ?? null;
}

async function isThere(chroma) {
  return (await chroma.listCollections()).some(({ name }) => name === "notes");
}

/** By cosine Chroma rounds twice. */
function isNear(vector, given) {
  return given.every((value, column) => Math.abs(value - vector[column]) <= 1e-5 * Math.abs(value) + 1e-7);
}

/** How often the nearest to a record's own vector is the record; an index is not exact. */
async function probe(notes, ids, found, { random, dimension }) {
  const recall = { asked: Math.min(probes, ids.length), found: 0 };
  for (let number = 0; number < recall.asked; number += 1) {
    const id = random.pick(ids);
    const { ids: nearest } = await notes.query({
      queryEmbeddings: vectorOf(id, found.get(id), dimension),
      nResults: 5,
    });
    if (nearest[0].includes(id)) recall.found += 1;
  }
  return recall;
}

// The ways to search that are compared. Each is made for a tree and answers a question with ids, best first.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { FirstStage } from "../../../packages/pipeline/dist/first-stage/first-stage.js";
import { bestOf, relevances } from "../../../packages/pipeline/dist/search/fuse-scores.js";
import { rankCandidates } from "../../../packages/pipeline/dist/search/rank-candidates.js";

const depth = 100;
const splitIdentifiers = (text) => text.replace(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^\p{L}\p{N}]+/u);

/** Ids by falling score; those with none are left out. */
function ordered(scored) {
  return scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, depth)
    .map(({ id }) => id);
}

/** How many of the question's words stand in the text, as a search by patterns would count; short texts first. */
export function words({ records }) {
  const texts = records.map(({ id, text }) => ({ id, text: text.toLowerCase() }));
  return (question) => {
    const asked = [...new Set(splitIdentifiers(question.toLowerCase()).filter((word) => word.length > 2))];
    const score = (text) => asked.filter((word) => text.includes(word)).length - text.length / 1e6;
    return ordered(texts.map(({ id, text }) => ({ id, score: score(text) })));
  };
}

export function bm25({ records }) {
  const search = new MiniSearch({ fields: ["name", "text"], tokenize: splitIdentifiers });
  search.addAll(records.map(({ id, text, metadata: { name } }) => ({ id, name, text })));
  return (question) => search.search(question).map(({ id }) => id);
}

const cosines = (vectors, asked, dimension, count) =>
  Array.from({ length: count }, (_value, row) => {
    let product = 0;
    for (let i = 0; i < dimension; i++) product += asked[i] * vectors[row * dimension + i];
    return product;
  });

/** MiniLM on the bare sources. */
export async function rawSource({ nodes }, { miniLm }) {
  const sources = nodes.map(({ source, name }) => (source.trim() || name).slice(0, 1_100).toWellFormed());
  const vectors = await miniLm.embedFlat(sources);
  return async (question) => {
    const similar = cosines(vectors, await miniLm.embedFlat([question]), miniLm.dimension, nodes.length);
    return ordered(nodes.map(({ id }, row) => ({ id, score: similar[row] })));
  };
}

/** Stemma 0.1: MiniLM on name and source, tests a little lowered. */
export async function today({ records }, { miniLm }) {
  const texts = records.map(({ text }) => text);
  const vectors = await miniLm.embedFlat(texts);
  return async (question) => {
    const similar = cosines(vectors, await miniLm.embedFlat([question]), miniLm.dimension, records.length);
    const nearest = records
      .map(({ id, metadata }, row) => ({ id, metadata, documentation: "", similarity: similar[row] }))
      .sort((one, other) => other.similarity - one.similarity)
      .slice(0, depth * 4 + 10);
    return idsOf(rankCandidates({ nearest, meant: [], mentioned: [] }, depth));
  };
}

/** The first stage of a tree, in a file that is removed in the end. */
export function firstStageOf({ records }) {
  const folder = mkdtempSync(join(tmpdir(), "stemma-retrieval-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const stage = FirstStage.open(join(folder, "first-stage.sqlite"));
  const update = stage.update();
  update.offer(records);
  update.settle("benchmark");
  return stage;
}

export function staticVectors(_tree, { firstStage }) {
  return (question) =>
    ordered(
      firstStage
        .score(question)
        .at()
        .map(({ id, similarity }) => ({ id, score: similarity })),
    );
}

export function splitKeywords(_tree, { firstStage }) {
  return (question) =>
    ordered(
      firstStage
        .score(question)
        .at()
        .map(({ id, keywords }) => ({ id, score: keywords })),
    );
}

/** The first stage chooses, the model compares, the three measures are fused. */
export async function twoStages({ records }, { firstStage, miniLm }) {
  const byId = new Map(records.map((record) => [record.id, record]));
  return async (question) => {
    const best = bestOf(firstStage.score(question), depth);
    const texts = best.map(({ id }) => byId.get(id).text);
    const [asked, vectors] = [await miniLm.embedFlat([question]), await miniLm.embedFlat(texts)];
    const similar = cosines(vectors, asked, miniLm.dimension, best.length);
    const fused = relevances(best.map((scores, row) => ({ ...scores, second: similar[row] })));
    const nearest = best.map(({ id }, row) => {
      const { metadata } = byId.get(id);
      return { id, metadata, documentation: "", similarity: similar[row], relevance: fused[row] };
    });
    return idsOf(rankCandidates({ nearest, meant: [], mentioned: [] }, depth));
  };
}

function idsOf(results) {
  return results.map(({ path, symbol, kind }) =>
    kind === "FILE" || kind === "FOLDER" ? path : `${path}#${symbol}`,
  );
}

import type { ExplainedNode, ExplainedSentence } from "@stemma/pipeline";
import type { Place } from "../api/place.js";
import type { SourcesAnswer } from "../api/sources.js";
import type { Answering } from "./question.js";
import { toldStanding } from "./told-standing.js";

/** What each sentence of a place's documentation stands on, one step deep: from there on one reads at that place. */
export const sources: Answering<"sources"> = {
  isHeavy: "never",
  async answer({ project, given: { id }, options }) {
    const found = await project.why(id, options);
    const [explained] = found;
    return {
      view: "sources",
      id: explained?.id ?? id,
      writtenBy: explained?.writtenBy ?? "",
      sentences: (explained?.sentences ?? []).map(toldSentence),
      unknownNames: [...(explained?.unknownNames ?? [])],
      standing: toldStanding(found.standing),
    };
  },
};

function toldSentence(sentence: ExplainedSentence): SourcesAnswer["sentences"][number] {
  const { text, standing, missing, lines, isOfAuthor, nodes } = sentence;
  return {
    text,
    standing,
    missing: [...missing],
    lines: lines.map(({ path, from, to }) => ({ path, from, to })),
    isOfAuthor,
    places: nodes.map(namedPlace),
  };
}

function namedPlace({ id, path, line }: ExplainedNode): Place {
  const symbol = id === path ? path : id.slice(path.length + 1);
  return { id, path, symbol, kind: "", line, summary: "" };
}

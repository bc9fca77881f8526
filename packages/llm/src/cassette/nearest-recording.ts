import type { Question, Recording } from "./recording.js";

/** A recording that answers something like the question, and in what it differs. */
export interface NearestRecording {
  readonly nodeId: string;
  readonly differences: readonly string[];
}

/** Of recordings that differ in equally many fields, one of the same node counts as nearer. `null` when there is none. */
export function nearestRecording(
  question: Question,
  recordings: Iterable<Recording>,
): NearestRecording | null {
  let nearest: NearestRecording | null = null;
  let leastDistance = Number.POSITIVE_INFINITY;
  for (const recording of recordings) {
    const differences = differencesBetween(question, recording);
    const isSameNode = recording.request.node.id === question.request.node.id;
    const distance = differences.length - (isSameNode ? 0.5 : 0);
    if (distance >= leastDistance) continue;
    leastDistance = distance;
    nearest = { nodeId: recording.request.node.id, differences };
  }
  return nearest;
}

function differencesBetween(question: Question, recording: Question): string[] {
  const wanted = flatFields(question);
  const found = flatFields(recording);
  return [...new Set([...wanted.keys(), ...found.keys()])].filter(
    (field) => wanted.get(field) !== found.get(field),
  );
}

/** The fields that a person would name: those of the node one by one, the lists as a whole. */
function flatFields({ provider, model, promptVersion, request }: Question): Map<string, string> {
  const { node, ...relations } = request;
  const fields = {
    provider,
    model,
    promptVersion,
    ...relations,
    ...Object.fromEntries(Object.entries(node).map(([field, value]) => [`node.${field}`, value])),
  };
  return new Map(Object.entries(fields).map(([field, value]) => [field, JSON.stringify(value)]));
}

import { type Definition, FILE_ITSELF, type FileFacts } from "../facts/file-facts.js";

/**
 * The own source of a file (`-1`) and of each of its definitions: the text with the bodies of directly nested
 * definitions replaced by `elided`, so that an edit inside one of them leaves the outer text as it was.
 */
export function ownSources(text: string, facts: FileFacts, elided: string): (definition: number) => string {
  const nested = new Map<number, number[]>();
  facts.definitions.forEach((definition, index) => {
    // A method that stands outside its type is part of the text around it.
    let around = definition.parent;
    while (around !== FILE_ITSELF && !isWithin(facts, around, definition))
      around = facts.definitions[around]?.parent ?? FILE_ITSELF;
    const siblings = nested.get(around);
    if (siblings === undefined) nested.set(around, [index]);
    else siblings.push(index);
  });
  return (index) => {
    const whole = facts.definitions[index];
    let position = index === FILE_ITSELF ? 0 : (whole?.start ?? 0);
    const end = index === FILE_ITSELF ? text.length : (whole?.end ?? 0);
    let source = "";
    const bodies = (nested.get(index) ?? [])
      .map((child) => facts.definitions[child])
      .filter((child) => child !== undefined && child.bodyEnd > child.bodyStart)
      .sort((a, b) => (a?.bodyStart ?? 0) - (b?.bodyStart ?? 0));
    for (const body of bodies) {
      if (body === undefined || body.bodyStart < position || body.bodyEnd > end) continue;
      source += text.slice(position, body.bodyStart) + elided;
      position = body.bodyEnd;
    }
    return source + text.slice(position, end);
  };
}

function isWithin(facts: FileFacts, outer: number, { start, end }: Definition): boolean {
  const around = facts.definitions[outer];
  return around !== undefined && around.start <= start && end <= around.end;
}

import { keyText } from "../model/document-row.js";
import type { HashChange } from "../state/local-state.js";
import type { WorkingCopy } from "./working-copy.js";

/** Gives a record of an older version the ids again that it had cut at a NUL, from the commit that it was taken from. Once. */
export async function restoreCutTexts({ repository, state }: WorkingCopy): Promise<void> {
  const position = state.position();
  if (!state.mayHoldCutTexts() || !position) return;
  const committed = await repository.readHashes(position.commit);
  const hashes = new Map(committed.map((each) => [keyText(each), each.contentHash]));
  const changes: HashChange[] = [];
  for (const { collection, id, contentHash } of committed) {
    const end = id.indexOf("\0");
    if (end === -1) continue;
    const cut = { collection, id: id.slice(0, end) };
    changes.push([collection, cut.id, hashes.get(keyText(cut)) ?? null], [collection, id, contentHash]);
  }
  state.transaction(() => {
    state.setHashes(changes);
    state.setWholeTexts();
  });
}

import type { StateDirectory } from "../state/state-directory.js";
import { CameBy, NO_WAY } from "./came-by.js";
import { MadeHere } from "./made-here.js";
import type { NodeText } from "./text-key.js";
import type { TextOrigin, ToldOrigin } from "./text-origin.js";

/** What this machine knows of where texts come from. */
export class Origins {
  readonly madeHere: MadeHere;
  readonly cameBy: CameBy;

  /** As it is now. */
  constructor({ madeHereFile, cameByFile }: Pick<StateDirectory, "madeHereFile" | "cameByFile">) {
    this.madeHere = new MadeHere(madeHereFile);
    this.cameBy = new CameBy(cameByFile);
  }

  /** What the record tells of its text, with what is known. */
  of(told: ToldOrigin, nodeText: NodeText): TextOrigin {
    const { commit, remote } = this.cameBy.of(nodeText) ?? NO_WAY;
    return { ...told, isMadeHere: this.madeHere.has(nodeText), commit, remote };
  }
}

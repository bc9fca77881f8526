import { createHash } from "node:crypto";
import { summarize } from "../summary.js";
import { describeNode } from "./describe-node.js";
import { SAMPLE_REQUESTS } from "./sample-requests.js";

/** Hash of what the extractive provider says of its samples, hexadecimal: changes with its wording and what it looks at. */
export const EXTRACTIVE_VERSION = createHash("sha256")
  .update(
    JSON.stringify(
      SAMPLE_REQUESTS.map((sample) => {
        const { text, summary } = describeNode(sample);
        return [text, summarize(summary)];
      }),
    ),
  )
  .digest("hex")
  .slice(0, 16);

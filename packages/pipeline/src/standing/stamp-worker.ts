// Body of a thread that looks at the stamps of its share of a tree's files while the main one reads what is asked.
import { parentPort } from "node:worker_threads";
import { StampColumns } from "./stamp-columns.js";
import { type StampedPlaces, stampDifferences } from "./stamp-differences.js";
import type { StampAnswer, StampRequest } from "./stamp-messages.js";

const port = parentPort;
if (port === null) throw new Error("stamp-worker is started as a worker thread, not on its own");
let known: StampedPlaces = { root: "", columns: [] };

port.on("message", ({ places, share }: StampRequest) => {
  if (places !== null)
    known = { root: places.root, columns: places.columns.map((stored) => StampColumns.fromStored(stored)) };
  const answer: StampAnswer = stampDifferences(known, share);
  port.postMessage(answer);
});

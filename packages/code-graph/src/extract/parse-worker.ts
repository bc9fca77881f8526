// Body of a parsing thread: one request at a time, an answer to each.
import { parentPort } from "node:worker_threads";
import { StemmaError } from "@stemma/core";
import { ALL_LANGUAGES } from "../languages/language-table.js";
import { SourceParser } from "../parse/source-parser.js";
import type { ParseAnswer, ParseRequest } from "./parse-messages.js";
import { readFacts } from "./read-facts.js";

const port = parentPort;
if (port === null) throw new Error("parse-worker is started as a worker thread, not on its own");
const starting = SourceParser.create();

async function answer({ languageName, text, timeoutMs }: ParseRequest): Promise<ParseAnswer> {
  try {
    const language = ALL_LANGUAGES.find(({ name }) => name === languageName);
    if (language === undefined) throw new Error(`No language ${languageName}`);
    const parser = await starting;
    return { facts: await readFacts(parser, language, text, timeoutMs) };
  } catch (error) {
    return {
      code: StemmaError.isInstance(error) ? error.code : "FAILED",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

port.on("message", (request: ParseRequest) => {
  void answer(request).then((result) => port.postMessage(result));
});

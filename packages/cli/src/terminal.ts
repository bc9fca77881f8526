import { type Writable, Writable as WritableStream } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { randomHexId } from "@stemma/core";
import { createColors } from "picocolors";
import { exitCode } from "./exit-code.js";
import { hasLinks } from "./output/has-links.js";
import {
  createMarkup,
  type Markup,
  safeWriter,
  type TextSink,
  type TextWriter,
} from "./output/text-writer.js";
import { escapeJson, visibleText } from "./output/visible-text.js";

/** Where a command writes: results to `stdout`, progress and logs to `stderr`. */
export interface Terminal {
  readonly stdout: TextWriter;
  readonly stderr: TextWriter;
  /** `stdout` for data that another program reads, byte for byte; on a terminal JSON without control characters. */
  readonly data: Writable;
  /** `stderr` for a line that moves, which needs control characters: whoever writes to it makes texts visible. */
  readonly moving: NodeJS.WriteStream;
  /** Colours for `stdout`; they do nothing when it is no terminal or NO_COLOR is set. */
  readonly colors: ReturnType<typeof createColors>;
  /** A text as a link to a file; where `stdout` is no terminal, or one without links, the text alone. */
  readonly link: (text: string, url: string) => string;
  /** How wide `stdout` is; `undefined` where it is no terminal. */
  readonly columns?: number | undefined;
  /** What is written here goes to another place as it would to `stdout`. */
  writerTo(sink: TextSink): TextWriter;
}

/**
 * The process's own streams. Where the reader of `stdout` goes away (`stemma log | head`) it has all it wanted: the
 * process ends quietly.
 */
export function processTerminal(): Terminal {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(exitCode.fine);
    throw error;
  });
  const markup = createMarkup(randomHexId(8));
  const wantsColor = process.stdout.isTTY && !process.env["NO_COLOR"];
  return {
    stdout: safeWriter(process.stdout, markup),
    stderr: safeWriter(process.stderr, markup),
    data: process.stdout.isTTY ? visibleData(process.stdout) : process.stdout,
    moving: process.stderr,
    colors: markedColors(createColors(wantsColor), markup),
    link: process.stdout.isTTY && hasLinks(process.env) ? markup.link : (text) => text,
    columns: process.stdout.columns,
    writerTo: (sink) => safeWriter(sink, markup),
  };
}

/** Colours as marks; what is coloured is made visible first, so that a colour in it is not taken for one of ours. */
export function markedColors(
  colors: ReturnType<typeof createColors>,
  markup: Markup,
): ReturnType<typeof createColors> {
  const marked = Object.entries(colors).map(([name, paint]: [string, unknown]) => [
    name,
    typeof paint === "function"
      ? (text: string | number) => markup.mark((paint as (text: string) => string)(visibleText(String(text))))
      : paint,
  ]);
  return Object.fromEntries(marked) as ReturnType<typeof createColors>;
}

/** JSON lines on their way to a terminal. */
export function visibleData(sink: { write(text: string, done: () => void): unknown }): Writable {
  const decoder = new StringDecoder("utf8");
  return new WritableStream({
    write(chunk: Buffer, _encoding, done) {
      sink.write(escapeJson(decoder.write(chunk)), () => done());
    },
  });
}

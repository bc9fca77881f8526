import { visibleText } from "./visible-text.js";

/** Where text goes that may hold anything. */
export interface TextWriter {
  write(text: string): void;
  readonly isTTY: boolean;
}

/** What is written to in the end. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Colours as {@link safeWriter} knows them; everybody else's are written out. */
export interface Markup {
  /** Turns the colours of a text of our own into marks that nobody else can make. */
  mark(coloured: string): string;
  /** The text as a link, by a mark; for a terminal that has links. */
  readonly link: (text: string, url: string) => string;
  /** Turns the marks back. */
  unmark(text: string): string;
}

/** `secret`: not to be guessed by whoever wrote what is shown. */
export function createMarkup(secret: string): Markup {
  const marks = new RegExp(`\\uE000${secret}:(\\d+)\\uE001`, "gu");
  // Of an address only what has no meaning to a terminal.
  const links = new RegExp(`\\uE000${secret}@([\\x21-\\x7e]*)\\uE001`, "gu");
  return {
    link: (text, url) => `\uE000${secret}@${url}\uE001${text}\uE000${secret}@\uE001`,
    mark: (coloured) => coloured.replaceAll(/\x1b\[(\d+)m/gu, `\uE000${secret}:$1\uE001`),
    unmark: (text) => text.replaceAll(marks, "\x1b[$1m").replaceAll(links, "\x1b]8;;$1\x1b\\"),
  };
}

/** The one way to a terminal: no control character gets through that is not a colour of our own, a line feed or a tab. */
export function safeWriter(sink: TextSink, markup: Markup): TextWriter {
  return {
    write: (text) => void sink.write(markup.unmark(visibleText(text))),
    get isTTY() {
      return sink.isTTY === true;
    },
  };
}

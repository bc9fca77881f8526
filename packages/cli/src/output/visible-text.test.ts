import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createColors } from "picocolors";
import { markedColors, visibleData } from "../terminal.js";
import { stderrLogger } from "./stderr-logger.js";
import { createMarkup, safeWriter } from "./text-writer.js";
import { escapeJson, oneLine, visibleJson, visibleText } from "./visible-text.js";

/** Whatever a terminal obeys, but for line feed and tab. */
const obeyed = /(?![\n\t])[\p{Cc}\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** A colour of our own. */
const colour = /\x1b\[\d+m/g;

/** Texts of people, of bytes, and of those who mean harm. */
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc
    .array(
      fc.constantFrom(
        "\x1b[2J", // clears the screen
        "\x1b]0;title\x07", // sets the title
        "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\", // a link
        "\x1b]52;c;ZXZpbA==\x07", // the clipboard
        "\x9b31m",
        "\x90q\x9c",
        "\x1bPq\x1b\\",
        "\r",
        "\b\b\b",
        "\x7f",
        "\u202egpj.exe",
        "\u2028",
        "\uE000",
        "\uE000secret:31\uE001",
        "\x1b[31m",
        "\n",
        "\t",
        "a",
      ),
    )
    .map((parts) => parts.join("")),
);

describe("what reaches a terminal", () => {
  it("holds nothing that is obeyed, and all that is read", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(visibleText(text)).not.toMatch(obeyed);
        expect(oneLine(text)).not.toMatch(/[\p{Cc}]/u);
      }),
    );
    expect(visibleText("grün 🌱 日本\n\tx\r\n")).toBe("grün 🌱 日本\n\tx\n");
    expect(visibleText("\x1b]0;x\x07")).toBe("\\x1b]0;x\\x07");
  });

  it("holds no control character but colours of our own, whatever is coloured or written", () => {
    fc.assert(
      fc.property(hostile, hostile, (plain, painted) => {
        let written = "";
        const markup = createMarkup("0123456789abcdef");
        const writer = safeWriter({ write: (text) => (written += text) }, markup);
        const colors = markedColors(createColors(true), markup);
        writer.write(`${plain}${colors.bold(colors.red(painted))}`);
        const ours = written.match(colour) ?? [];
        expect(written.replaceAll(colour, "")).not.toMatch(obeyed);
        expect(ours).toHaveLength(4);
      }),
    );
  });

  it("is JSON that is read as the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), hostile, (value, text) => {
        for (const indent of [undefined, 2]) {
          const json = visibleJson({ value, text, [text]: text }, indent);
          expect(json).not.toMatch(obeyed);
          expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text, [text]: text })));
        }
      }),
    );
  });

  it("is JSON lines that are read as the same values, however they are cut into pieces", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 7 }), (text, size) => {
        let written = "";
        const data = visibleData({
          write(piece, done) {
            written += piece;
            done();
          },
        });
        const bytes = Buffer.from(`${JSON.stringify({ text })}\n`);
        for (let at = 0; at < bytes.length; at += size) data.write(bytes.subarray(at, at + size));
        expect(written).not.toMatch(obeyed);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify({ text })));
      }),
    );
    expect(escapeJson('"\x9b"')).toBe('"\\u009b"');
  });

  it("is one line a log record", () => {
    fc.assert(
      fc.property(hostile, hostile, (message, value) => {
        let written = "";
        const stderr = safeWriter({ write: (text) => (written += text) }, createMarkup("s"));
        stderrLogger({ stderr }, "debug").warn({ value }, message);
        expect(written.slice(0, -1)).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(written.endsWith("\n")).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { readDocstring } from "./read-docstring.js";

/** What is said of parameters, result and errors, as one line. */
function parts(docstring: string): string {
  const read = readDocstring(docstring);
  if (read === null) return "nothing";
  const list = (names: readonly { name: string; text: string }[]): string =>
    names.map(({ name, text }) => `${name}=${text}`).join("; ");
  return [read.lead, list(read.parameters), read.returns, list(read.raises)].join(" | ");
}

describe("readDocstring", () => {
  it.each([
    [
      "Google",
      "Reads lines\nof a file.\n\nArgs:\n    path (str): where it lies,\n        or a URL.\n    **options: the rest\n\nReturns:\n    The lines.\n\nRaises:\n    OSError: when there is none.",
      "Reads lines of a file. | path=where it lies, or a URL.; options=the rest | The lines. | OSError=when there is none.",
    ],
    [
      "NumPy",
      "Sum.\n\nParameters\n----------\na : array_like\n    Elements to sum.\naxis, out : int, optional\n    Along which.\n\nReturns\n-------\nndarray\n    The sums.\n\nSee Also\n--------\nmean : the mean",
      "Sum. | a=Elements to sum.; axis, out=Along which. | ndarray The sums. | ",
    ],
    [
      "Sphinx",
      "Sends it.\n\n:param str url: where to\n:param data: (optional) what,\n  as bytes\n:returns: :class:`~requests.Response` object\n:rtype: Response\n:raises Timeout: when it takes long",
      "Sends it. | url=where to; data=what, as bytes | `requests.Response` object | Timeout=when it takes long",
    ],
    [
      "TSDoc and JSDoc",
      "Reads as {@link readLine} does.\n\n@param path - Where it lies.\n@param {number} [count=1] how many\n@returns {string[]} The lines.\n@throws {RangeError} when there are none\n@throws {@link ReadError} `READ_FAILED`.\n@example\n```ts\nread()\n```",
      "Reads as `readLine` does. | path=Where it lies.; count=how many | The lines. | RangeError=when there are none; ReadError=`READ_FAILED`.",
    ],
    [
      "Javadoc",
      "Copies <code>bytes</code> &amp; more.\n<p>\nSee {@link java.io.Reader#read() the reader}.\n\n@param input  the stream, {@code null} is refused\n@return the number\n@throws IOException if it fails",
      "Copies `bytes` & more. | input=the stream, `null` is refused | the number | IOException=if it fails",
    ],
    ["nothing but a result", "@returns The rest of it.", "Returns the rest of it. |  | The rest of it. | "],
  ])("takes a docstring of the style of %s apart", (_style, docstring, expected) => {
    expect(parts(docstring)).toBe(expected);
  });

  it.each([
    [
      "a module's name between rules",
      "requests.adapters\n~~~~~~~~~~~~~~~~~\n\nHolds the transport adapters.",
      "Holds the transport adapters.",
    ],
    ["a name alone", "InvalidArgumentError class.\n\nTells of a bad argument.", "Tells of a bad argument."],
    ["a banner", "////////// $ZodCatch //////////\n\nCatches errors.", "Catches errors."],
    ["a directive", "Renders it.\n\n.. versionadded:: 0.3\n   With a note.\n\nTwice.", "Renders it."],
  ])("passes over %s", (_what, docstring, lead) => {
    expect(readDocstring(docstring)?.lead).toBe(lead);
  });

  it("keeps the lists of what the author wrote", () => {
    const docstring =
      "Makes a response.\n\nThese may be given:\n\n``str``\n    A text\n\n* a dict, which becomes\n  JSON\n* a tuple";
    expect(readDocstring(docstring)?.rest).toBe(
      "These may be given:\n\n`str` A text.\n\n- a dict, which becomes JSON\n- a tuple",
    );
  });

  it.each(["", "   ", "-----", "@internal", ">>> f()\n1"])("finds nothing in %j", (docstring) => {
    expect(readDocstring(docstring)).toBeNull();
  });

  it("ends soon for any text, however long", () => {
    const part = fc.constantFrom(
      "@param ",
      "{@link ",
      "}",
      "<p>",
      "<pre>",
      ":x:",
      "`",
      "``",
      "\n",
      "Args:\n",
      "  a: b\n",
      "---\n",
      ".. x::\n",
      "word ",
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const read = readDocstring(parts.join("").repeat(3_000));
        expect((read?.lead.length ?? 0) + (read?.rest.length ?? 0)).toBeLessThan(30_000);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

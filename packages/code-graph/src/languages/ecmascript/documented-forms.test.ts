import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { SourceParser } from "../../parse/source-parser.js";
import { javascript } from "./ecmascript.js";

describe("what is said above a function", () => {
  let parser: SourceParser;
  beforeAll(async () => {
    parser = await SourceParser.create();
  });
  afterAll(() => parser.close());

  it.each([
    ["a declaration", "function send() {}"],
    ["an exported declaration", "export function send() {}"],
    ["a variable", "const send = () => 1;"],
    ["an exported variable", "export const send = () => 1;"],
    ["what a wrapper makes", "const send = memo(() => 1);"],
    ["a member", "res.send = function () {};"],
    ["a member by another name", "res.put =\nres.send = function () {};"],
    ["a member and a variable", "const put = res.send = function () {};"],
    ["a member of a prototype", "Response.prototype.send = function () {};"],
    ["an export", "exports.send = () => 1;"],
    ["a whole module", "module.exports = function send() {};"],
    ["a whole module by two names", "exports = module.exports = function send() {};"],
    ["a method", "class A {\n  /** Sends. */\n\n  send() {}\n}", false],
    ["a field", "class A {\n  /** Sends. */\n  send = () => 1;\n}", false],
    ["a method of an object", "const res = {\n  /** Sends. */\n  send() {},\n};", false],
    ["a function in an object", "const res = {\n  /** Sends. */\n  send: function () {},\n};", false],
    [
      "a function in an object that is handed over",
      "extend(res, {\n  /** Sends. */\n  send: () => 1,\n});",
      false,
    ],
    [
      "a function in what is returned",
      "function make() {\n  return {\n    /** Sends. */\n    send() {},\n  };\n}",
      false,
    ],
  ])("is kept for %s", async (_, code, isBare = true) => {
    const text = `let res = {};\n${isBare ? "/** Sends. */\n\n" : ""}${code}\n`;
    const facts = await parser.parse(javascript.grammar, text, 5_000, (tree) =>
      javascript.extractFacts(tree),
    );
    const named = facts.definitions.filter(({ name }) => /^(send|exports)$/.test(name));
    expect(named.map(({ docstring }) => docstring)).toEqual(["Sends."]);
  });
});

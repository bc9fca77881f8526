import { describe, expect, it } from "@jest/globals";
import { redactDeep, redactSecrets } from "./redact-secrets.js";

describe("redactSecrets", () => {
  it.each([
    ["KEY = 'sk-ant-api03-abcdefghijklmnop'", "KEY = '[secret]'"],
    ["AKIAABCDEFGHIJKLMNOP", "[secret]"],
    [`ghp_${"a".repeat(36)} rest`, "[secret] rest"],
    ["Authorization: Bearer abcdef123456.xyz", "Authorization: Bearer [secret]"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nafter", "[secret]\nafter"],
    ["a task-list and a sketch", "a task-list and a sketch"],
  ])("%j becomes %j", (text, expected) => {
    expect(redactSecrets(text)).toBe(expected);
  });

  it("takes out what it was told, wherever it stands, but no word of three letters", () => {
    expect(redactDeep({ a: ["the hunter2 key"], b: { c: "the" } }, ["hunter2", "the"])).toEqual({
      a: ["the [secret] key"],
      b: { c: "the" },
    });
  });
});

import { describe, expect, it } from "@jest/globals";
import { keywordsOf } from "./keywords.js";

describe("keywordsOf", () => {
  it.each([
    ["closes the openFiles", ["clos", "open", "fil", "openfil"]],
    ["HTTPServer_v2", ["http", "serv", "v2", "httpserverv2"]],
    ["caching cached caches", ["cach", "cach", "cach"]],
    ["entries entry", ["entry", "entry"]],
    ["is the a of", []],
    ["as", []],
    ["größe straße", ["größe", "straße"]],
  ])("takes %s apart", (text, words) => {
    expect(keywordsOf(text)).toEqual(words);
  });
});

import { describe, expect, it } from "@jest/globals";
import { keywordsOf } from "./keywords.js";

describe("keywordsOf", () => {
  it.each([
    ["closes the openFiles", ["clos", "open", "fil", "openfil"]],
    ["close closing closed closes", ["clos", "clos", "clos", "clos"]],
    ["cache caches caching cached", ["cach", "cach", "cach", "cach"]],
    ["listener listeners listening", ["listen", "listen", "listen"]],
    ["class classes process processes", ["class", "class", "process", "process"]],
    ["stop stopped stopping call called", ["stop", "stop", "stop", "call", "call"]],
    ["HTTPServer_v2", ["http", "serv", "v2", "httpserverv2"]],
    ["caching cached caches", ["cach", "cach", "cach"]],
    ["entries entry", ["entry", "entry"]],
    ["is the a of", []],
    ["as", []],
    ["größe straße", ["größ", "straß"]],
  ])("takes %s apart", (text, words) => {
    expect(keywordsOf(text)).toEqual(words);
  });
});

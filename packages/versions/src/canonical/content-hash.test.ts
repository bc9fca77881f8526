import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTestPython } from "../testing/test-python.fixture.js";
import { contentHash } from "./content-hash.js";
import { formatMetadata, parseMetadata } from "./metadata-fields.js";

let link: Awaited<ReturnType<typeof startTestPython>>;
beforeAll(async () => {
  link = await startTestPython();
});
afterAll(() => link.python.close());

const metadatas = [
  null,
  "{}",
  '{"a":1,"b":1.0,"c":-0.0,"d":1e-07,"e":123456789012345678901234567890,"f":9007199254740993}',
  '{"a":[1.0,2.0],"b":[1,2],"c":1e+16,"d":1e+300,"f":10000000000000000,"g":"1.0"}',
  '{"ä":"ö","z":"\\u0001\\"\\\\","a,b":"{[,:]}","🌱":true,"ﬀ":null}',
  '{"list":[1,"two",[3.5],{"k":"v"}],"empty":[],"nested":{"a":[false],"b":{}}}',
];

describe("contentHash", () => {
  it("equals Python's for every kind of content", async () => {
    for (const metadata of metadatas) {
      for (const document of [null, "", "text\0 ä 🧬"]) {
        const embedding = new Float32Array([1.5, -0, 3]);
        const content = { document, uri: "file:///x", metadata, embeddingModel: "m", embedding };
        const viaPython = await link.python.execute<string>({
          module: "canonical_json",
          name: "content_hash_of_json",
          args: [document, "file:///x", metadata, "m", new Uint8Array(embedding.buffer)],
        });
        expect(viaPython).toEqual({ ok: true, value: contentHash(content) });
      }
    }
  });
});

describe("metadata fields", () => {
  it("come back as they were, in Python's order of keys", async () => {
    for (const metadata of metadatas.slice(2)) {
      const sorted = await link.python.execute<string>({
        module: "canonical_json",
        name: "canonical_text",
        args: [metadata],
      });
      expect(sorted).toEqual({ ok: true, value: formatMetadata(parseMetadata(metadata)) });
    }
    expect(formatMetadata(parseMetadata("{}"))).toBeNull();
    expect(parseMetadata('{"a":1.0,"b":[1,{"c":","}]}')).toEqual(
      new Map([
        ["a", "1.0"],
        ["b", '[1,{"c":","}]'],
      ]),
    );
  });
});

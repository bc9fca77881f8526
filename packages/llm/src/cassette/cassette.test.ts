import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { facts, reference, request, scriptedProvider } from "../testing/requests.fixture.js";
import { Cassette } from "./cassette.js";

const parse = request(facts("FUNCTION", "a.py#parse", { source: "def parse(): ..." }));
const read = request(facts("FUNCTION", "a.py#read", { source: "def read(): ..." }));

describe("Cassette", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stemma-cassette-"));
    file = join(folder, "cassettes", "a.json");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("records each request once and replays it without a model, in another process too", async () => {
    const provider = scriptedProvider({ text: "Parses." }, { text: "Reads." });
    const recording = Cassette.open(file, { mode: "record" }).middleware()(provider);
    await recording.getCompletion(parse);
    await recording.getCompletion(read);
    await recording.getCompletion(parse);
    expect(provider.calls).toBe(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const replay = Cassette.open(file).asProvider(provider);
    await expect(replay.getCompletion(read)).resolves.toEqual({ text: "Reads." });
    await expect(replay.getCompletion(parse)).resolves.toEqual({ text: "Parses." });
    expect(provider.calls).toBe(2);
  });

  it("names the nearest recording when a request is unknown, and asks nobody", async () => {
    const provider = scriptedProvider({ text: "x" });
    const recording = Cassette.open(file, { mode: "record" }).middleware()(provider);
    await recording.getCompletion(parse);
    await recording.getCompletion(read);
    const changed = {
      ...parse,
      node: { ...parse.node, source: "def parse(x): ..." },
      calls: [reference("FUNCTION", "a.py#read", "Reads.")],
    };
    const miss = Cassette.open(file).middleware()(provider).getCompletion(changed);
    await expect(miss).rejects.toMatchObject({
      code: "CASSETTE_MISS",
      nearestNodeId: "a.py#parse",
      differences: ["calls", "node.source"],
      message: expect.stringContaining('of "a.py#parse", differs in calls, node.source'),
    });
    const otherWording = { ...provider, promptVersion: "2" };
    await expect(Cassette.open(file).asProvider(otherWording).getCompletion(read)).rejects.toMatchObject({
      differences: ["promptVersion"],
    });
    expect(provider.calls).toBe(2);
  });

  it("never writes a secret, neither one that it was told nor one that looks like a key", async () => {
    const source = `KEY = "sk-proj-0123456789abcdefghij"\npassword = "hunter2!"`;
    const secretive = request(facts("FILE", "a.py", { source }));
    const provider = scriptedProvider({ text: "Logs in with hunter2!" });
    const options = { mode: "record", secrets: ["hunter2!"] } as const;
    await Cassette.open(file, options).middleware()(provider).getCompletion(secretive);
    const written = readFileSync(file, "utf8");
    expect(written).not.toMatch(/hunter2|0123456789abcdefghij/);
    expect(written).toContain("[secret]");
    // Another value of the secret is the same question.
    const other = request(facts("FILE", "a.py", { source: source.replace("hunter2!", "swordfish") }));
    const replay = Cassette.open(file, { secrets: ["swordfish"] }).asProvider(provider);
    await expect(replay.getCompletion(other)).resolves.toEqual({ text: "Logs in with [secret]" });
  });

  it("refuses a file that is missing, no JSON, or no cassette", () => {
    const attempt = () => Cassette.open(join(folder, "b.json"));
    expect(attempt).toThrow("no such file");
    writeFileSync(join(folder, "b.json"), "{");
    expect(attempt).toThrow("it is no JSON");
    writeFileSync(join(folder, "b.json"), `{"format":2}`);
    expect(attempt).toThrow("not of format 1");
  });
});

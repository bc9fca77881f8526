import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import {
  type ChromaServer,
  createIsolatedDirectory,
  type IsolatedDirectory,
  RecordingLogger,
  startChromaServer,
} from "@stemma/test-cleanup";
import { openChroma } from "../open-chroma.js";
import { CuttingProxy } from "../operations/cutting-proxy.fixture.js";
import { venvProgram } from "../test-python.fixture.js";

const token = "ck-secret-token";

/** Runs a child Node process that trusts a certificate, as a user's process does. */
async function openInChild(url: string, certificate: string | undefined): Promise<string> {
  const program = `
    import("@stemma/chroma").then(async ({ openChroma }) => {
      const chroma = await openChroma(process.argv[1], { token: process.argv[2], retry: { attempts: 1 } });
      const notes = await chroma.getOrCreateCollection({ name: "over-tls" });
      await notes.upsert({ ids: ["a"], embeddings: [[1, 2]] });
      process.stdout.write("records: " + (await notes.count()));
    }).catch((error) => process.stdout.write("failed: " + error.code));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", program, url, token], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate },
  });
  return stdout;
}

/** A real server behind a proxy that asks for a token, and speaks TLS: as Chroma Cloud and protected deployments do. */
describe("a server behind a token and TLS", () => {
  let directory: IsolatedDirectory;
  let server: ChromaServer;
  let certificate: string;
  let tls: { readonly key: string; readonly cert: string };
  let proxy: CuttingProxy | undefined;

  beforeAll(async () => {
    directory = await createIsolatedDirectory({ prefix: "chroma-access" });
    server = await startChromaServer({
      command: venvProgram("chroma"),
      dataDirectory: join(directory.path, "data"),
    });
    certificate = join(directory.path, "certificate.pem");
    const key = join(directory.path, "key.pem");
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const files = ["-keyout", key, "-out", certificate];
    await promisify(execFile)("openssl", [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      ...files,
      ...subject,
    ]);
    tls = { key: await readFile(key, "utf8"), cert: await readFile(certificate, "utf8") };
  }, 90_000);
  afterEach(async () => {
    await proxy?.stop();
    proxy = undefined;
  });
  afterAll(async () => {
    await server.stop();
    await directory.remove();
  });

  it("is used with the right token, which every request carries and no log shows", async () => {
    proxy = await CuttingProxy.start(server.url, undefined, token);
    const logger = new RecordingLogger();
    const chroma = await openChroma(proxy.url, { token, headers: { "x-team": "search" }, logger });
    const notes = await chroma.createCollection({ name: "with-token" });
    await notes.add({ ids: ["a"], embeddings: [[1, 2]] });
    expect(await notes.count()).toBe(1);
    await chroma.tenants.getTenant({ name: "default_tenant" });
    await expect(chroma.getCollection({ name: "none" })).rejects.toMatchObject({
      code: "COLLECTION_NOT_FOUND",
    });
    for (const headers of proxy.seen)
      expect(headers).toMatchObject({ "x-chroma-token": token, "x-team": "search" });
    expect(proxy.seen.length).toBeGreaterThan(5);
    expect(JSON.stringify(logger.records())).not.toContain(token);
    await chroma.close();
  });

  it.each([
    ["a wrong token", "wrong"],
    ["no token", undefined],
  ])("refuses %s", async (_what, given) => {
    proxy = await CuttingProxy.start(server.url, undefined, token);
    const refused = openChroma(proxy.url, { token: given });
    await expect(refused).rejects.toMatchObject({ code: "NOT_AUTHORIZED", retryable: false });
    await expect(refused).rejects.not.toThrow(/wrong/u);
  });

  it("is reached over TLS with a certificate that the process trusts, and not without", async () => {
    proxy = await CuttingProxy.start(server.url, tls, token);
    expect(await openInChild(proxy.url, certificate)).toBe("records: 1");
    expect(proxy.seen.at(-1)).toMatchObject({ "x-chroma-token": token });
    expect(await openInChild(proxy.url, undefined)).toBe("failed: CHROMA_UNAVAILABLE");
  }, 120_000);
});

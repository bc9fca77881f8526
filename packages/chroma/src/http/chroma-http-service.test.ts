import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { freePort, RecordingLogger } from "@stemma/test-cleanup";
import { openChroma } from "../open-chroma.js";

/** Answers everything with one status, or never. */
describe("ChromaHttpService against a server in trouble", () => {
  let server: Server;
  let url: string;
  let status: number | undefined;
  const seen: IncomingHttpHeaders[] = [];

  beforeEach(async () => {
    server = createServer((request, response) => {
      seen.push(request.headers);
      if (status !== undefined)
        response.writeHead(status, { "content-type": "application/json" }).end('{"message":"no"}');
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });

  it.each([
    [401, "NOT_AUTHORIZED"],
    [403, "NOT_AUTHORIZED"],
    [404, "CHROMA_UNAVAILABLE"],
    [429, "CHROMA_UNAVAILABLE"],
    [500, "CHROMA_OPERATION_FAILED"],
  ])("status %i is %s, logged once", async (answer, code) => {
    status = answer;
    const logger = new RecordingLogger();
    await expect(openChroma(url, { logger })).rejects.toMatchObject({ code, operationName: "OpenClient" });
    expect(logger.records("error")).toHaveLength(1);
    expect(logger.records("error")[0]?.fields).toMatchObject({ operationName: "OpenClient", type: code });
  });

  it("sends the token and the caller's headers", async () => {
    status = 401;
    await expect(openChroma(url, { token: "secret", headers: { "x-team": "a" } })).rejects.toThrow();
    expect(seen.at(-1)).toMatchObject({ "x-chroma-token": "secret", "x-team": "a" });
  });

  it("ends at the caller's time when nothing answers", async () => {
    status = undefined;
    await expect(openChroma(url, { timeoutMs: 50 })).rejects.toMatchObject({
      code: "TIMEOUT",
      retryable: true,
    });
  });

  it("says that nothing listens, and that a URL is none", async () => {
    await expect(openChroma(`http://127.0.0.1:${await freePort()}`)).rejects.toMatchObject({
      code: "CHROMA_UNAVAILABLE",
      retryable: true,
    });
    await expect(openChroma("http://host/with/a/path")).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });
});

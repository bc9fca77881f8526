import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openChroma } from "../open-chroma.js";

describe("an address where no Chroma is", () => {
  let server: Server;
  let answer: { readonly status: number; readonly body: string };
  let asked: number;
  beforeEach(async () => {
    asked = 0;
    server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => {
    server.close();
  });
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  it.each([
    ["not found", { status: 404, body: "<html>nothing here</html>" }],
    ["something else", { status: 200, body: '{"hello":"world"}' }],
    ["an empty list", { status: 200, body: "[]" }],
  ])("is told as such when it answers with %s, and is asked once", async (_, said) => {
    answer = said;
    await expect(openChroma(url())).rejects.toMatchObject({
      code: "CHROMA_UNAVAILABLE",
      retryable: false,
      message: `OpenClient: what answers at ${url()} is no Chroma server`,
    });
    expect(asked).toBeLessThanOrEqual(2);
  });

  it("is named when nothing answers", async () => {
    server.close();
    await once(server, "close");
    await expect(openChroma("http://127.0.0.1:1", { retry: { attempts: 1 } })).rejects.toMatchObject({
      code: "CHROMA_UNAVAILABLE",
      message: "OpenClient: no Chroma server answers at http://127.0.0.1:1",
    });
  });
});

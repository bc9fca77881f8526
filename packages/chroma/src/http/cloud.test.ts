import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openChroma } from "../open-chroma.js";

/** Chroma Cloud's side of the first requests, as its clients describe it: a key says whose databases it opens. */
describe("a server whose keys say what they are for, as Chroma Cloud's do", () => {
  let cloud: Server;
  let url: string;
  let databases: string[];
  let seen: { line: string; headers: IncomingHttpHeaders }[];

  beforeEach(async () => {
    seen = [];
    databases = ["documents"];
    cloud = createServer((request, response) => {
      const line = `${request.method ?? ""} ${request.url ?? ""}`;
      seen.push({ line, headers: request.headers });
      const isOpen = request.headers["x-chroma-token"] === "ck-key";
      response.writeHead(isOpen ? 200 : 401, { "content-type": "application/json" });
      response.end(JSON.stringify(isOpen ? answerTo(line) : { error: "Unauthorized" }));
    }).listen(0, "127.0.0.1");
    await once(cloud, "listening");
    url = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    cloud.closeAllConnections();
    cloud.close();
    await once(cloud, "close");
  });

  function answerTo(line: string): unknown {
    if (line === "GET /api/v2/auth/identity") return { user_id: "u", tenant: "team-uuid", databases };
    if (line === "GET /api/v2/version") return "1.0.0";
    if (line.endsWith("/collections_count")) return 7;
    return { id: "1", name: "documents", tenant: "team-uuid" };
  }

  it("is opened by its URL and a key alone, which goes with every request", async () => {
    const chroma = await openChroma(url, { token: "ck-key" });
    expect(await chroma.countCollections()).toBe(7);
    await chroma.close();
    expect(seen.map(({ line }) => line)).toEqual([
      "GET /api/v2/auth/identity",
      "GET /api/v2/tenants/team-uuid/databases/documents",
      "GET /api/v2/version",
      "GET /api/v2/tenants/team-uuid/databases/documents/collections_count",
    ]);
    for (const { headers } of seen) expect(headers["x-chroma-token"]).toBe("ck-key");
  });

  it("is asked for the database that is named, with a key for several", async () => {
    databases = ["documents", "letters"];
    await expect(openChroma(url, { token: "ck-key" })).rejects.toMatchObject({
      code: "INVALID_ARGUMENT",
      message: expect.stringContaining("documents, letters"),
    });
    const chroma = await openChroma(url, { token: "ck-key", database: "letters" });
    expect(await chroma.countCollections()).toBe(7);
    expect(seen.at(-1)?.line).toContain("/tenants/team-uuid/databases/letters/");
    await chroma.close();
  });

  it("is not asked whose key it is when tenant and database are named", async () => {
    const chroma = await openChroma(url, { token: "ck-key", tenant: "mine", database: "letters" });
    await chroma.close();
    expect(seen[0]?.line).toBe("GET /api/v2/tenants/mine/databases/letters");
  });

  it("refuses a wrong key", async () => {
    await expect(openChroma(url, { token: "wrong" })).rejects.toMatchObject({ code: "NOT_AUTHORIZED" });
    expect(seen).toHaveLength(1);
  });
});

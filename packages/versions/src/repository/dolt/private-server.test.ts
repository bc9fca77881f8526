import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { commitNotes, note, readNotes } from "../contract/sample-rows.fixture.js";
import { DoltRepository } from "./dolt-repository.js";
import { findDolt } from "./find-dolt.js";

const author = { name: "Ada", email: "ada@example.org" };

describe("a private Dolt server", () => {
  let root: string;
  let directory: string;
  let open: DoltRepository[];
  const dolt = process.env["STEMMA_DOLT"];

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "private-dolt-"));
    directory = join(root, "repository");
    open = [];
  });
  afterEach(async () => {
    if (dolt === undefined) delete process.env["STEMMA_DOLT"];
    else process.env["STEMMA_DOLT"] = dolt;
    for (const each of open) await each.close();
    await rm(root, { recursive: true, force: true });
  });

  async function keep(opening: Promise<DoltRepository>): Promise<DoltRepository> {
    const repository = await opening;
    open.push(repository);
    return repository;
  }

  async function server(): Promise<Record<string, string>> {
    return JSON.parse(await readFile(join(directory, "server.json"), "utf8")) as Record<string, string>;
  }

  /** Also Dolt is killed: nothing of it is left that would keep the directory. */
  async function killServer(): Promise<void> {
    const supervisor = (await readFile(join(directory, "supervisor.pid"), "utf8")).trim();
    const children = await readFile(`/proc/${supervisor}/task/${supervisor}/children`, "utf8");
    for (const pid of [supervisor, ...children.trim().split(" ")]) process.kill(Number(pid), "SIGKILL");
    open = [];
  }

  function isAlive(pid: number): boolean {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  }

  it("is not kept from starting by the number of a process that is somebody else's by now", async () => {
    await mkdir(directory);
    await writeFile(join(directory, "supervisor.pid"), `${process.pid}`);
    const repository = await keep(DoltRepository.create(directory, author, { timeoutMs: 20_000 }));
    expect(await repository.listBranches()).toHaveLength(1);
  });

  it("is taken over from a killed supervisor, with its sockets", async () => {
    const first = await keep(DoltRepository.create(directory, author));
    await commitNotes(first, "main", [note("a", "1")]);
    await killServer();
    const second = await keep(DoltRepository.open(directory, { timeoutMs: 20_000 }));
    expect(await readNotes(second, "main")).toEqual({ a: "1" });
  });

  it("stays where one before it ends, whose directory was removed and made again", async () => {
    await (await keep(DoltRepository.create(directory, author))).close();
    const former = Number(await readFile(join(directory, "supervisor.pid"), "utf8"));
    await rm(directory, { recursive: true });
    const repository = await keep(DoltRepository.create(directory, author, { timeoutMs: 20_000 }));
    await commitNotes(repository, "main", [note("a", "1")]);
    while (isAlive(former)) await new Promise((resolve) => setTimeout(resolve, 50));
    // Joins the same server, by what its directory says.
    const joined = await keep(DoltRepository.open(directory, { timeoutMs: 20_000 }));
    expect(await readNotes(joined, "main")).toEqual({ a: "1" });
    expect(Number(await readFile(join(directory, "supervisor.pid"), "utf8"))).not.toBe(former);
  });

  it("is one for all who come at once", async () => {
    await (await keep(DoltRepository.create(directory, author))).close();
    const all = await Promise.all(Array.from({ length: 4 }, () => keep(DoltRepository.open(directory))));
    await Promise.all(all.map((each, index) => each.createBranch(`b${index}`, "main")));
    expect(await all[0]?.listBranches()).toHaveLength(5);
  });

  it("is reached by sockets that only its owner can reach", async () => {
    await keep(DoltRepository.create(directory, author));
    const { socket = "", leaseSocket = "" } = await server();
    expect([socket, leaseSocket]).toEqual([join(directory, "sql.sock"), join(directory, "lease.sock")]);
    for (const file of ["server.json", "password", "server.yaml", "supervisor.lock"]) {
      expect((await stat(join(directory, file))).mode & 0o077).toBe(0);
    }
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it("is reached where the directory's path is too long for a socket, and leaves nothing elsewhere", async () => {
    directory = join(root, "long".repeat(30));
    const first = await keep(DoltRepository.create(directory, author));
    const { socket = "" } = await server();
    expect(socket.startsWith(tmpdir())).toBe(true);
    expect(Buffer.byteLength(socket)).toBeLessThan(104);
    await commitNotes(first, "main", [note("a", "1")]);
    await killServer();
    const second = await keep(DoltRepository.open(directory, { timeoutMs: 20_000 }));
    expect(await readNotes(second, "main")).toEqual({ a: "1" });
    await expect(stat(socket)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("gets a password again that was lost before there were users", async () => {
    await mkdir(directory);
    await writeFile(join(directory, "password"), "");
    await keep(DoltRepository.create(directory, author));
    expect(await readFile(join(directory, "password"), "utf8")).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each(["", "half"])("is not started by %j in place of the password that its users have", async (left) => {
    await (await keep(DoltRepository.create(directory, author))).close();
    const file = join(directory, "password");
    const secret = await readFile(file, "utf8");
    await killServer();
    await writeFile(file, left);
    await expect(DoltRepository.open(directory, { timeoutMs: 20_000 })).rejects.toMatchObject({
      code: "DOLT_UNAVAILABLE",
      message: expect.stringContaining("does not hold the password"),
    });
    expect(await readFile(file, "utf8")).toBe(left);
    await writeFile(file, secret);
    expect(await (await keep(DoltRepository.open(directory))).listBranches()).toHaveLength(1);
  });

  it("is started at another port when its own was taken meanwhile", async () => {
    const program = join(root, "dolt");
    const tries = join(root, "tries");
    const taken = `[ "$(wc -l < ${tries})" -lt 3 ] && { echo "Port 3306 already in use." >&2; exit 1; }`;
    await writeFile(program, `#!/bin/sh\necho try >> ${tries}\n${taken}\nexec ${await findDolt()} "$@"\n`);
    await chmod(program, 0o700);
    process.env["STEMMA_DOLT"] = program;
    const repository = await keep(DoltRepository.create(directory, author));
    expect(await repository.listBranches()).toHaveLength(1);
    expect((await readFile(tries, "utf8")).trim().split("\n")).toHaveLength(3);
  });

  it("says what the program said that can't be started", async () => {
    const program = join(root, "dolt");
    await writeFile(program, "#!/bin/sh\necho no such thing >&2\nexit 1\n");
    await chmod(program, 0o700);
    process.env["STEMMA_DOLT"] = program;
    await expect(DoltRepository.create(directory, author, { timeoutMs: 20_000 })).rejects.toMatchObject({
      code: "DOLT_UNAVAILABLE",
      message: expect.stringContaining("no such thing"),
    });
    await expect(stat(directory)).rejects.toMatchObject({ code: "ENOENT" });
  });
});

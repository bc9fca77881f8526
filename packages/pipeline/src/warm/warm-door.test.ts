import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createIsolatedDirectory, type IsolatedDirectory } from "@stemma/test-cleanup";
import { Bursts } from "../door/bursts.js";
import { StemmaProject } from "../project/stemma-project.js";
import { askWarm } from "./ask-warm.js";
import { WarmDoor } from "./warm-door.js";
import { MOST_QUESTION_CHARACTERS } from "./warm-messages.js";
import { ownSockets, socketFolder } from "./warm-sockets.js";

const question = { question: "anything", limit: 3, filter: {}, flags: {} };

describe("the door of a warm process", () => {
  let directory: IsolatedDirectory;
  let bursts: Bursts<StemmaProject>;
  let door: WarmDoor;
  let folder: string;
  beforeEach(async () => {
    directory = await createIsolatedDirectory();
    const project = await StemmaProject.create(directory.path);
    await project.close();
    bursts = new Bursts({ open: () => Promise.reject(new Error("it can't be opened")) });
    door = new WarmDoor({ bursts });
    folder = socketFolder(project.state.directory);
    await door.openAt(project.state.directory);
  });
  afterEach(async () => {
    await door.close();
    await bursts.close();
    await directory[Symbol.asyncDispose]();
  });

  const address = (): string => join(folder, readdirSync(folder)[0] ?? "");

  /** What is said to whoever sends this. */
  function answerTo(text: string): Promise<string> {
    return new Promise((resolve) => {
      let said = "";
      const socket = connect(address(), () => socket.write(text));
      socket.setEncoding("utf8").on("data", (more: string) => {
        said += more;
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(said));
    });
  }

  it("declines what is no question of this program, and outlives whoever sends anything else", async () => {
    expect(await answerTo('{"program":"another"}\n')).toBe('{"declined":true}\n');
    expect(await answerTo("[]\n")).toBe('{"declined":true}\n');
    expect(await answerTo("no json\n")).toBe("");
    expect(await answerTo("x".repeat(MOST_QUESTION_CHARACTERS + 1))).toBe("");
    // What fails is for the asking process to say.
    expect(await askWarm({ ...question, directory: directory.path })).toBeUndefined();
    expect(await answerTo('{"program":"another"}\n')).toBe('{"declined":true}\n');
  });

  it("is not opened any more once it was closed", async () => {
    const closed = door.close();
    await door.openAt(dirname(folder));
    await closed;
    expect(existsSync(folder)).toBe(false);
  });

  it("is its user's alone, one socket a process, and leaves nothing", async () => {
    const other = new WarmDoor({ bursts });
    await other.openAt(join(directory.path, ".stemma"));
    expect(ownSockets(folder)).toHaveLength(2);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    await other.close();
    expect(ownSockets(folder)).toHaveLength(1);
    await door.close();
    expect(existsSync(folder)).toBe(false);
  });

  it("is not looked for where others could have put it", () => {
    const [path] = ownSockets(folder);
    chmodSync(address(), 0o666);
    expect(ownSockets(folder)).toEqual([]);
    chmodSync(address(), 0o600);
    chmodSync(folder, 0o777);
    expect(ownSockets(folder)).toEqual([]);
    chmodSync(folder, 0o700);
    expect(ownSockets(folder)).toEqual([path]);
    const asked = Object.getOwnPropertyDescriptor(process, "geteuid");
    Object.defineProperty(process, "geteuid", { value: () => 65_534, configurable: true });
    try {
      expect(ownSockets(folder)).toEqual([]);
    } finally {
      if (asked !== undefined) Object.defineProperty(process, "geteuid", asked);
    }
    writeFileSync(join(folder, "0123abcd.sock"), "a file");
    mkdirSync(join(folder, "0123abce.sock"));
    expect(ownSockets(folder)).toEqual([path]);
  });

  it("gives up whoever takes no question, and believes no answer that is none", async () => {
    await door.close();
    mkdirSync(folder, { mode: 0o700 });
    const path = join(folder, "0123abcd.sock");
    let said: string | undefined;
    const server = createServer((socket) => {
      socket.resume().on("error", () => undefined);
      if (said !== undefined) socket.write(said);
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    chmodSync(path, 0o600);
    try {
      for (said of [undefined, "nonsense\n", "null\n", '{"taken":true}\n{"declined":true}\n'])
        expect(await askWarm({ ...question, directory: directory.path })).toBeUndefined();
      expect(existsSync(path)).toBe(true);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

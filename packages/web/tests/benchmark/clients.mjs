import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";

const IN_FLIGHT = 1_000;
const ms = (number) => `${Math.round(number)} ms`;

/** A thousand at once: the same question, and as many as there are files. @returns {Promise<string[][]>} */
export async function manyRequests(served, files) {
  const rows = [];
  const asked = {
    "1,000 requests at once, of one question": () => "/api/standing",
    "1,000 requests at once, of as many files as there are": (at) =>
      `/api/place?${new URLSearchParams({ id: files[at % files.length] })}`,
  };
  for (const [name, path] of Object.entries(asked)) {
    const agent = new Agent({ maxSockets: Infinity });
    const startedAt = performance.now();
    const before = served.processorTime();
    const answers = await Promise.all(
      Array.from({ length: IN_FLIGHT }, (_, at) => answered(served, path(at), agent)),
    );
    agent.destroy();
    const counts = [...new Set(answers)].map(
      (status) => `${answers.filter((each) => each === status).length} × ${status}`,
    );
    const cpu = (served.processorTime() - before).toFixed(1);
    rows.push([name, counts.join(", "), `${ms(performance.now() - startedAt)}, ${cpu} s of processor`]);
  }
  return rows;
}

function answered(served, path, agent) {
  return new Promise((resolve) => {
    const asked = request(
      { host: "127.0.0.1", port: served.port, path, headers: served.headers, agent },
      (response) => {
        response.resume().on("end", () => resolve(String(response.statusCode)));
      },
    );
    asked.on("error", (error) => resolve(error["code"] ?? "error")).end();
  });
}

/** Clients that say nothing, that say it letter by letter, that do not read, and that go away; and what another one sees meanwhile. */
export async function badClients(served) {
  const sockets = Array.from({ length: 150 }, () =>
    connect(served.port, "127.0.0.1").on("error", () => undefined),
  );
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  const [cookie] = Object.values(served.headers);
  const head = `GET /api/overview HTTP/1.1\r\nhost: 127.0.0.1:${served.port}\r\ncookie: ${cookie}\r\n`;
  sockets.slice(0, 50).forEach((socket) => socket.write(head.slice(0, 20)));
  // These have asked, and never read what they are answered.
  for (const socket of sockets.slice(50, 100)) socket.pause().write(`${head}\r\n`);
  const standing = async () => {
    const startedAt = performance.now();
    const { status } = await served.ask("standing");
    if (status !== 200) throw new Error(`a good client was answered with ${status}`);
    return ms(performance.now() - startedAt);
  };
  const rows = [["where the index stands, beside 150 slow or silent clients", await standing()]];
  for (let at = 0; at < 300; at++) {
    const socket = connect(served.port, "127.0.0.1").on("error", () => undefined);
    socket.write(`${head}\r\n`, () => socket.destroy());
    await once(socket, "close");
  }
  rows.push(["the same, after 300 that asked and went away", await standing()]);
  for (const socket of sockets) socket.destroy();
  rows.push(["the same, once all are gone", await standing()]);
  return rows;
}

import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";

/** One call as the service saw it. */
export interface ServiceCall {
  readonly nodeId: string;
  /** Of the whole request: equal for a call that is made again. */
  readonly requestHash: string;
}

/** A language model as a service of this process: it sees every call that another process makes, however that one ends. */
export class ScriptedService {
  readonly calls: ServiceCall[] = [];
  /** Told before and after each answer. */
  onEvent = (): void => undefined;
  /** From this call on answers wait for {@link ScriptedService.answerAll}. */
  answersFrom = Infinity;
  #held: (() => void)[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void readText(request).then(
        (body) => {
          const { node } = JSON.parse(body) as { node: { id: string } };
          const requestHash = createHash("sha256").update(body).digest("hex");
          const number = this.calls.push({ nodeId: node.id, requestHash }) - 1;
          this.onEvent();
          const answer = () =>
            response.end(`answer ${number} about ${node.id}`, () => {
              this.onEvent();
            });
          if (number < this.answersFrom) answer();
          else this.#held.push(answer);
        },
        // The caller was killed while it spoke.
        () => response.destroy(),
      );
    });
  }

  static async start(): Promise<ScriptedService> {
    const service = new ScriptedService();
    service.#server.listen(0, "127.0.0.1");
    await once(service.#server, "listening");
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Gives the answers that wait, and all that come. */
  answerAll(): void {
    this.answersFrom = Infinity;
    for (const answer of this.#held.splice(0)) answer();
  }

  /** The call that a text answers. */
  callOf(text: string): ServiceCall | undefined {
    return this.calls[Number(/answer (\d+) about/.exec(text)?.[1])];
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

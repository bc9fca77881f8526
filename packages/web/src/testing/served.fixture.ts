import { expect } from "@jest/globals";
import type { Action, Done, Given } from "../api/actions.js";
import { answers } from "../api/answers.js";
import type { Question } from "../api/requests.js";
import { type ServeWebOptions, serveWeb } from "../serve/serve-web.js";
import { askServer, type ServerAnswer } from "./ask-server.fixture.js";

type Answer<Q extends Question> = ReturnType<(typeof answers)[Q]["parse"]>;

/** A server under test, asked as its own page asks it. */
export class Served {
  readonly port: number;
  readonly #token: string;
  readonly #ending: AbortController;
  readonly #served: Promise<void>;

  private constructor(link: URL, ending: AbortController, served: Promise<void>) {
    this.port = Number(link.port);
    this.#token = link.searchParams.get("token") ?? "";
    this.#ending = ending;
    this.#served = served;
  }

  static async begin(options: Omit<ServeWebOptions, "signal" | "onReady">): Promise<Served> {
    const ending = new AbortController();
    return new Promise<Served>((resolve, reject) => {
      const served: Promise<void> = serveWeb({
        ...options,
        signal: ending.signal,
        onReady: (link) => resolve(new Served(new URL(link), ending, served)),
      });
      served.catch(reject);
    });
  }

  /** What a page of this server sends along. */
  own(): Record<string, string> {
    return { host: `127.0.0.1:${this.port}`, cookie: `stemma-${this.port}=${this.#token}` };
  }

  visit(
    path: string,
    headers: Record<string, string> = {},
    { method = "GET", body }: { readonly method?: string; readonly body?: string } = {},
  ): Promise<ServerAnswer> {
    return askServer(this.port, path, { method, headers: { ...this.own(), ...headers }, body });
  }

  /** Checked against what the page counts on. */
  async ask<Q extends Question>(question: Q, given: Record<string, string> = {}): Promise<Answer<Q>> {
    const { status, body } = await this.visit(`/api/${question}?${new URLSearchParams(given).toString()}`);
    expect({ status, body: status === 200 ? "" : body }).toEqual({ status: 200, body: "" });
    return answers[question].parse(JSON.parse(body)) as Answer<Q>;
  }

  post(action: string, given: unknown, headers: Record<string, string> = {}): Promise<ServerAnswer> {
    const sent = { "content-type": "application/json", origin: `http://127.0.0.1:${this.port}`, ...headers };
    return this.visit(`/api/do/${action}`, sent, { method: "POST", body: JSON.stringify(given) });
  }

  async act<A extends Action>(action: A, given: Given<A>): Promise<Done> {
    const { status, body } = await this.post(action, given);
    expect({ status, body: status === 200 ? "" : body }).toEqual({ status: 200, body: "" });
    return JSON.parse(body) as Done;
  }

  async end(): Promise<void> {
    this.#ending.abort();
    await this.#served;
  }
}

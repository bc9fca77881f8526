import { type CallOptions, systemClock } from "@stemma/core";
import { openModel } from "../llm/open-provider.js";
import { LeaseBook } from "../work-items/lease-book.js";
import { type NextWorkOptions, nextWork } from "../work-items/next-work.js";
import { submitText } from "../work-items/submit-text.js";
import type { WorkContext } from "../work-items/work-context.js";
import type { AcceptedText, NextWork, SubmittedText } from "../work-items/work-item.js";
import type { ProjectContext } from "./project-context.js";

/** What assistants write of the tree. */
export class WorkQuestions {
  readonly #project: ProjectContext;
  #leases: LeaseBook | undefined;

  constructor(project: ProjectContext) {
    this.#project = project;
  }

  async next(options: NextWorkOptions): Promise<NextWork> {
    return nextWork(await this.#context(options), options);
  }

  async submit(text: SubmittedText, options: CallOptions): Promise<AcceptedText> {
    return submitText(await this.#context(options), text, options);
  }

  async #context(options: CallOptions): Promise<WorkContext> {
    const { state, config, stores, origins } = this.#project;
    const { files } = await this.#project.standing();
    this.#leases ??= LeaseBook.open(state.workItemsFile);
    return {
      root: state.root,
      graph: await stores.graph(),
      provider: await openModel(config, process.env),
      leases: this.#leases,
      madeHere: origins.madeHere,
      changed: new Set(files.map(({ path }) => path)),
      textsOfPeople: (ids) => this.#project.textsOfPeople(ids, options),
      clock: systemClock,
    };
  }

  close(): void {
    this.#leases?.close();
    this.#leases = undefined;
  }
}

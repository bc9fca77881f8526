import { Bursts } from "../door/bursts.js";
import type { OpenProjectOptions } from "../project/project-options.js";
import { StemmaProject } from "../project/stemma-project.js";
import { WarmDoor } from "./warm-door.js";

/** Which tree is held, and how it is opened. */
export interface WarmTreeOptions extends OpenProjectOptions {
  /** In a documented tree, or in one that may become it. */
  readonly directory: string;
}

/**
 * The nearest documented tree, as a process holds it that answers others for hours: open while questions come; a second after the last one
 * nothing is held that another process may want; graph, first stage and model stay for five minutes more. From the first question on the
 * command line is answered, too, over a private socket in the state directory.
 */
export class WarmTree {
  readonly bursts: Bursts<StemmaProject>;
  readonly #door: WarmDoor;

  constructor({ directory, ...options }: WarmTreeOptions) {
    this.bursts = new Bursts({
      open: async () => {
        const project = await StemmaProject.openNearest(directory, options);
        await this.#door.openAt(project.state.directory);
        return project;
      },
      rest: {
        letGo: (project) => project.rest(),
        isCurrent: (project) => project.isCurrent(directory, options.flags),
      },
    });
    this.#door = new WarmDoor({ bursts: this.bursts, logger: options.logger });
  }

  /** Lets go of all that is held; idempotent, never rejects. */
  async close(): Promise<void> {
    await this.#door.close();
    await this.bursts.close();
  }
}

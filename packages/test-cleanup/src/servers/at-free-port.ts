import { StemmaError } from "@stemma/core";
import { freePort } from "./free-port.js";

const attempts = 5;
const taken = /(address|port)[^\n]{0,40} in use/iu;

/**
 * Starts a server at a port that was free a moment ago. When another program has taken it meanwhile, which the server then says, it is
 * started at another one.
 */
export async function atFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      const isTaken = StemmaError.isInstance(error) && taken.test(error.message);
      if (!isTaken || attempt === attempts) throw error;
    }
  }
}

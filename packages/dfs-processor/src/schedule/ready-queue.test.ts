import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ReadyQueue } from "./ready-queue.js";

describe("ReadyQueue", () => {
  it("gives what it holds in ascending order, whatever the order of pushes and pops", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(50))), (steps) => {
        const queue = new ReadyQueue();
        let held: number[] = [];
        for (const step of steps) {
          let popped: number | undefined;
          let smallest: number | undefined;
          if (step === null) {
            popped = queue.pop();
            [smallest, ...held] = held.sort((a, b) => a - b);
          } else {
            queue.push(step);
            held.push(step);
          }
          expect(popped).toBe(smallest);
          expect(queue.size).toBe(held.length);
        }
      }),
    );
  });
});

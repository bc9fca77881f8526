import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { PendingCalls } from "./pending-calls.js";

describe("PendingCalls", () => {
  it("gives each call a number of its own, and back the call that was kept under it, once", () => {
    const commands = fc.array(fc.oneof(fc.constant("add" as const), fc.nat(40)), { maxLength: 200 });
    fc.assert(
      fc.property(commands, (steps) => {
        const pending = new PendingCalls<{ step: number }>();
        const model = new Map<number, { step: number }>();
        for (const [index, step] of steps.entries()) {
          if (step === "add") {
            const call = { step: index };
            const id = pending.add(call);
            expect(model.has(id)).toBe(false);
            model.set(id, call);
          } else {
            expect(pending.take(step)).toBe(model.get(step));
            model.delete(step);
          }
          expect(pending.size).toBe(model.size);
          expect(new Map(pending.entries())).toEqual(model);
        }
      }),
    );
  });

  it("needs no more room than calls were pending at once", () => {
    const pending = new PendingCalls<string>();
    const ids = Array.from({ length: 10_000 }, () => {
      const id = pending.add("call");
      pending.take(id);
      return id;
    });
    expect(new Set(ids)).toEqual(new Set([0]));
  });
});

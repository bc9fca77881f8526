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
        const faults: string[] = [];
        const add = (index: number): void => {
          const call = { step: index };
          const id = pending.add(call);
          if (model.has(id)) faults.push(`${id} was given twice`);
          model.set(id, call);
        };
        const take = (id: number): void => {
          if (pending.take(id) !== model.get(id)) faults.push(`${id} gave another call`);
          model.delete(id);
        };
        for (const [index, step] of steps.entries()) {
          if (step === "add") add(index);
          else take(step);
          expect(pending.size).toBe(model.size);
          expect(new Map(pending.entries())).toEqual(model);
        }
        expect(faults).toEqual([]);
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

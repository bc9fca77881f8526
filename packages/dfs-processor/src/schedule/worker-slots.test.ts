import { describe, expect, it } from "@jest/globals";
import { WorkerSlots } from "./worker-slots.js";

describe("WorkerSlots", () => {
  const never = new AbortController().signal;
  const turn = () => new Promise(setImmediate);

  it("gives out as many places as there are, and then those that come back, first come first served", async () => {
    const slots = new WorkerSlots(2);
    const order: string[] = [];
    for (const name of ["a", "b", "c", "d"]) void slots.take(never).then(() => order.push(name));
    await turn();
    expect(order).toEqual(["a", "b"]);
    slots.giveBack();
    slots.giveBack();
    slots.giveBack();
    await turn();
    expect(order).toEqual(["a", "b", "c", "d"]);
    await slots.take(never);
  });

  it("lets nobody in whose signal has fired, and passes their place on", async () => {
    const slots = new WorkerSlots(1);
    const controller = new AbortController();
    await slots.take(never);
    const aborted = slots.take(controller.signal);
    const next = slots.take(never);
    controller.abort(new Error("enough"));
    await expect(aborted).rejects.toThrow("enough");
    await expect(slots.take(controller.signal)).rejects.toThrow("enough");
    slots.giveBack();
    await next;
  });
});

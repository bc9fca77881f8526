import { describe, expect, it } from "@jest/globals";
import { ManualClock } from "../testing/manual-clock.fixture.js";
import { facts, request, scriptedProvider } from "../testing/requests.fixture.js";
import { withRateLimit } from "./with-rate-limit.js";

const aRequest = request(facts("FILE", "a.py"));

describe("withRateLimit", () => {
  it("starts the calls evenly spaced, and later ones at once when there was a pause", async () => {
    const clock = new ManualClock();
    const provider = scriptedProvider({ text: "t" });
    const llm = withRateLimit({ callsPerMinute: 60, clock })(provider);
    const calls = [1, 2, 3].map(() => llm.getCompletion(aRequest));
    await clock.advance(0);
    expect(provider.calls).toBe(1);
    await clock.advance(1_000);
    expect(provider.calls).toBe(2);
    await clock.advance(1_000);
    expect(provider.calls).toBe(3);
    await clock.advance(5_000);
    await llm.getCompletion(aRequest);
    expect(provider.calls).toBe(4);
    await Promise.all(calls);
  });

  it("ends a wait at once when it is aborted, without the call", async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const provider = scriptedProvider({ text: "t" });
    const llm = withRateLimit({ callsPerMinute: 60, clock })(provider);
    await llm.getCompletion(aRequest);
    const waiting = llm.getCompletion(aRequest, { signal: controller.signal });
    controller.abort("stop");
    await expect(waiting).rejects.toMatchObject({ code: "CANCELLED", cause: "stop" });
    expect(provider.calls).toBe(1);
  });
});

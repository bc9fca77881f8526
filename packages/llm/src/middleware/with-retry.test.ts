import { describe, expect, it } from "@jest/globals";
import { LlmRateLimitError } from "../errors/llm-rate-limit-error.js";
import { LlmRefusedError } from "../errors/llm-refused-error.js";
import { LlmUnavailableError } from "../errors/llm-unavailable-error.js";
import { ManualClock } from "../testing/manual-clock.fixture.js";
import { facts, request, scriptedProvider } from "../testing/requests.fixture.js";
import { withRetry } from "./with-retry.js";

const aRequest = request(facts("FILE", "a.py"));

describe("withRetry", () => {
  it("waits as long as the service asks, then with doubled delays, and gives the answer", async () => {
    const clock = new ManualClock();
    const provider = scriptedProvider(
      new LlmRateLimitError("m", 7_000),
      new LlmUnavailableError("m", "500"),
      { text: "done" },
    );
    const answer = withRetry({ clock, random: () => 1, firstDelayMs: 100 })(provider).getCompletion(aRequest);
    await clock.advance(6_999);
    expect(provider.calls).toBe(1);
    await clock.advance(1);
    await clock.advance(200);
    await expect(answer).resolves.toEqual({ text: "done" });
    expect(clock.delays).toEqual([7_000, 200]);
  });

  it("gives up after the last attempt with the last error", async () => {
    const clock = new ManualClock();
    const provider = scriptedProvider(new LlmUnavailableError("m", "503"));
    const answer = withRetry({ clock, maxAttempts: 2, random: () => 0 })(provider).getCompletion(aRequest);
    const failure = answer.catch((error: unknown) => error);
    await clock.advance(1);
    expect(await failure).toMatchObject({ code: "LLM_UNAVAILABLE" });
    expect(provider.calls).toBe(2);
  });

  it("never repeats what can't succeed", async () => {
    const provider = scriptedProvider(new LlmRefusedError("m", "no such model", 404));
    await expect(withRetry()(provider).getCompletion(aRequest)).rejects.toMatchObject({ status: 404 });
    expect(provider.calls).toBe(1);
  });

  it("ends a wait at once when it is aborted", async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const provider = scriptedProvider(new LlmRateLimitError("m", 60_000));
    const answer = withRetry({ clock })(provider).getCompletion(aRequest, { signal: controller.signal });
    const failure = answer.catch((error: unknown) => error);
    await clock.advance(1);
    controller.abort("stop");
    expect(await failure).toMatchObject({ code: "CANCELLED", cause: "stop" });
    expect(provider.calls).toBe(1);
  });
});

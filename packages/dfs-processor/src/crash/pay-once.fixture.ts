import { randomInt } from "node:crypto";
import { expect } from "@jest/globals";
import type { GraphStore, LlmCall } from "@stemma/graph-store";
import { type GraphScene, rememberGraph } from "../testing/graph-scene.fixture.js";
import { writeGraph } from "../testing/graphs.fixture.js";
import { turns } from "../testing/recording-provider.fixture.js";
import { ChildRun } from "./child-run.fixture.js";
import { ScriptedService } from "./scripted-service.fixture.js";

const WORKERS = 4;
/** Calls that are noted while all workers are busy. */
const NOTED_AHEAD = WORKERS / 2;
/** Most events of the service (a call, an answer) between two kills. */
const MAX_DISTANCE = 30;

/** What the journal knew after a kill. */
interface Journal {
  readonly textOf: ReadonlyMap<string, string>;
  readonly answeredRequests: ReadonlySet<string>;
  readonly unansweredNodes: ReadonlySet<string>;
}

/** Files with functions that call one another, a part of them in a circle: enough for all kills to hit the work. */
function relations(kills: number): string[] {
  const files = Array.from({ length: 4 * kills }, (_, index) => `file${index}`);
  return files.flatMap((file, index) => [
    `top CONTAINS ${file}`,
    ...["f", "g", "h", "i", "j", "k"].map((name) => `${file} FUNCTION_DEFINITION ${file}#${name}`),
    `${file}#f CALLS ${file}#g`,
    `${file}#g CALLS ${index % 3 === 0 ? `${file}#f` : `${file}#h`}`,
  ]);
}

/**
 * Documents a graph in processes of which all but the last are killed at random moments, and compares what the service
 * was asked with what the journal knew at each kill.
 */
export async function expectPaidOnce(scene: GraphScene, kills: number): Promise<void> {
  const { graph, location, environment } = scene;
  const distances = Array.from({ length: kills }, () => randomInt(1, MAX_DISTANCE));
  const service = await ScriptedService.start();
  const start = () => new ChildRun(location, service.url, WORKERS, environment);
  await writeGraph(graph, relations(kills));
  const total = (await graph.readNodes({})).length;
  const expectUntouched = await rememberGraph(graph);
  let next = start();
  try {
    let journal = readJournal([], service);
    for (const [round, distance] of distances.entries()) {
      const firstCall = service.calls.length;
      const run = next;
      // Loads while this one works.
      next = start();
      await killAfter(run, distance, service);
      expect(await run.end()).toBeUndefined();
      // Every second time the next run has to sweep by itself.
      if (round % 2 === 0) expect(await graph.sweepSessions()).toHaveLength(1);
      const calls = await graph.readLlmCalls({});
      if (round % 2 === 0) expect(calls.map((call) => call.outcome)).not.toContain("under_way");
      expectNothingAnsweredWasAskedAgain(service, firstCall, journal);
      const now = readJournal(calls, service);
      for (const [callKey, text] of journal.textOf) expect(now.textOf.get(callKey)).toBe(text);
      journal = now;
    }
    const firstCall = service.calls.length;
    await next.begin();
    const result = await next.end();
    expectNothingAnsweredWasAskedAgain(service, firstCall, journal);
    expect(result?.counts).toMatchObject({ total, failed: 0, skipped: 0 });
    expect(result?.calls.made).toBe(service.calls.length - firstCall);
    // What was under way at the last kill is known to be of unknown outcome.
    expect(result?.calls.unknown).toBe(journal.unansweredNodes.size);
    await expectAllAnswered(graph, service, kills);
    await expectUntouched();
  } catch (error) {
    throw new Error(`events between the kills: ${distances.join()}`, { cause: error });
  } finally {
    next.kill();
    await service.stop();
  }
}

async function killAfter(run: ChildRun, distance: number, service: ScriptedService): Promise<void> {
  let events = 0;
  const reached = new Promise<void>((resolve) => {
    service.onEvent = () => {
      events += 1;
      if (events === distance) resolve();
    };
  });
  await run.begin();
  await reached;
  // Somewhere between two calls, also while an answer is being stored.
  await turns(randomInt(0, 40));
  run.kill();
}

function readJournal(calls: readonly LlmCall[], service: ScriptedService): Journal {
  const answered = calls.flatMap(({ result }) => (result === null ? [] : [result]));
  return {
    textOf: new Map(answered.map(({ callKey, text }) => [callKey, text])),
    answeredRequests: new Set(answered.map(({ text }) => service.callOf(text)?.requestHash ?? text)),
    unansweredNodes: new Set(calls.filter((call) => call.result === null).map((call) => call.nodeId)),
  };
}

/** Of the calls from `firstCall` on none was answered by then, and what was made again was noted as unanswered. */
function expectNothingAnsweredWasAskedAgain(
  service: ScriptedService,
  firstCall: number,
  journal: Journal,
): void {
  const earlier = new Set(service.calls.slice(0, firstCall).map((call) => call.requestHash));
  const made = service.calls.slice(firstCall);
  expect(made.filter((call) => journal.answeredRequests.has(call.requestHash))).toEqual([]);
  const again = made.filter((call) => earlier.has(call.requestHash));
  expect(again.filter((call) => !journal.unansweredNodes.has(call.nodeId))).toEqual([]);
}

async function expectAllAnswered(graph: GraphStore, service: ScriptedService, kills: number): Promise<void> {
  const calls = await graph.readLlmCalls({});
  expect(calls.filter((call) => call.outcome !== "answered")).toEqual([]);
  const requests = new Set(service.calls.map((call) => call.requestHash));
  expect(calls).toHaveLength(requests.size);
  // Each call that was made more than once is marked as often; a kill may also have come before the call was made.
  const unknown = calls.reduce((sum, call) => sum + call.unknownAttempts, 0);
  expect(unknown).toBeGreaterThanOrEqual(service.calls.length - requests.size);
  expect(unknown).toBeGreaterThan(0);
  expect(unknown).toBeLessThanOrEqual(kills * (WORKERS + NOTED_AHEAD));
  // Only what was under way may be paid again.
  expect(service.calls.length - requests.size).toBeLessThanOrEqual(kills * WORKERS);
  const texts = new Set(calls.map((call) => call.result?.text));
  const documentation = await graph.readDocumentation({});
  expect(documentation.filter((entry) => !texts.has(entry.text))).toEqual([]);
  expect(documentation).toHaveLength((await graph.readNodes({})).length);
}

// Everything that can go wrong with a call, each at a random moment.
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

const failures = [
  "system_exit system_exit_with_text keyboard_interrupt own_base_exception broken_text exiting_text nameless",
  "chain suppressed_context cause_cycle endless_recursion deep_json deep_repr deep_pickle too_large notes",
  "syntax_error lone_surrogate stop_iteration generator_exit missing_module endless_getattr no_such_function",
].flatMap((line) => line.split(" "));
const unencodable = ["plain_object", "list_with_object", "cyclic_list", "deep_list"];
const endless = ["spin", "wait_for_lock", "wait_for_event", "wait_for_queue", "wait_for_socket"];
const workerFile = fileURLToPath(new URL("terminated.mjs", import.meta.url));

const isKind =
  (...kinds) =>
  (result) =>
    kinds.includes(result.ok ? "ok" : result.error.kind);
const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const never = () => new Promise(() => undefined);
const ping = { module: "blocking", name: "ping" };

/** How often each fault comes, and what it does: `({ python, ledger, random, queueLimit })`. */
const faults = [
  { weight: 30, run: exception },
  { weight: 6, run: unencodableResult },
  { weight: 20, run: timeout },
  { weight: 10, run: abort },
  { weight: 10, run: timeoutInQueue },
  { weight: 4, run: saturation },
  { weight: 5, run: awaitedTimeout },
  { weight: 4, run: callbackWithoutAnswer },
  { weight: 4, run: throwingCallback },
  { weight: 4, run: forgottenHandle },
  { weight: 4, run: leftIterator },
  { weight: 2, run: abandonedThread },
  { weight: 3, run: workerTermination },
];
const wheel = faults.flatMap(({ weight, run }) => Array.from({ length: weight }, () => run));

/** The fault of a round; the first rounds have one of each, so that a short run has them all. */
export function chooseFault(round, random) {
  return round < faults.length ? faults[round].run : random.pick(wheel);
}

async function exception({ python, ledger, random }) {
  const call = { module: "failures", name: random.pick(failures) };
  await ledger.watch(python.execute(call), isKind("python"), call.name);
}

async function unencodableResult({ python, ledger, random }) {
  const call = { module: "failures", name: random.pick(unencodable) };
  await ledger.watch(python.execute(call), isKind("unencodable"), call.name);
}

async function timeout({ python, ledger, random }) {
  const call = { module: "blocking", name: random.pick(endless) };
  await ledger.watch(python.execute(call, { timeoutMs: random.next() * 20 }), isKind("timeout"), call.name);
}

async function abort({ python, ledger, random }) {
  const stop = new AbortController();
  const call = { module: "blocking", name: random.pick(endless) };
  const result = ledger.watch(
    python.execute(call, { signal: stop.signal }),
    isKind("cancelled"),
    "aborted call",
  );
  await later(random.next() * 10);
  stop.abort();
  await result;
}

async function timeoutInQueue({ python, ledger, random }) {
  const calls = Array.from({ length: 30 }, () => python.execute(ping, { timeoutMs: random.next() }));
  await Promise.all(calls.map((call) => ledger.watch(call, isKind("ok", "timeout"), "short call")));
}

async function saturation({ python, ledger, queueLimit }) {
  const calls = Array.from({ length: queueLimit * 2 }, () => python.execute(ping));
  const results = await Promise.all(
    calls.map((call) => ledger.watch(call, isKind("ok", "queue-full"), "flood")),
  );
  ledger.expect(results.filter((result) => result?.ok).length >= queueLimit / 2, "the queue took too little");
}

async function awaitedTimeout({ python, ledger, random }) {
  const call = { module: "flows", name: "wait_for_ever" };
  await ledger.watch(python.execute(call, { timeoutMs: random.next() * 20 }), isKind("timeout"), "coroutine");
}

async function callbackWithoutAnswer({ python, ledger, random }) {
  const call = { module: "flows", name: "apply", args: [never] };
  await ledger.watch(python.execute(call, { timeoutMs: random.next() * 20 }), isKind("timeout"), "callback");
}

async function throwingCallback({ python, ledger }) {
  const throwing = () => {
    throw new RangeError("out of range");
  };
  await ledger.watch(
    python.execute({ module: "flows", name: "apply", args: [throwing] }),
    isKind("python"),
    "callback",
  );
}

async function forgottenHandle({ python, ledger }) {
  await ledger.watch(python.executeForRef({ module: "flows", name: "Account" }), isKind("ok"), "handle");
}

async function leftIterator({ python, ledger }) {
  const result = await ledger.watch(
    python.execute({ module: "flows", name: "count_up_async", args: [1_000] }),
    isKind("ok"),
    "iterator",
  );
  if (!result?.ok) return;
  for await (const number of result.value) if (number === 2) break;
  await ledger.watch(python.execute({ module: "flows", name: "take_events" }), isKind("ok"), "events");
}

async function abandonedThread({ python, ledger }) {
  const { replacedThreads } = python.stats();
  const call = { module: "blocking", name: "sleep_without_reaction", args: [0.5] };
  const result = await ledger.watch(python.execute(call, { timeoutMs: 100 }), isKind("timeout"), "deaf call");
  if (result?.error?.ranMs === 0) return;
  // Until the main thread is back no signal reaches a call, and one that waits for a lock then could not be stopped.
  const end = performance.now() + 5_000;
  const isBack = () =>
    python.stats().replacedThreads > replacedThreads && python.stats().abandonedThreads === 0;
  while (!isBack() && performance.now() < end) await later(5);
}

async function workerTermination({ random, ledger }) {
  const activity = random.pick(["spin", "callback", "coroutine", "handles", "stream"]);
  const worker = new Worker(workerFile, { workerData: { activity } });
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.once("error", (error) => ledger.expect(false, `worker failed: ${error.stack}`));
  await later(random.next() * 250);
  await worker.terminate();
  await ended;
}

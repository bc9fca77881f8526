import type { ContainerMethods, TypeWrapper } from "../semantics.js";

const WRAPPERS: readonly (readonly [TypeWrapper, string])[] = [
  [
    { meaning: "same", argument: "first" },
    "Promise PromiseLike Awaited Partial Readonly Required NonNullable Omit Pick Ref",
  ],
  [
    { meaning: "container", argument: "first" },
    "Array ReadonlyArray Set ReadonlySet WeakSet Iterable Iterator IterableIterator AsyncIterable AsyncIterator AsyncIterableIterator Generator AsyncGenerator",
  ],
  [{ meaning: "map", argument: "last" }, "Map ReadonlyMap WeakMap"],
  [{ meaning: "record", argument: "last" }, "Record"],
  [
    { meaning: "step", argument: "first" },
    "IteratorResult IteratorYieldResult PromiseSettledResult PromiseFulfilledResult",
  ],
];

/** Names that a module sees without an import: the language itself, Node, browsers and the usual test runners. */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set(
  (
    "AbortController AbortSignal AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array " +
    "BigUint64Array Blob Boolean BroadcastChannel Buffer ByteLengthQueuingStrategy CompressionStream " +
    "CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException DataView Date DecompressionStream " +
    "Element Error EvalError Event EventTarget File FileReader FinalizationRegistry Float32Array " +
    "Float64Array FormData Function HTMLElement Headers Image Infinity Int16Array Int32Array " +
    "Int8Array IntersectionObserver Intl JSON Map Math MessageChannel MessageEvent MessagePort " +
    "MutationObserver NaN Node Number Object Performance PerformanceEntry PerformanceMark " +
    "PerformanceMeasure PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming " +
    "Promise Proxy RangeError ReadableByteStreamController ReadableStream ReadableStreamBYOBReader " +
    "ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader " +
    "ReferenceError Reflect RegExp Request ResizeObserver Response Set SharedArrayBuffer String " +
    "SubtleCrypto Symbol SyntaxError TextDecoder TextDecoderStream TextEncoder TextEncoderStream " +
    "TransformStream TransformStreamDefaultController TypeError URIError URL URLSearchParams " +
    "Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly Worker " +
    "WritableStream WritableStreamDefaultController WritableStreamDefaultWriter XMLHttpRequest " +
    "__dirname __filename afterAll afterEach alert assert async_hooks atob beforeAll beforeEach btoa " +
    "buffer cancelAnimationFrame child_process clearImmediate clearInterval clearTimeout cluster " +
    "console constants crypto decodeURI decodeURIComponent describe dgram diagnostics_channel dns " +
    "document domain encodeURI encodeURIComponent escape eval events expect exports fetch fs " +
    "getComputedStyle global globalThis history http http2 https inspector isFinite isNaN it jest " +
    "localStorage location module net os parseFloat parseInt path perf_hooks performance process " +
    "punycode querystring queueMicrotask readline repl requestAnimationFrame require self " +
    "sessionStorage setImmediate setInterval setTimeout stream string_decoder structuredClone sys " +
    "test timers tls trace_events tty undefined unescape url util v8 vi vm wasi window worker_threads " +
    "zlib"
  ).split(" "),
);

/** What generic types of the library do to their arguments. */
export const TYPE_WRAPPERS: ReadonlyMap<string, TypeWrapper> = new Map(
  WRAPPERS.flatMap(([wrapper, names]) => names.split(" ").map((name) => [name, wrapper])),
);

/** Of arrays, sets, maps and iterators. */
export const CONTAINER_METHODS: ContainerMethods = {
  element: new Set(["get", "pop", "shift", "at", "find", "findLast"]),
  steps: new Set(["next"]),
  unnested: new Set(["flat"]),
  values: new Set(["values"]),
  pairs: new Set(["entries"]),
  keys: new Set(["keys"]),
  mapped: new Set(["map"]),
  flattened: new Set(["flatMap"]),
};

/** Name under which CommonJS modules offer `module.exports`; no identifier. */
export const WHOLE_MODULE = "=";

/** Name of a member of the class itself: objects may have another member of that name. */
export function staticMember(name: string): string {
  return `static ${name}`;
}

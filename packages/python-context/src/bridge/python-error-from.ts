import type { PythonError, PythonErrorKind } from "../python-result.js";
import { outcome } from "./outcome.js";

/** What is known of a call besides its outcome. */
export interface CallFacts {
  readonly operationName: string;
  readonly timeoutMs: number;
  readonly queuedMs: number;
  readonly ranMs: number;
}

/** `Description` of `native/python/_stemma/describe.py`; where Python could not describe, only type and message. */
export interface Description {
  /** `null` when it was JavaScript that failed. */
  readonly type: string | null;
  readonly message: string;
  readonly traceback?: string | null;
  readonly cause?: Description | null;
  readonly notes?: readonly string[];
  readonly exceptions?: readonly Description[];
  readonly attributes?: Readonly<Record<string, unknown>>;
}

const kinds = new Map<number, PythonErrorKind>([
  [outcome.pythonError, "python"],
  [outcome.unencodable, "unencodable"],
  [outcome.timeout, "timeout"],
  [outcome.cancelled, "cancelled"],
  [outcome.queueFull, "queue-full"],
  [outcome.closed, "closed"],
  [outcome.wedged, "wedged"],
]);

function messageOf(kind: PythonErrorKind, { operationName, timeoutMs, ranMs }: CallFacts): string {
  switch (kind) {
    case "timeout":
      return ranMs > 0
        ? `${operationName} did not finish within ${timeoutMs} ms and was interrupted; what it had done stays done`
        : `${operationName} did not start within ${timeoutMs} ms: the calls before it took too long`;
    case "cancelled":
      return `${operationName} was cancelled`;
    case "queue-full":
      return `${operationName} was refused: the queue of Python calls is full. Wait for earlier calls, or raise queueLimit`;
    case "closed":
      return `${operationName} was refused: the Python context is closed`;
    case "wedged":
      return `${operationName} was refused: Python code holds the interpreter lock and does not return; calls are accepted again as soon as it does`;
    case "python":
    case "unencodable":
      return `${operationName} failed`;
  }
}

function fromDescription(kind: PythonErrorKind, described: Description, facts: CallFacts): PythonError {
  return {
    kind,
    type: described.type,
    message: described.message,
    traceback: described.traceback ?? null,
    cause: described.cause ? fromDescription(kind, described.cause, facts) : null,
    notes: described.notes ?? [],
    exceptions: (described.exceptions ?? []).map((member) => fromDescription(kind, member, facts)),
    attributes: described.attributes ?? {},
    operationName: facts.operationName,
    queuedMs: facts.queuedMs,
    ranMs: facts.ranMs,
  };
}

/** The error struct for an outcome that is not a value; `description` comes with Python exceptions only. */
export function pythonErrorFrom(code: number, description: unknown, facts: CallFacts): PythonError {
  const kind = kinds.get(code);
  if (kind === undefined) throw new Error(`unknown outcome ${code}`);
  if (kind === "python" || kind === "unencodable") {
    return fromDescription(kind, description as Description, facts);
  }
  return {
    kind,
    type: null,
    message: messageOf(kind, facts),
    traceback: null,
    cause: null,
    notes: [],
    exceptions: [],
    attributes: {},
    operationName: facts.operationName,
    queuedMs: facts.queuedMs,
    ranMs: facts.ranMs,
  };
}

/** Why a call ended; the numbers are those of `Outcome` in `native/src/core/call.h`. */
export const outcome = {
  value: 0,
  pythonError: 1,
  unencodable: 2,
  timeout: 3,
  cancelled: 4,
  queueFull: 5,
  closed: 6,
  wedged: 7,
} as const;

/** What a message of a wake-up is; the numbers are those of `MessageKind` in `native/src/node/environment.h`. */
export const messageKind = { completion: 0, started: 1, invocation: 2, released: 3, log: 4 } as const;

/** What the caller asks for besides the arguments; the bits are those of `CallFlag` in `native/src/core/call.h`. */
export const callFlag = { none: 0, keepResult: 1, batch: 2 } as const;

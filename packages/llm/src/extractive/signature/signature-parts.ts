/** A parameter as its signature has it. */
export interface Parameter {
  /** With the `*`, `**` or `...` of one that takes the rest. */
  readonly name: string;
  /** Empty where none is written. */
  readonly type: string;
}

/** What a signature says a function takes and gives. */
export interface SignatureParts {
  /** Without the receiver (`self`, `cls`, `this`). */
  readonly parameters: readonly Parameter[];
  /** Empty where nothing is given, or nothing is said of it. */
  readonly returns: string;
  readonly isAsync: boolean;
}

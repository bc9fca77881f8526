// What the examples in the documentation take for granted; see tools/doc-examples.

/** A started context. */
declare const python: import("@stemma/python-context").PythonContext;

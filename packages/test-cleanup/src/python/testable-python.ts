/** What faults and counts need of Python; `PythonContext` of `@stemma/python-context` fits. */
export interface TestablePython {
  execute(call: {
    readonly module: string;
    readonly name: string;
    readonly args?: readonly unknown[];
  }): Promise<
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: { readonly message: string; readonly traceback?: string | null } }
  >;
}

/** Calls a function of this package's Python modules. @throws {@link Error} when Python raises, with its traceback. */
export async function callTestingModule<T>(
  python: TestablePython,
  module: "faults" | "census",
  name: string,
  args: readonly unknown[] = [],
): Promise<T> {
  const result = await python.execute({ module: `stemma_testing.${module}`, name, args });
  if (result.ok) return result.value as T;
  const { message, traceback } = result.error;
  throw new Error(
    `${traceback ?? message}\nStart Python with testingPythonPath() among its pythonPath where the module is missing.`,
  );
}

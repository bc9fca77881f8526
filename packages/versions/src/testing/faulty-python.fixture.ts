import type { PythonContext } from "@stemma/python-context";

/** A Python in which calls of one function raise a real exception as long as `fault` is set. */
export class FaultyPython {
  fault: { readonly site: string; readonly error: string } | undefined;
  /** Calls that raised. */
  raised = 0;
  readonly python: PythonContext;

  constructor(real: PythonContext) {
    this.python = this.#faulty(real);
  }

  #faulty(real: PythonContext): PythonContext {
    const execute: PythonContext["execute"] = (call, options) => {
      const { module, name } = call as { readonly module: string; readonly name: string };
      if (this.fault?.site !== `${module}.${name}`) return real.execute(call, options);
      this.raised++;
      return real.execute({ module: "faults", name: "fail", args: [this.fault.error] }, options);
    };
    return new Proxy(real, {
      get: (target, property) => {
        if (property === "execute") return execute;
        if (property === "share") return () => this.#faulty(real.share());
        const value: unknown = Reflect.get(target, property, target);
        return typeof value === "function" ? (value.bind(target) as unknown) : value;
      },
    });
  }
}

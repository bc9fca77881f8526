// A Fastify server that asks scikit-learn in its own process: no second service, no serialising to a child, and no request hangs.
import { PythonContext } from "@stemma/python-context";
import Fastify from "fastify";

const python = await PythonContext.start({ pythonPath: [import.meta.dirname] });
// Imports and trains once, before the first request.
await python.import("flowers");

const server = Fastify();
server.post("/classify", async (request, reply) => {
  const result = await python.execute(
    { module: "flowers", name: "classify", args: [request.body.rows] },
    { timeoutMs: 5_000 },
  );
  if (result.ok) return result.value;
  const { kind, message } = result.error;
  // What Python raises is the caller's fault here; a time-out or a full queue is ours.
  return reply.code(kind === "python" ? 400 : 503).send({ error: message });
});
server.addHook("onClose", () => python.close());

await server.listen({ host: "127.0.0.1", port: Number(process.env.PORT ?? 0) });
if (process.env.STEMMA_EXAMPLE_ASKS_ITSELF === "1") {
  const ask = async (rows) => {
    const response = await server.inject({ method: "POST", url: "/classify", payload: { rows } });
    return { status: response.statusCode, ...summary(response.json()) };
  };
  const summary = (body) =>
    Array.isArray(body)
      ? { kinds: body.map(({ kind }) => kind) }
      : { isToldWhy: body.error.includes("2 features") };
  const small = [5.1, 3.5, 1.4, 0.2];
  const large = [6.7, 3.0, 5.2, 2.3];
  const answers = await Promise.all([ask([small, large]), ask([large]), ask([[1, 2]])]);
  process.stdout.write(`${JSON.stringify(answers)}\n`);
  await server.close();
}

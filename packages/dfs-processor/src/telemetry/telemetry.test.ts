import { describe, expect, it } from "@jest/globals";
import { SpanStatusCode } from "@opentelemetry/api";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { writeGraph } from "../testing/graphs.fixture.js";
import { RecordingProvider } from "../testing/recording-provider.fixture.js";
import { useProcessor } from "../testing/use-processor.fixture.js";

describe("telemetry", () => {
  const bench = useProcessor();

  /** `bad` fails, `a` and `b` are a cycle, `done` is up to date. */
  async function writeSample(): Promise<void> {
    await writeGraph(bench.graph, ["top CONTAINS a", "a CALLS b", "b CALLS a", "top CONTAINS bad"]);
    await writeGraph(bench.graph, ["top CONTAINS b", "top CONTAINS done"]);
    await bench.processor().processNode("done");
    bench.llm = new RecordingProvider(({ node }) =>
      node.id === "bad"
        ? Promise.reject(new Error("refused"))
        : Promise.resolve({ text: node.name, usage: { inputTokens: 10, outputTokens: 2, costUsd: 0.5 } }),
    );
  }

  it("has a span for the run and, within it, one for each turn of a node", async () => {
    await writeSample();
    const exporter = new InMemorySpanExporter();
    const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    const { sessionId } = await bench.processor({ tracerProvider, maxWorkers: 1 }).processNode("top");
    const spans = exporter.getFinishedSpans();
    const run = spans.at(-1);
    expect(run).toMatchObject({
      name: "stemma.process_node",
      attributes: {
        "stemma.root": "top",
        "stemma.session.id": sessionId,
        "stemma.nodes.documented": 3,
        "stemma.nodes.reused": 1,
        "stemma.nodes.failed": 1,
      },
      status: { code: SpanStatusCode.UNSET },
    });
    const turns = spans.slice(0, -1);
    expect(turns.map(({ attributes }) => [attributes["stemma.node.id"], attributes["stemma.pass"]])).toEqual([
      ["a", 1],
      ["b", 1],
      ["a", 2],
      ["b", 2],
      ["bad", 1],
      ["top", 1],
    ]);
    for (const turn of turns) expect(turn.parentSpanContext?.spanId).toBe(run?.spanContext().spanId);
    const failed = turns.find((turn) => turn.status.code === SpanStatusCode.ERROR);
    expect(failed?.attributes["stemma.node.id"]).toBe("bad");
    expect(failed?.events[0]?.attributes?.["exception.message"]).toBe("refused");
  });

  it("marks the span of a run that rejects", async () => {
    const exporter = new InMemorySpanExporter();
    const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    await expect(bench.processor({ tracerProvider }).processNode("nowhere")).rejects.toMatchObject({
      code: "ROOT_NOT_FOUND",
    });
    expect(exporter.getFinishedSpans()).toMatchObject([{ status: { code: SpanStatusCode.ERROR } }]);
  });

  it("counts nodes, calls, tokens and cost, and leaves no worker busy", async () => {
    await writeSample();
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
    const meterProvider = new MeterProvider({ readers: [reader] });
    await bench.processor({ meterProvider }).processNode("top");
    await meterProvider.forceFlush();
    const exported = exporter.getMetrics().at(-1)?.scopeMetrics[0]?.metrics ?? [];
    const values = Object.fromEntries(
      exported.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        dataPoints.map(({ attributes, value }) => [
          Object.values(attributes).join(),
          typeof value === "number" ? value : value.count,
        ]),
      ]),
    );
    expect(values).toMatchObject({
      "stemma.nodes": [
        ["reused", 1],
        ["failed", 1],
        ["documented", 3],
      ],
      "stemma.node.duration": [["", 6]],
      "stemma.workers.busy": [["", 0]],
      "stemma.llm.calls": [["made", 5]],
      "stemma.llm.tokens": [
        ["input", 50],
        ["output", 10],
      ],
      "stemma.llm.cost": [["", 2.5]],
    });
    expect(values["stemma.batch.size"]?.[0]?.[1]).toBeGreaterThan(0);
    await meterProvider.shutdown();
  });
});

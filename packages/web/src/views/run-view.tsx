import type { ComponentChildren, JSX } from "preact";
import type { InHand, RunAnswer } from "../api/run.js";
import { words } from "../words/english.js";

type Run = NonNullable<RunAnswer["run"]>;

/** How the last run goes or went; `children` is what can be done about it. */
export function RunView({
  answer: { run, inHand },
  children,
}: {
  readonly answer: RunAnswer;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <article>
      <h1 tabIndex={-1}>{words.runs.title}</h1>
      {children}
      {inHand !== null && <InHandFacts inHand={inHand} />}
      {run === null ? <p>{words.runs.none}</p> : <RunFacts run={run} />}
    </article>
  );
}

function RunFacts({ run }: { readonly run: Run }): JSX.Element {
  const { outcome, startedAt, endedAt, leftNodes, model, nodes, documented, llmCalls, budget } = run;
  const { answered, failed, underWay, inputTokens, outputTokens, costUsd } = llmCalls;
  const facts: (readonly [string, string])[] = [
    [words.runs.outcome, words.runs.outcomes[outcome] ?? outcome],
    [words.runs.started, readable(startedAt)],
    ...(endedAt === null ? [] : [[words.runs.ended, readable(endedAt)] as const]),
    ...(leftNodes === null ? [] : [[words.runs.left, leftNodes.toLocaleString("en")] as const]),
    [words.runs.documented, words.runs.of(documented, nodes)],
    [words.runs.model, model ?? words.runs.noModel],
  ];
  if (answered + failed + underWay > 0)
    facts.push(
      [words.runs.calls, words.runs.callCounts(answered, failed, underWay)],
      [words.runs.tokens, words.runs.tokenCounts(inputTokens, outputTokens)],
      [words.runs.cost, words.runs.dollars(costUsd)],
    );
  if (budget.costUsd !== null) facts.push([words.runs.budget, words.runs.dollars(budget.costUsd)]);
  if (budget.tokens !== null) facts.push([words.runs.budget, words.runs.budgetTokens(budget.tokens)]);
  return (
    <>
      <progress aria-label={words.runs.documented} max={Math.max(1, nodes)} value={documented} />
      <dl class="facts">
        {facts.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {answered > 0 && <p class="quiet">{words.runs.allRuns}</p>}
    </>
  );
}

/** What only the server that runs it knows. */
function InHandFacts({ inHand }: { readonly inHand: InHand }): JSX.Element {
  const { isUnderWay, phase, done, total, spent, leftMs, failed, moreFailed, error } = inHand;
  return (
    <section>
      <h2>{words.runs.here}</h2>
      {error !== null && <p class="notice failed">{error}</p>}
      {isUnderWay && phase !== null && (
        <p>
          {words.runs.phases[phase]}: {words.runs.ofPhase(done, total)}
          {leftMs !== null && `, ${words.runs.timeLeft(Math.ceil(leftMs / 60_000))}`}
        </p>
      )}
      {isUnderWay && spent !== null && (
        <p>
          {words.runs.spent(spent.calls, spent.inputTokens + spent.outputTokens)}
          {spent.costUsd !== null && `, ${words.runs.dollars(spent.costUsd)}`}
        </p>
      )}
      {!isUnderWay && error === null && <p class="quiet">{words.runs.over}</p>}
      {failed.length > 0 && (
        <>
          <h3>{words.runs.failed(failed.length + moreFailed)}</h3>
          <ul>
            {failed.map(({ id, reason }) => (
              <li>
                <code>{id}</code>: {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function readable(date: string): string {
  return date.slice(0, 19).replace("T", " ");
}

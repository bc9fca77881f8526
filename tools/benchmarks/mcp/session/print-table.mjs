// The tables of a session, as they stand in the README.

/** @param rows one for each task and set of tools; `told` what each set's schemas and instructions take. */
export function printTable(rows, told) {
  const kinds = [...new Set(rows.map(({ task }) => task.kind))];
  console.log("\n| task | tools | exact | found right | wrong | missing | calls | tokens | text alone |");
  console.log("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
  for (const kind of [...kinds, "all"])
    for (const tools of told.keys()) {
      const those = rows.filter((row) => row.tools === tools && (kind === "all" || row.task.kind === kind));
      console.log(`| ${kind} | ${tools} | ${summary(those)} |`);
    }
  for (const [tools, tokens] of told) console.log(`${tools}: ${tokens} tokens of schemas and instructions`);
}

function summary(rows) {
  const sum = (of) => rows.reduce((total, row) => total + of(row), 0);
  return [
    `${sum(({ isExact }) => Number(isExact))} of ${rows.length}`,
    sum(({ common }) => common),
    sum(({ found, common }) => found - common),
    sum(({ right, common }) => right - common),
    sum(({ talk }) => talk.calls),
    sum(({ talk }) => talk.tokens).toLocaleString("en"),
    sum(({ talk }) => talk.textTokens).toLocaleString("en"),
  ].join(" | ");
}

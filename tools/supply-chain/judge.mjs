/**
 * What an audit found, but for what is excused. An exception holds until its date and only while what it excuses is there.
 *
 * @param {{ vulnerabilities: Record<string, { via: readonly (string | { url: string, title: string })[] }> }} report
 * @param {readonly { id: string, until: string, why: string }[]} exceptions by the advisory's id (`GHSA-…`)
 * @param {string} today as `2026-11-29`
 */
export function judge({ vulnerabilities }, exceptions, today) {
  const found = new Map();
  for (const [name, { via }] of Object.entries(vulnerabilities))
    for (const cause of via) {
      if (typeof cause === "string") continue;
      const id = cause.url.slice(cause.url.lastIndexOf("/") + 1);
      found.set(id, { id, name, title: cause.title, url: cause.url });
    }
  const holds = ({ id, until }) => found.has(id) && until >= today;
  const excused = exceptions.filter(holds);
  const overdue = exceptions.filter((exception) => !holds(exception));
  for (const { id } of excused) found.delete(id);
  return { open: [...found.values()], excused, overdue };
}

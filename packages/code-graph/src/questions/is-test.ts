/** Whether a file holds tests, by the names that test runners look for. */
export function isTestPath(path: string): boolean {
  return (
    /(?:^|\/)(?:tests?|__tests__|spec|testing|testdata|e2e)\//i.test(path) ||
    /(?:^|\/)(?:test_[^/]*|conftest|[^/]*[._-](?:test|spec|tests)(?:\.[^/]*)?|[^/]*_test)\.\w+$/i.test(
      path,
    ) ||
    /(?:^|\/)(?:[A-Z]\w*)?Tests?\.(?:java|kt|cs)$/.test(path)
  );
}

/** Whether a node is a test: in a file of tests, or in Rust's `mod tests` beside what it tests. */
export function isTestNode(id: string): boolean {
  return isTestPath(pathOfId(id)) || /\.rs#(?:[^#]*\.)?tests?(?:\.|$)/.test(id);
}

/** Path of the file that a node stands in. */
function pathOfId(id: string): string {
  const mark = id.indexOf("#");
  return mark === -1 ? id : id.slice(0, mark);
}

/**
 * Paths of files that are read and are no code, as the table of texts has them: asked of each result of a search, for which the table,
 * which brings the parser along, is not loaded.
 */
const TEXT =
  /\.(?:md|mdx|markdown|rst|sql|dockerfile)$|(?:^|\/)(?:package\.json|pyproject\.toml|cargo\.toml|go\.mod|pom\.xml|\.gitlab-ci\.ya?ml|readme(?:\.txt)?|(?:docker|container)file(?:\.[\w-]+)?|(?:[^/]+[.-])?(?:openapi|swagger)(?:[.-][^/]+)?\.(?:ya?ml|json))$|(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/iu;
/** Lists of what has changed, which say something of everything. */
const CHANGELOG =
  /(?:^|\/)(?:change(?:s|log)|history|news|releases?(?:[-_]notes)?|whatsnew)(?:[^/]*)\.(?:md|mdx|markdown|rst|txt)$/iu;

/** Whether a file is no code. */
export function isTextPath(path: string): boolean {
  return TEXT.test(path);
}

/** Whether a file lists what has changed from release to release. */
export function isChangelogPath(path: string): boolean {
  return CHANGELOG.test(path);
}

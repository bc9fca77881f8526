/** What the server said of itself in the page. */
const said = document.querySelector<HTMLMetaElement>('meta[name="stemma"]')?.content.split(" ") ?? [];

/** The server lets its page change something. */
export const canWrite = said.includes("write");
/** A documented tree is served, not only collections. */
export const hasTree = said.includes("tree");

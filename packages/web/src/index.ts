export { PageNotBuiltError } from "./errors/page-not-built-error.js";
export { type ServeWebOptions, serveWeb } from "./serve/serve-web.js";
export { type ExportSiteOptions, exportSite } from "./site/export-site.js";

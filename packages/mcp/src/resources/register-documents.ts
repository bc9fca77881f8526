import { type McpServer, ResourceNotFoundError, ResourceTemplate } from "@modelcontextprotocol/server";
import { StemmaError } from "@stemma/core";
import type { StemmaProject } from "@stemma/pipeline";
import { type CallRunner } from "@stemma/pipeline";
import { documentText } from "./document-text.js";
import { DOCUMENT_TEMPLATE } from "./document-uri.js";

/** What a resource's address may not name: told as the protocol's "not found". */
const UNKNOWN = new Set(["SYMBOL_NOT_FOUND", "UNKNOWN_REF", "NOT_DOCUMENTED", "HISTORY_MISSING"]);

/** The documentation of every place at every ref, as resources. They are not listed: search finds them. */
export function registerDocuments(server: McpServer, calls: CallRunner<StemmaProject>): void {
  server.registerResource(
    "documentation",
    new ResourceTemplate(DOCUMENT_TEMPLATE, { list: undefined }),
    {
      title: "Documentation of a file or symbol",
      description: "As of a branch, tag or commit; id and ref percent-encoded",
      mimeType: "text/markdown",
    },
    async (uri, variables, { mcpReq }) => {
      const given = (name: string): string => decodeURIComponent(String(variables[name] ?? ""));
      const place = { id: given("id"), ref: given("ref") };
      try {
        const text = await calls.ask((project, options) => documentText(project, place, options), {
          name: "resource",
          isHeavy: false,
          cancelled: mcpReq.signal,
        });
        return { contents: [{ uri: uri.href, mimeType: "text/markdown", text }] };
      } catch (error) {
        if (StemmaError.isInstance(error) && UNKNOWN.has(error.code))
          throw new ResourceNotFoundError(uri.href, `${error.code}: ${error.message}`);
        throw error;
      }
    },
  );
}

import { basename, resolve } from "node:path";
import type { CallOptions } from "@stemma/core";
import { SymbolNotFoundError } from "../errors/symbol-not-found-error.js";
import { oneMeant } from "../names/one-meant.js";
import { type EditedTree, editableText, editTexts } from "../own-texts/edit-texts.js";
import type { EditableText, EditedText, TakenEdits } from "../own-texts/edited-text.js";
import { findSymbols } from "../show/describe-symbol.js";
import type { ProjectContext } from "./project-context.js";

/** What people write in place of what is made of the tree. */
export class TextEdits {
  readonly #project: ProjectContext;

  constructor(project: ProjectContext) {
    this.#project = project;
  }

  async editable(symbol: string, options: CallOptions): Promise<EditableText> {
    const { state, stores } = this.#project;
    const graph = await stores.graph();
    const id = oneMeant(symbol, await findSymbols(graph, symbol, { ...options, root: state.root }));
    const [node] = await graph.readNodes({ ids: [id] }, options);
    if (node === undefined) throw new SymbolNotFoundError(symbol);
    const [written] = await graph.readDocumentation({ nodeIds: [id] }, options);
    const own = await this.#project.ownTexts([id], options);
    return editableText(node, written, own.get(id));
  }

  async edit(id: string, text: string | null, options: CallOptions): Promise<EditedText> {
    const [edited] = await editTexts(await this.#tree(), [{ id, text }], options);
    return edited ?? { id, outcome: "unchanged", isMasked: false };
  }

  async takeFrom(folder: string, options: CallOptions): Promise<TakenEdits> {
    const { findEdits } = await import("../own-texts/take-edits.js");
    const { TreeOutline } = await import("../wiki/tree-outline.js");
    const { state, stores, origins } = this.#project;
    const graph = await stores.graph();
    const tree = await TreeOutline.read(graph, options);
    const ids = (await graph.readOutline(options)).map(({ id }) => id);
    const ofPeople = await this.#project.textsOfPeople(ids, options);
    const target = { directory: resolve(folder), title: basename(state.root) };
    const { edits, ...found } = await findEdits({ graph, tree, origins, ofPeople }, target, options);
    const edited = edits.length === 0 ? [] : await editTexts(await this.#tree(), edits, options);
    return { ...found, edited };
  }

  async #tree(): Promise<EditedTree> {
    const { stores, origins } = this.#project;
    return {
      graph: await stores.graph(),
      engine: await stores.engine(),
      firstStage: stores.firstStage(),
      madeHere: origins.madeHere,
    };
  }
}

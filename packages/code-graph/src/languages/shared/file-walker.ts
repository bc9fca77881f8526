import { FactsBuilder } from "../../facts/facts-builder.js";
import { NO_NODE, type SyntaxNode, type SyntaxTree } from "../../parse/syntax-tree.js";

/** Deepest nesting that is walked; what lies deeper is left out. Bounded by the stack, far beyond real code. */
const MAX_NESTING = 600;
/** What a definition adds to the nesting: it takes as much of the stack as this many expressions. */
const DEFINITION_NESTING = 4;

/** Where the walk stands. Languages add to it what their own rules ask for. */
export interface WalkContext {
  /** Definition that calls belong to. */
  readonly owner: number;
  /** Innermost scope or block. */
  readonly scope: number;
}

/** What the parts of a language's reader share while they read one file. Languages add tables of their own. */
export interface Walker<C extends WalkContext = WalkContext> {
  readonly tree: SyntaxTree;
  readonly facts: FactsBuilder;
  /** Reads a node by the handler of its type; does nothing where the nesting is too deep. */
  visit(node: SyntaxNode, context: C): void;
  visitChildren(node: SyntaxNode, context: C): void;
  /** The context in a new block. */
  block(context: C): C;
  /** The context in a new block that may run several times in a row. */
  loop(context: C): C;
  /** Runs `walk`, which takes the stack of a definition; does nothing where the nesting is too deep. */
  descend(walk: () => void): void;
}

/** Reads nodes of one type. What is not handled is walked through. */
export type NodeHandler<W, C extends WalkContext = WalkContext> = (
  walker: W,
  node: SyntaxNode,
  context: C,
) => void;

/** Handlers by the type of the node. */
export type NodeHandlers<W, C extends WalkContext = WalkContext> = ReadonlyMap<string, NodeHandler<W, C>>;

/** @param table - handlers by types of nodes, several in one key with spaces between them. */
export function nodeHandlers<W, C extends WalkContext = WalkContext>(
  table: Readonly<Record<string, NodeHandler<W, C>>>,
): NodeHandlers<W, C> {
  return new Map(
    Object.entries(table).flatMap(([types, handler]) =>
      types.split(" ").map((type): [string, NodeHandler<W, C>] => [type, handler]),
    ),
  );
}

/** Walks one file's syntax tree and collects its facts; a language gives the handlers. */
export abstract class FileWalker<C extends WalkContext = WalkContext> implements Walker<C> {
  readonly tree: SyntaxTree;
  readonly facts = new FactsBuilder();
  readonly #maxNesting: number;
  #depth = 0;

  constructor(tree: SyntaxTree, maxNesting = MAX_NESTING) {
    this.tree = tree;
    this.#maxNesting = maxNesting;
  }

  /** The handler of a type of node; `undefined`: it is walked through. */
  protected abstract handlerOf(type: string): NodeHandler<this, C> | undefined;

  visit(node: SyntaxNode, context: C): void {
    if (node === NO_NODE || this.#depth > this.#maxNesting) return;
    this.#depth++;
    const handler = this.handlerOf(this.tree.type(node));
    if (handler === undefined) this.visitChildren(node, context);
    else handler(this, node, context);
    this.#depth--;
  }

  visitChildren(node: SyntaxNode, context: C): void {
    for (let child = this.tree.firstChild(node); child !== NO_NODE; child = this.tree.nextSibling(child))
      this.visit(child, context);
  }

  block(context: C): C {
    return { ...context, scope: this.facts.addScope("block", context.scope, context.owner) };
  }

  loop(context: C): C {
    return { ...context, scope: this.facts.addLoop(context.scope, context.owner) };
  }

  descend(walk: () => void): void {
    if (this.#depth > this.#maxNesting) return;
    this.#depth += DEFINITION_NESTING;
    walk();
    this.#depth -= DEFINITION_NESTING;
  }
}

/** For nodes whose names live in a block of their own. */
export function visitInBlock<C extends WalkContext>(walker: Walker<C>, node: SyntaxNode, context: C): void {
  walker.visitChildren(node, walker.block(context));
}

/** The same for nodes that run what is in them again and again. */
export function visitInLoop<C extends WalkContext>(walker: Walker<C>, node: SyntaxNode, context: C): void {
  walker.visitChildren(node, walker.loop(context));
}

/** For nodes with nothing in them that facts are made of. */
export function skip(): void {
  // Nothing to read.
}

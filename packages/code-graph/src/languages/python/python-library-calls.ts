import type { Expression } from "../../facts/expression.js";
import type { SyntaxNode, SyntaxTree } from "../../parse/syntax-tree.js";
import { parseAnnotation } from "./python-types.js";

/** Reads an argument; `null` when its value can't be told. */
type Convert = (node: SyntaxNode) => Expression | null;
/** What a call gives, by its arguments; `null` when that can't be told. */
type Gives = (args: readonly SyntaxNode[], convert: Convert, tree: SyntaxTree) => Expression | null;

const UNKNOWN: Expression = ["union", []];

/** What a function gives that is called later, in another thread or place: of that of its `index`-th argument. */
function resultOf(index: number): Gives {
  return (args, convert) => {
    const called = at(args, index, convert);
    return called === null ? null : ["call", called];
  };
}

/** The argument itself. */
function argument(index: number): Gives {
  return (args, convert) => at(args, index, convert);
}

/** One element of an argument. */
function element(index: number): Gives {
  return (args, convert) => {
    const container = at(args, index, convert);
    return container === null ? null : ["item", container];
  };
}

/** A container of what another rule gives. */
function containerOf(gives: Gives): Gives {
  return (args, convert, tree) => {
    const value = gives(args, convert, tree);
    return value === null ? null : ["slice", ["list", [value]]];
  };
}

/** An object that gives the argument when a block is opened with it, whatever the argument does itself. */
const opened: Gives = (args, convert) => {
  const value = at(args, 0, convert);
  return value === null ? null : ["list", [value]];
};

/** Tuples of one element of each argument. */
const tuples: Gives = (args, convert, tree) => [
  "list",
  [["list", args.map((_, index): Expression => element(index)(args, convert, tree) ?? UNKNOWN)]],
];

/** The elements of all arguments. */
const chained: Gives = (args, convert, tree) => [
  "list",
  [["union", args.map((_, index): Expression => element(index)(args, convert, tree) ?? UNKNOWN)]],
];

/** What coroutines give, each at its place as long as the places are told. */
const gathered: Gives = (args, convert, tree) => {
  const isOpen = args.some((arg) => tree.type(arg) === "list_splat");
  const values = args.map((arg): Expression => {
    const value = convert(arg);
    if (value === null) return UNKNOWN;
    return tree.type(arg) === "list_splat" ? ["item", value] : value;
  });
  return isOpen ? ["slice", ["list", values]] : ["list", values];
};

/** A mapping whose missing values a function makes. */
const filledBy: Gives = (args, convert, tree) => {
  const [maker] = args;
  if (maker === undefined) return ["dict", []];
  const isLambda = tree.type(maker) === "lambda";
  const made = convert(isLambda ? tree.lastChild(maker) : maker);
  if (made === null) return null;
  const value: Expression = isLambda ? made : (emptyContainer(tree.textOf(maker)) ?? ["call", made]);
  return ["dict", [["", value]]];
};

/** A type that another one is told apart by: its values are those of the other one. */
const newType: Gives = (args, _, tree) => {
  const [, given] = args;
  const type = given === undefined ? null : parseAnnotation(tree.textOf(given));
  return type === null
    ? null
    : [
        "union",
        [
          ["callable", type],
          ["instance", type],
        ],
      ];
};

/** Pairs of a key and those elements that have it. */
const grouped: Gives = (args, convert, tree) => {
  const elements = containerOf(element(0))(args, convert, tree);
  return elements === null ? null : ["list", [["list", [UNKNOWN, elements]]]];
};

/** Functions of the standard library that hand on what they are given, by their names without the module. */
const BY_NAME: ReadonlyMap<string, Gives> = new Map<string, Gives>([
  ...["create_task", "ensure_future", "shield", "wait_for", "run_until_complete", "proxy"].map(
    (name): [string, Gives] => [name, argument(0)],
  ),
  ...["cache", "lru_cache", "staticmethod", "unwrap"].map((name): [string, Gives] => [name, argument(0)]),
  ...["to_thread", "reduce", "cached_property"].map((name): [string, Gives] => [name, resultOf(0)]),
  ["run_in_executor", resultOf(1)],
  ["submit", containerOf(resultOf(0))],
  ["starmap", containerOf(resultOf(0))],
  ...["deque", "islice", "cycle", "as_completed", "accumulate"].map((name): [string, Gives] => [
    name,
    containerOf(element(0)),
  ]),
  ...["takewhile", "dropwhile", "filterfalse", "nlargest", "nsmallest"].map((name): [string, Gives] => [
    name,
    containerOf(element(1)),
  ]),
  ["heappop", element(0)],
  ["chain", chained],
  ["zip_longest", tuples],
  ["product", tuples],
  ["groupby", grouped],
  ["gather", gathered],
  ["defaultdict", filledBy],
  ["closing", opened],
  ["aclosing", opened],
  ["nullcontext", opened],
  ["NewType", newType],
]);

/** The same of names that others have, too. */
const BY_FULL_NAME: ReadonlyMap<string, Gives> = new Map<string, Gives>([
  ["asyncio.run", argument(0)],
  ["random.choice", element(0)],
  ["random.sample", containerOf(element(0))],
  ["chain.from_iterable", containerOf(flattened)],
  ["itertools.chain.from_iterable", containerOf(flattened)],
]);

/** What a class of containers makes without arguments; `null` for other names. */
export function emptyContainer(name: string): Expression | null {
  if (/^(?:list|set|tuple|frozenset|(?:collections\.)?deque)$/.test(name)) return ["list", []];
  return /^(?:dict|(?:collections\.)?OrderedDict)$/.test(name) ? ["dict", []] : null;
}

/** What a function of the standard library makes of its arguments; `null` for all others. */
export function throughLibrary(
  tree: SyntaxTree,
  name: string,
  args: readonly SyntaxNode[],
  convert: Convert,
): Expression | null {
  const gives = BY_FULL_NAME.get(name) ?? BY_NAME.get(name.slice(name.lastIndexOf(".") + 1));
  if (gives !== undefined) return gives(args, convert, tree);
  // `pool.map(f, xs)`: what is called so elsewhere is not told by its name.
  return /(?:pool|executor)\.i?map(?:_unordered)?$/i.test(name)
    ? containerOf(resultOf(0))(args, convert, tree)
    : null;
}

function flattened(args: readonly SyntaxNode[], convert: Convert): Expression | null {
  const containers = at(args, 0, convert);
  return containers === null ? null : ["item", ["item", containers]];
}

function at(args: readonly SyntaxNode[], index: number, convert: Convert): Expression | null {
  const node = args[index];
  return node === undefined ? null : convert(node);
}

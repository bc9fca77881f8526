/**
 * What resolution needs to know of an expression, as nested tuples: a large tree has millions of them, and they go to
 * worker threads and to disk as JSON.
 *
 * | form | meaning |
 * | --- | --- |
 * | `["name", n]` | a name, looked up through the scopes |
 * | `["member", e, n]` | `e.n` |
 * | `["call", e, args]` | what calling `e` returns; `args` only where overloads are told apart by them |
 * | `["new", e]` | an object that `new e()` makes |
 * | `["instance", t]` | a value of the type that the annotation `t` names |
 * | `["generic", t, args]` | `t[args]` or `t<args>` |
 * | `["either", es]` | one of several |
 * | `["first", es]` | the first that is known |
 * | `["functions", e]` | those values of `e` that are functions |
 * | `["method", e, n, count]` | the methods `n` of `e` that take `count` arguments: members `n/count`, else `n/*` |
 * | `["lexical", es]` | a name looked up outwards: the first that is in the tree, else the first that is known |
 * | `["item", e]` | an element of the container `e` |
 * | `["part", e, i, n]` | the `i`-th (from 0) of the `n` names that the container `e` is unpacked into |
 * | `["list", es]` | a container with these elements |
 * | `["object", entries]` | an object literal; members by name |
 * | `["self", d]` | an instance of class definition `d`, or of a class derived from it |
 * | `["own", d]` | class definition `d` itself, or a class derived from it (`cls`, static `this`) |
 * | `["super", d]` | the bases of class definition `d`, bound to the instance at hand |
 * | `["definition", d]` | a function or class defined in place |
 * | `["literal"]` | a value of the language itself: text, number |
 * | `["module", s]` | the module that specifier `s` names |
 */
export type Expression =
  | readonly ["name", string]
  | readonly ["member", Expression, string]
  | readonly ["call", Expression, (readonly (Expression | null)[])?]
  | readonly ["new", Expression]
  | readonly ["instance", Expression]
  | readonly ["generic", Expression, readonly Expression[]]
  | readonly ["either", readonly Expression[]]
  | readonly ["first", readonly Expression[]]
  | readonly ["functions", Expression]
  | readonly ["method", Expression, string, number]
  | readonly ["lexical", readonly Expression[]]
  | readonly ["item", Expression]
  | readonly ["part", Expression, number, number]
  | readonly ["list", readonly Expression[]]
  | readonly ["object", readonly (readonly [string, Expression])[]]
  | readonly ["self", number]
  | readonly ["own", number]
  | readonly ["super", number]
  | readonly ["definition", number]
  | readonly ["literal"]
  | readonly ["module", string];

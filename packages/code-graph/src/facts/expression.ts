/**
 * What resolution needs to know of an expression, as nested tuples: a large tree has millions of them, and they go to
 * worker threads and to disk as JSON.
 *
 * | form | meaning |
 * | --- | --- |
 * | `["name", n]` | a name, looked up through the scopes |
 * | `["member", e, n]` | `e.n` |
 * | `["call", e, args]` | what calling `e` returns; `args` where the result may depend on them |
 * | `["new", e, args]` | an object that `new e()` makes; `args` as with a call |
 * | `["instance", t]` | a value of the type that the annotation `t` names |
 * | `["generic", t, args]` | `t[args]` or `t<args>` |
 * | `["union", es]` | one of several |
 * | `["firstKnown", es]` | the first that is more than a value of the language itself, else the first that is anything |
 * | `["firstKnown", es, "literals"]` | the same, a value of the language itself being as good: a name looked up outwards |
 * | `["defaulted", e, d]` | `e`, or `d` where nothing is known of `e`: others may give something else |
 * | `["defaulted", e, d, "typed"]` | the same; where `d` is an object, all that is given is of its type |
 * | `["functions", e]` | those values of `e` that are functions |
 * | `["method", e, n, count]` | the methods `n` of `e` that take `count` arguments: members `n/count`, else `n/*` |
 * | `["item", e]` | an element of the container `e` |
 * | `["at", e, key]` | what the container `e` has at a place: an index or a key as written, `null` where that can't be told |
 * | `["placed", e, i]` | what the object `e` has as its `i`-th member (from 0), where its class numbers them |
 * | `["slice", e]` | some of the elements of the container `e` |
 * | `["entered", e]` | what `with e as …` binds |
 * | `["narrowed", e, t]` | `e` where it is known to be a `t` |
 * | `["narrowed", e, t, "not"]` | `e` where it is known to be no `t` |
 * | `["guarded", e, i]` | what the function `e` says of its `i`-th argument where it returns true, -1: of the object that it is read from |
 * | `["operation", o, es]` | what the operator `o` makes of `es`, a value of the language itself; `"?"` chooses one |
 * | `["operated", e, n]` | what an operator gives that the method `n` of `e` stands for |
 * | `["destructured", e, i, n]` | the `i`-th (from 0) of the `n` names that the container `e` is unpacked into |
 * | `["list", es]` | a container with these elements |
 * | `["dict", entries]` | a mapping with these values; the key `""` for one that can't be told, or that a third part tells |
 * | `["object", entries]` | an object literal; members by name, those of `{ ...e }` under {@link SPREAD} |
 * | `["wrapped", e, fs]` | what the call `e` returns, or else, where that can't be told, the functions `fs` that it was given |
 * | `["taken", e, i, args, x]` | what the function or class `e` takes as its `i`-th parameter, where it is called with `args` and an `x` is expected of it |
 * | `["callable", t, ts]` | as a type: whatever can be called and returns a `t`, `null` where that is not said; `ts`: its parameters' types |
 * | `["type", t]` | the class or type that `t` names, rather than a value of the same name |
 * | `["typed", e]` | as a type: that of the value of the expression `e` |
 * | `["constructor", t]` | as a type: a class whose objects are of type `t` |
 * | `["variable", n, t]` | as a type: the type variable `n`, below its bound `t` or `null` |
 * | `["alias", ns, t]` | as a type: `t` with the type variables `ns` |
 * | `["parameter", d, i, n, e]` | what the file's own calls pass to definition `d` as argument `i`, or by the name `n`; `e`: its default |
 * | `["self", d]` | an instance of class definition `d`, or of a class derived from it |
 * | `["own", d]` | class definition `d` itself, or a class derived from it (`cls`, static `this`) |
 * | `["super", d]` | the bases of class definition `d`, bound to the instance at hand |
 * | `["super", d, e]` | the same, of those that come after class `e` |
 * | `["super own", d]` | the bases of class definition `d`, bound to the class at hand |
 * | `["class of", e]` | the class of the object `e` |
 * | `["definition", d]` | a function or class defined in place |
 * | `["linked", k]` | what other files of the package define that is declared here under the name `k` |
 * | `["overloads", es, k]` | the functions `es`, and those that files included here have as `k` and that take something else |
 * | `["associated", e, n]` | as a callee: `e`, and the functions `n` of the namespaces that the arguments' types are of |
 * | `["literal", t]` | a value of the language itself: text, number; as an argument with its type or short text |
 * | `["module", s]` | the module that specifier `s` names; the file itself where `s` is {@link OWN_MODULE} |
 */
export type Expression =
  | readonly ["name", string]
  | readonly ["member", Expression, string]
  | readonly ["call", Expression, (readonly (Expression | null)[])?]
  | readonly ["new", Expression, (readonly (Expression | null)[])?]
  | readonly ["instance", Expression]
  | readonly ["generic", Expression, readonly Expression[]]
  | readonly ["union", readonly Expression[]]
  | readonly ["firstKnown", readonly Expression[], "literals"?]
  | readonly ["defaulted", Expression | null, Expression, "typed"?]
  | readonly ["functions", Expression]
  | readonly ["method", Expression, string, number]
  | readonly ["item", Expression]
  | readonly ["at", Expression, string | number | null]
  | readonly ["placed", Expression, number]
  | readonly ["slice", Expression]
  | readonly ["entered", Expression]
  | readonly ["narrowed", Expression, Expression, "not"?]
  | readonly ["guarded", Expression, number]
  | readonly ["operation", string, readonly (Expression | null)[]]
  | readonly ["operated", Expression, string]
  | readonly ["destructured", Expression, number, number]
  | readonly ["list", readonly Expression[]]
  | readonly ["dict", readonly (readonly [string, Expression, Expression?])[]]
  | readonly ["object", readonly (readonly [string, Expression])[]]
  | readonly ["wrapped", Expression, readonly Expression[]]
  | readonly ["taken", Expression, number, (readonly (Expression | null)[] | null)?, (Expression | null)?]
  | readonly ["callable", Expression | null, (readonly (Expression | null)[])?]
  | readonly ["type", Expression]
  | readonly ["typed", Expression]
  | readonly ["constructor", Expression]
  | readonly ["variable", string, Expression | null]
  | readonly ["alias", readonly string[], Expression]
  | readonly ["parameter", number, number, string, Expression | null]
  | readonly ["self", number]
  | readonly ["own", number]
  | readonly ["super", number, Expression?]
  | readonly ["super own", number]
  | readonly ["class of", Expression]
  | readonly ["definition", number]
  | readonly ["linked", string]
  | readonly ["overloads", readonly Expression[], string]
  | readonly ["associated", Expression, string]
  | readonly ["literal", string?]
  | readonly ["module", string];

/** Key of an entry of an object literal whose members are members of the object (`{ ...e }`); no identifier. */
export const SPREAD = "...";

/** Specifier of the file that it stands in. */
export const OWN_MODULE = "";

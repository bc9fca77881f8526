import type { AccessKind } from "../facts/file-facts.js";

/** Rules of a language that linking asks for. The linker knows no language but by these. */
export interface Semantics {
  readonly names: NameRules;
  readonly types: TypeRules;
  readonly members: MemberRules;
  readonly library: LibraryRules;
}

/** What names mean, and who sees them. */
interface NameRules {
  /** Whether names of a class body are visible to statements of that body without a qualifier. */
  readonly classScopeIsLexical: boolean;
  /** Whether a local name means what is around it until its declaration, rather than hide that from the start. */
  readonly declaresFromHereOn: boolean;
  /** Whether every module knows this name without importing it. */
  readonly isBuiltin: (name: string) => boolean;
  /** Whether a name of a package of several files can be seen from outside that package. */
  readonly isPublic: (name: string) => boolean;
  /** Whether a wildcard import or export takes this name of a module that lists none. */
  readonly isHandedOn: (name: string) => boolean;
  /** Which of several wildcards a name is taken from that more than one has: the last, or none where they differ. */
  readonly wildcardClash: "last" | "none";
  /** Name under which a module offers itself as one value, for imports of its default; `null` where there is no such thing. */
  readonly wholeModule: string | null;
  /** Whether a file sees, of the names of its package, only its own and those of the files that it includes. */
  readonly seesIncluded: boolean;
}

/**
 * What a generic type does to its arguments: `"same"` stands for one, `"container"` holds one, `"map"` holds it in pairs, `"record"`
 * as its members, `"step"` as its member `value`, `"class"` is the class itself.
 */
export type TypeWrapper =
  | {
      readonly meaning: "same" | "container" | "map" | "record" | "step" | "class";
      readonly argument: "first" | "last" | "all";
      /** Whether the first of several arguments is what a loop over the container goes over. */
      readonly hasKeys?: true;
    }
  | FunctionWrapper;

/** A type of functions, by the places of what they take and give among its arguments; `gives`: `null` for nothing told. */
export interface FunctionWrapper {
  readonly meaning: "function";
  readonly takes: readonly number[];
  readonly gives: number | null;
  /** Member that calls the function; all others come from outside the tree. */
  readonly method: string;
}

/** What types mean. */
interface TypeRules {
  readonly wrappers: ReadonlyMap<string, TypeWrapper>;
  /** Annotation that means "the class I stand in". */
  readonly selfName: string | null;
  /** Whether a type and a value of one name may be two things. */
  readonly haveOwnNames: boolean;
  /** Whether a call of which only the type of a function is known counts as not told. Default: it leaves the tree. */
  readonly tellFunctions?: boolean | undefined;
  /**
   * Which methods may run in place of the one that the receiver's type has: those of derived classes, or, where the
   * method is an interface's, those of all types that have the interface's methods.
   */
  readonly dispatch: "derived" | "structural";
}

/** What members objects have. */
interface MemberRules {
  /** Method that runs when a class is instantiated. */
  readonly constructorName: string;
  /** Whether a class has several constructors under {@link constructorName}, chosen by their arguments. */
  readonly choosesConstructor: boolean;
  /** Whether calling a class by its name makes an object, rather than convert a value. */
  readonly callsConstruct: boolean;
  /** Method that runs when an instance is called, or `null`. */
  readonly callOperator: string | null;
  /** Member that stands for an element of an instance (`x[0]`, a loop over it), or `null`: methods give it. */
  readonly item: string | null;
  /** Member that stands for another object whose members an object has besides its own. Default: there is none. */
  readonly target?: string | undefined;
  /** Whether elements are read by their names, too, as members that the type does not name. */
  readonly readsItems: boolean;
  /** Name under which a class keeps what is read from itself, where objects may have another member of that name. */
  readonly memberOfClass: (name: string) => string;
  /** Member of a class or function that has the members of its objects, or `null`. */
  readonly prototype: string | null;
  /** Members of functions that are the function once more, or that give it when they are called. */
  readonly ofFunctions: ReadonlyMap<string, "itself" | "gives itself">;
  /** Methods of a promise, which stands for what it holds: some give it once more, others something that a function makes of it. */
  readonly ofPromises: ReadonlyMap<string, "gives itself" | "foreign">;
  /** Methods that give what goes over an object's elements, and the ones that give the next of them, or something that holds it as `value`. */
  readonly iteration: readonly { readonly iterate: string; readonly next: string; readonly value?: string }[];
  /** Method that gives what stands at a place of an object (`x[0]`), or `null`. */
  readonly place: string | null;
  /** Methods that give what a block gets that an object is opened for. */
  readonly entering: readonly string[];
  /** Method that makes objects of a class that has no constructor, or `null`. */
  readonly maker: string | null;
  /** Method that runs after the constructor that a class is given by the library, or `null`. */
  readonly afterConstruction: string | null;
  /** How reading or setting a member may run a function; `null` in languages where it never does. */
  readonly accessors: AccessorRules | null;
  /** Whether a function that is given a class is taken to make objects of it. */
  readonly makesOfPassed: boolean;
  /** Whether bases are parts of an object: the shallowest member counts, whatever their order. */
  readonly areEmbedded: boolean;
  /** Whether fields may be set by their place in the text of the class. Default: they are not. */
  readonly havePlaces?: boolean | undefined;
  /** Whether all bases of an object stand in one line: a method of an earlier one runs in place of a later one's, also for its calls. */
  readonly basesStandInLine: boolean;
  /** Whether what a class sets in its text is read from a derived class's objects as that class sets it, like a method. */
  readonly attributesOverride: boolean;
  /** Members that every object has from outside the tree. */
  readonly root: ReadonlySet<string>;
  /** How methods of one name are told apart by their arguments; `null` in languages without overloads. */
  readonly overloads: OverloadRules | null;
}

/** Functions that run when a member is read, set or deleted. */
export interface AccessorRules {
  /** Methods of an object in the text of a class that run in its place (`__get__`), or `null`. */
  readonly descriptor: Readonly<Record<AccessKind, string>> | null;
}

/** Methods of one name, told apart by the number and types of their arguments. */
export interface OverloadRules {
  /** Member that stands for the methods of a name with this many parameters. */
  readonly memberOf: (name: string, count: number) => string;
  /** Member that stands for the methods of a name whose last parameter takes all arguments that are left. */
  readonly variadicMemberOf: (name: string) => string;
  /** Whether the last parameter of the methods behind a member takes all arguments that are left. */
  readonly isVariadic: (memberName: string) => boolean;
  /** Whether a class has the members of this name of its bases beside its own, where their parameters differ. */
  readonly addsInherited: (memberName: string) => boolean;
  /**
   * How well a parameter of a type outside the tree takes an argument of another such type, 1 to 99; `null`: not at all.
   * Either name is `""` for a class of the tree.
   */
  readonly accepts: (parameter: string, argument: string) => number | null;
  /**
   * Name of the type that an operator gives for operands of these types, `null` where that depends on one that is not
   * known; `"unary"` for one operand, `"?"` for a choice between two.
   */
  readonly resultOf: (operator: string, operands: readonly (string | null)[]) => string | null;
  /** How many parameters a function in place has whose type has this name; `null` for all other names. Default: `null`. */
  readonly parametersOf?: ((name: string) => number | null) | undefined;
  /** Name of the type of text: text with anything added to it is text. */
  readonly textType: string;
  /** Whether the name of a parameter's type is one of a type variable, which stands for anything. */
  readonly isTypeVariable: (name: string) => boolean;
}

/** What the language's own library does. */
interface LibraryRules {
  readonly containerMethods: ContainerMethods;
}

/** Methods of containers by what they return; all others give another container of the same elements. */
export interface ContainerMethods {
  /** One element. */
  readonly element: ReadonlySet<string>;
  /** Something that holds one element as its member `value`. Default: there are none. */
  readonly steps?: ReadonlySet<string> | undefined;
  /** A container of the elements of the elements. Default: there are none. */
  readonly unnested?: ReadonlySet<string> | undefined;
  /** The values of a mapping. Default: there are none. */
  readonly values?: ReadonlySet<string> | undefined;
  /** The pairs of a mapping. */
  readonly pairs: ReadonlySet<string>;
  /** Whether {@link pairs} are those of mappings alone, and all other containers give their elements there. Default: no. */
  readonly pairsOfMappings?: boolean | undefined;
  /** Containers of some of the elements each. Default: there are none. */
  readonly groups?: ReadonlySet<string> | undefined;
  /** The keys of a mapping, which are no elements. */
  readonly keys: ReadonlySet<string>;
  /** Of those that give an element, those that give their second argument where there is none. Default: there are none. */
  readonly fallback?: ReadonlySet<string> | undefined;
  /** A container of something else, of which nothing is known: a function's results. Default: there are none. */
  readonly unknown?: ReadonlySet<string> | undefined;
  /** A container of what a function makes of each element: of the function that it is given first. Default: there are none. */
  readonly mapped?: ReadonlySet<string> | undefined;
  /** The same, of the elements of what it makes. */
  readonly flattened?: ReadonlySet<string> | undefined;
}

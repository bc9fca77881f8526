import type { ContainerMethods, TypeWrapper } from "../semantics.js";

/** What constructors and destructors are called among the members of their class. */
export const CONSTRUCTOR = "<init>";
export const DESTRUCTOR = "<end>";

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that are no functions, though a parenthesis may stand behind them. */
export const KEYWORDS = words(
  `if while for switch return sizeof do else case default goto defined typeof __typeof__ alignof _Alignof _Static_assert
  static_assert __attribute__ __asm__ asm __builtin_expect decltype noexcept catch throw new delete alignas operator
  static_cast const_cast dynamic_cast reinterpret_cast int char short long float double void unsigned signed const
  struct union enum bool offsetof __extension__ __declspec co_await co_return co_yield typeid explicit requires and or not`,
);

/** Types of the language itself. */
export const BUILTIN_NAMES = words(
  `void bool char short int long float double unsigned signed wchar_t char8_t char16_t char32_t size_t ssize_t ptrdiff_t
  char* int* bool* short* long* float* double* void* nullptr_t std::size_t std::string std::string_view`,
);

/** Functions of the library that give what they are given. */
export const HANDED_ON = words(
  "std::move move std::forward forward std::ref ref std::cref cref std::as_const as_const std::launder",
);
/** Functions of the library that make an object of their argument and hand out what holds it. */
export const MAKERS = words("make_unique make_shared make_ref_counted MakeUnique allocate_shared");

const holders = (text: string, wrapper: TypeWrapper): [string, TypeWrapper][] =>
  text.split(/\s+/).flatMap((name): [string, TypeWrapper][] => [
    [name, wrapper],
    [`std::${name}`, wrapper],
  ]);

/** What types of the library do to their arguments. */
export const TYPE_WRAPPERS: ReadonlyMap<string, TypeWrapper> = new Map<string, TypeWrapper>([
  ...holders(
    "vector list deque set multiset unordered_set array queue priority_queue stack span forward_list initializer_list optional",
    {
      meaning: "container",
      argument: "first",
    },
  ),
  ...holders("unique_ptr shared_ptr weak_ptr", { meaning: "container", argument: "first" }),
  ...holders("map unordered_map multimap unordered_multimap", { meaning: "container", argument: "last" }),
  ...holders("pair tuple", { meaning: "container", argument: "all" }),
  ...holders("function reference_wrapper atomic future shared_future move_only_function packaged_task", {
    meaning: "same",
    argument: "first",
  }),
]);

/** Methods of containers and smart pointers that give what is in them. */
export const CONTAINER_METHODS: ContainerMethods = {
  element: words(
    "get front back at top value value_or release operator-> operator* operator[] extract emplace_back first second",
  ),
  pairs: new Set(),
  keys: words("size empty count length capacity contains"),
};

import type { ContainerMethods, TypeWrapper } from "../semantics.js";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Member that stands for an element of an object: of an iterator, or what stands at a place. */
export const ELEMENT = "[]";

/** Member that stands for what an object leads to (`Deref`), and a module takes whole: it has the members of that, too. */
export const TARGET = "::*";

/** Primitive types and what the prelude has. */
export const BUILTIN_NAMES = words(
  "bool char str i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 " +
    "Option Some None Result Ok Err Box Vec String ToString ToOwned Clone Copy Send Sync Sized Drop Fn FnMut FnOnce " +
    "Iterator IntoIterator DoubleEndedIterator ExactSizeIterator Extend FromIterator Default PartialEq Eq PartialOrd Ord " +
    "AsRef AsMut From Into TryFrom TryInto Unpin drop std core alloc",
);

/** Traits of the library that say nothing of what a value can do in the tree, beside another bound. */
export const LIBRARY_TRAITS = words(
  "Send Sync Sized Unpin Copy Clone Debug Display Default Hash Eq PartialEq Ord PartialOrd Drop Any Error Serialize Deserialize " +
    "DeserializeOwned UnwindSafe RefUnwindSafe ToOwned ToString Into From AsRef AsMut Borrow BorrowMut Deref DerefMut",
);

const WRAPPERS: readonly (readonly [TypeWrapper, string])[] = [
  [
    { meaning: "same", argument: "first" },
    "Box Rc Arc Pin Ref RefMut MutexGuard RwLockReadGuard RwLockWriteGuard ManuallyDrop NonNull",
  ],
  [{ meaning: "same", argument: "last" }, "Cow"],
  [
    { meaning: "container", argument: "first" },
    "Option Result Vec VecDeque LinkedList BinaryHeap HashSet BTreeSet IndexSet Mutex RwLock RefCell Cell OnceCell OnceLock LazyLock " +
      "LazyCell Lazy Weak Iter IntoIter Peekable Iterator IntoIterator DoubleEndedIterator ExactSizeIterator Stream Receiver Sender SmallVec ArrayVec MaybeUninit UnsafeCell",
  ],
  [{ meaning: "map", argument: "last" }, "HashMap BTreeMap IndexMap FxHashMap AHashMap DashMap"],
];

/** What generic types of the library do to their arguments. */
export const TYPE_WRAPPERS: ReadonlyMap<string, TypeWrapper> = new Map(
  WRAPPERS.flatMap(([wrapper, names]) => names.split(" ").map((name) => [name, wrapper])),
);

/** Options, results, cells and collections: what is taken out of one is an element, what can't be told is nothing. */
export const CONTAINER_METHODS: ContainerMethods = {
  element: words(
    "unwrap expect unwrap_or unwrap_or_else unwrap_or_default unwrap_unchecked borrow borrow_mut or_insert or_insert_with " +
      "or_default or_insert_with_key get_or_insert get_or_insert_with get_or_init upgrade_unchecked insert_mut replace",
  ),
  pairs: words(
    "iter iter_mut into_iter drain first_key_value last_key_value get_key_value pop_first pop_last range range_mut",
  ),
  pairsOfMappings: true,
  keys: words("keys into_keys"),
  values: words("values values_mut into_values"),
  mapped: words("map"),
  flattened: words("and_then flat_map filter_map find_map map_while"),
  groups: words(
    "windows chunks chunks_mut chunks_exact rchunks array_chunks chunk_by group_by split_at split_at_mut",
  ),
  unknown: words(
    "map_or map_or_else fold try_fold zip unzip enumerate scan " +
      "then flatten transpose sum product min_by_key_value len is_empty capacity count position unwrap_err expect_err err partition " +
      "ok_or_else_err downgrade join concat entry_key is_some is_none is_ok is_err contains contains_key insert " +
      "split_first split_last and zip_with as_ptr to_string",
  ),
};

/** What values of nearly all types have, by derived or general implementations of the library. */
export const ROOT_MEMBERS = words(
  "clone clone_from to_owned to_string into try_into borrow borrow_mut type_id eq ne cmp partial_cmp lt le gt ge hash fmt default " +
    "as_ref as_mut from try_from max min clamp",
);

/** Methods that give the value itself, in another way of holding it, where the type has none of its own. */
export const SAME_VALUE = words(
  "clone to_owned as_ref as_mut borrow borrow_mut deref deref_mut by_ref as_deref as_deref_mut cloned copied to_vec into_boxed_slice",
);

/** Functions of a type that make an object of it, where they are derived. */
export const MAKERS = words("default from clone");

/** `Some(x)`, `Arc::new(x)`: what holds `x`; `true`: as one of its elements. */
export const HOLDERS: ReadonlyMap<string, boolean> = new Map([
  ...[
    "Box::new",
    "Rc::new",
    "Arc::new",
    "Pin::new",
    "Box::pin",
    "Arc::clone",
    "Rc::clone",
    "Cow::Owned",
    "Cow::Borrowed",
  ].map((name) => [name, false] as const),
  ...[
    "Some",
    "Ok",
    "Mutex::new",
    "RwLock::new",
    "RefCell::new",
    "Cell::new",
    "OnceCell::from",
    "Vec::from",
  ].map((name) => [name, true] as const),
]);

/** Methods of options, results and iterators that hand an element to a closure. */
export const ELEMENT_CALLBACKS = words(
  "map for_each filter filter_map flat_map inspect any all find find_map position take_while skip_while map_while and_then " +
    "is_some_and is_ok_and is_none_or map_or_else_ok partition retain retain_mut map_or map_or_else sort_by_key max_by_key min_by_key " +
    "sort_unstable_by_key sort_by_cached_key fold try_fold try_for_each rposition rfind binary_search_by binary_search_by_key " +
    "partition_point and_modify modify is_partitioned",
);

/** Those that hand over two of them. */
export const PAIR_CALLBACKS = words(
  "reduce sort_by sort_unstable_by max_by min_by is_sorted_by dedup_by cmp_by eq_by",
);

/** Methods that keep what they are given as an element. */
export const KEEPING = words("push push_back push_front insert");

/** Macros whose arguments are patterns, or code that is only made: what looks like a call there is none. */
export const OTHER_MACROS = words(
  "matches assert_matches debug_assert_matches quote quote_spanned parse_quote parse_quote_spanned stringify concat macro_rules " +
    "format_ident select assert_impl_all cfg env include include_str include_bytes asm global_asm rsx html",
);

import type { ContainerMethods, TypeWrapper } from "../semantics.js";

/** Top-level modules of the standard library (`sys.stdlib_module_names` of CPython 3.13, and those that 3.12 and 3.13 removed). */
export const STANDARD_MODULES: ReadonlySet<string> = new Set(
  (
    "__future__ abc antigravity argparse array ast asynchat asyncio asyncore atexit base64 bdb binascii " +
    "bisect builtins bz2 cProfile calendar cgi cmath cmd code codecs codeop collections colorsys " +
    "compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses " +
    "dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno " +
    "faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt " +
    "getpass gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imp importlib " +
    "inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math " +
    "mimetypes mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode " +
    "operator optparse os pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix " +
    "posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri " +
    "random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex " +
    "shutil signal site smtpd smtplib socket socketserver sqlite3 sre_compile sre_constants sre_parse ssl " +
    "stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile " +
    "telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace " +
    "traceback tracemalloc tty turtle turtledemo types typing typing_extensions unicodedata unittest " +
    "urllib uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xml xmlrpc zipapp zipfile " +
    "zipimport zlib zoneinfo"
  ).split(" "),
);

/** Names that every module sees without an import (`dir(builtins)` of CPython 3.13). */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set(
  (
    "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError " +
    "BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError " +
    "ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning " +
    "EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError " +
    "FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError " +
    "InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError " +
    "ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError " +
    "OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError " +
    "RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration " +
    "StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError " +
    "UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError " +
    "UnicodeWarning UserWarning ValueError Warning ZeroDivisionError _IncompleteInputError " +
    "__build_class__ __debug__ __doc__ __import__ __loader__ __name__ __package__ __spec__ abs aiter all " +
    "anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex " +
    "copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset " +
    "getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list " +
    "locals map max memoryview min next object oct open ord pow print property quit range repr reversed " +
    "round set setattr slice sorted staticmethod str sum super tuple type vars zip"
  ).split(" "),
);

const SAME: TypeWrapper = { meaning: "same", argument: "first" };
const CONTAINER: TypeWrapper = { meaning: "container", argument: "first" };

/** What generic types of the library do to their arguments. */
export const TYPE_WRAPPERS: ReadonlyMap<string, TypeWrapper> = new Map<string, TypeWrapper>([
  ...[
    "Optional",
    "Final",
    "ClassVar",
    "Annotated",
    "Required",
    "NotRequired",
    "ReadOnly",
    "Awaitable",
    "ContextManager",
    "AsyncContextManager",
  ].map((name): [string, TypeWrapper] => [name, SAME]),
  ["Union", { meaning: "same", argument: "all" }],
  ["Coroutine", { meaning: "same", argument: "last" }],
  ["Type", { meaning: "class", argument: "first" }],
  ["type", { meaning: "class", argument: "first" }],
  ...[
    "list",
    "List",
    "set",
    "Set",
    "frozenset",
    "FrozenSet",
    "deque",
    "Deque",
    "Sequence",
    "MutableSequence",
    "Collection",
    "Iterable",
    "Iterator",
    "AsyncIterable",
    "AsyncIterator",
    "Generator",
    "AsyncGenerator",
    "AbstractSet",
  ].map((name): [string, TypeWrapper] => [name, CONTAINER]),
  ["tuple", { meaning: "container", argument: "all" }],
  ["Tuple", { meaning: "container", argument: "all" }],
  ...[
    "dict",
    "Dict",
    "Mapping",
    "MutableMapping",
    "defaultdict",
    "DefaultDict",
    "OrderedDict",
    "ChainMap",
    "WeakKeyDictionary",
    "WeakValueDictionary",
  ].map((name): [string, TypeWrapper] => [name, { meaning: "container", argument: "last", hasKeys: true }]),
]);

/** Of lists, sets, dictionaries and deques. */
export const CONTAINER_METHODS: ContainerMethods = {
  element: new Set(["get", "pop", "popleft", "setdefault", "result", "__getitem__", "__next__"]),
  fallback: new Set(["get", "pop", "setdefault"]),
  pairs: new Set(["items"]),
  keys: new Set(["keys"]),
  values: new Set(["values"]),
};

/** What every object has (`dir(object)` of CPython 3.13). */
export const ROOT_MEMBERS: ReadonlySet<string> = new Set(
  (
    "__class__ __delattr__ __dir__ __doc__ __eq__ __format__ __ge__ __getattribute__ __getstate__ __gt__ __hash__ " +
    "__init__ __init_subclass__ __le__ __lt__ __ne__ __new__ __reduce__ __reduce_ex__ __repr__ __setattr__ __sizeof__ " +
    "__str__ __subclasshook__"
  ).split(" "),
);

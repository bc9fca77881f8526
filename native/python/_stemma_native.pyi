"""What the addon offers to the Python half; the implementation is in ``src/native_module.cc``."""

def should_interrupt() -> bool:
    """True when the call that runs on this thread should stop."""

def interrupt_anew() -> None:
    """Says that what was raised came to nobody: the call of this thread should still stop."""

def mark_forked_child() -> None:
    """Says that this process is a child that was forked."""

def raise_in(thread: int, exception: type[BaseException] | None, /) -> None:
    """Raises an exception in another thread of Python; None takes back one that was not raised yet."""

def stay() -> None:
    """Runs the calls of an owner thread, above the caller's frame."""

def current_call() -> int:
    """The number of the call that runs on this thread, or 0."""

def forward_signal(number: int, /) -> bool:
    """Brings a signal that Python handles to its main thread."""

def report(error: BaseException, about: object, /) -> None:
    """Gives an exception that nobody waits for to ``sys.unraisablehook``."""

def log(level: int, name: str, message: str) -> None:
    """Delivers one log record to every environment that listens."""

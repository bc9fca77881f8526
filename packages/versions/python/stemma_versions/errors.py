"""What this package raises itself; Chroma's own exceptions pass through unchanged."""

from __future__ import annotations


class DoltliteMissingError(FileNotFoundError):
    """The package ``doltlite`` or its library is not in this Python environment."""


class DoltliteError(RuntimeError):
    """A statement failed; the message is the database's own, `code` SQLite's extended result code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code
        # `add_note` needs Python 3.11; the attribute is what PEP 678 specifies.
        self.__notes__ = [f"code {code}"]


class UnknownSessionError(LookupError):
    """The session was closed, or never opened."""


class SessionBusyError(RuntimeError):
    """A call that timed out still uses the session's connection."""


class UnversionableValueError(ValueError):
    """A record holds a value that has no canonical form."""


class IncompleteReadError(RuntimeError):
    """Chroma returned fewer records than it says it has: nothing may be concluded from what is missing."""

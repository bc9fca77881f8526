"""Python's log records and warnings, on their way to JavaScript's logger."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT_LIMIT = 65_536


class ForwardingHandler(logging.Handler):
    """Passes level, logger name and formatted message on."""

    def __init__(self, forward: Callable[[int, str, str], object]) -> None:
        super().__init__()
        self._forward = forward
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Forwards one record; a broken record must not break the code that logs."""
        try:
            self._forward(record.levelno, record.name, self.format(record)[:TEXT_LIMIT])
        except Exception:  # noqa: BLE001 - as logging's own handlers do
            self.handleError(record)


def forward_logs() -> None:
    """Forwards every record that reaches the root logger, warnings included; once."""
    import _stemma_native

    root = logging.getLogger()
    if any(isinstance(handler, ForwardingHandler) for handler in root.handlers):
        return
    root.addHandler(ForwardingHandler(_stemma_native.log))
    logging.captureWarnings(True)

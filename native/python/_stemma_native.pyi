"""What the addon offers to the Python half; the implementation is in ``src/bootstrap.cc``."""

def should_interrupt() -> bool:
    """True when the call that runs on this thread should stop."""

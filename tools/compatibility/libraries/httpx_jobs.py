"""HTTP on the loopback interface."""

import httpx
from local_server import echo_server, silent_server


def echo(body: str | bytes) -> str:
    """What a server gives back."""
    with echo_server() as address:
        return httpx.post(address, content=body).content.decode()


def wait_for_nothing() -> None:
    """Waits in recv."""
    with silent_server() as address:
        httpx.get(address, timeout=30)

"""HTTP on the loopback interface."""

import requests
from local_server import echo_server, silent_server


def echo(body: str | bytes) -> str:
    """What a server gives back."""
    with echo_server() as address:
        data = body.encode() if isinstance(body, str) else body
        return requests.post(address, data=data, timeout=60).content.decode()


def wait_for_nothing() -> None:
    """Waits in recv."""
    with silent_server() as address:
        requests.get(address, timeout=30)

"""A server and a client without a schema."""

import time
from concurrent.futures import ThreadPoolExecutor

import grpc


def echo_bytes(message: bytes) -> bytes:
    """What a server of this process gives back."""
    with ThreadPoolExecutor(2) as threads:
        server = grpc.server(threads)
        method = grpc.unary_unary_rpc_method_handler(lambda request, _: request)
        server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("test", {"Echo": method})])
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        try:
            with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
                return channel.unary_unary("/test/Echo")(message, timeout=60)
        finally:
            server.stop(None).wait()


def echo(text: str) -> str:
    """The same with text."""
    return echo_bytes(text.encode()).decode()


def wait_for_nothing() -> None:
    """Waits for an answer that a server takes its time for."""
    with ThreadPoolExecutor(2) as threads:
        server = grpc.server(threads)
        method = grpc.unary_unary_rpc_method_handler(lambda request, _: time.sleep(8) or request)
        server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("test", {"Wait": method})])
        port = server.add_insecure_port("127.0.0.1:0")
        server.start()
        with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
            channel.unary_unary("/test/Wait")(b"", timeout=60)

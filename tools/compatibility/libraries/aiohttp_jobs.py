"""HTTP in coroutines, awaited on the loop that PythonContext brings."""

from aiohttp import ClientSession, web
from local_server import silent_server


async def _answer(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


async def echo(body: str | bytes) -> str:
    """What a server of aiohttp on the same loop gives back."""
    application = web.Application()
    application.router.add_post("/", _answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    address = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        async with ClientSession() as session, session.post(address, data=body) as response:
            return (await response.read()).decode()
    finally:
        await runner.cleanup()


async def wait_for_nothing() -> None:
    """Waits on the loop."""
    with silent_server() as address:
        async with ClientSession() as session:
            await session.get(address)

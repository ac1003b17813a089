"""How large a request may be; what is larger is refused before it is read."""

from typing import Final

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["MOST_BYTES", "SizeLimit"]

MOST_BYTES: Final = 1_000_000
"""A whole event with a hundred places and their candidates is 100 KB."""


class _TooLargeError(Exception):
    """More came than was told."""


class SizeLimit:
    """Refuses bodies over `MOST_BYTES`, whether their length is told or not.

    Args:
        app: What answers requests of allowed size.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if not told.isdigit() or int(told) > MOST_BYTES:
            await _refuse(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MOST_BYTES:
                raise _TooLargeError
            return message

        answered = False

        async def guarded(message: Message) -> None:
            """Put our refusal in the place of what the app makes of a body that broke off."""
            nonlocal answered
            if seen <= MOST_BYTES:
                await send(message)
            elif not answered:
                answered = True
                await _refuse(scope, receive, send)

        try:
            await self._app(scope, counted, guarded)
        except _TooLargeError:
            await guarded({"type": "http.response.start"})


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    body = {"what": f"the request is larger than {MOST_BYTES} bytes", "where": "", "remedy": "send less at a time"}
    await JSONResponse(body, status_code=413)(scope, receive, send)

"""The app: routes under /api/v1, pages under everything else, and the headers that every answer carries."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from tawthiq.errors import (
    AccessError,
    ConflictError,
    InputError,
    IntegrityError,
    NotFoundError,
    ProjectError,
    ResourceError,
    TawthiqError,
    UsageError,
)
from tawthiq.serve.access import PREFIX, Access, NotAllowedError, guard
from tawthiq.serve.desk import Desk
from tawthiq.serve.limits import SizeLimit
from tawthiq.serve.pages import add_pages
from tawthiq.serve.routes import desk as desk_routes
from tawthiq.serve.routes import explore, people, project, public, second, session
from tawthiq.serve.throttle import TooManyError
from tawthiq.serve.wire.base import Problem

__all__ = ["STATUS", "make_app"]

STATUS: Final[dict[type[TawthiqError], int]] = {
    TooManyError: 429,
    NotAllowedError: 403,
    AccessError: 401,
    NotFoundError: 404,
    ConflictError: 409,
    UsageError: 422,
    InputError: 422,
    ResourceError: 500,
    IntegrityError: 500,
    ProjectError: 503,
}
"""Class of error to status; the first that fits, from the top."""

HEADERS: Final = {
    # Nothing from elsewhere, nothing inline. blob: for the map's workers and for files made in the page.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_LOG = logging.getLogger("tawthiq.serve")
_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    code: {"model": Problem} for code in (400, 401, 403, 404, 409, 413, 422, 429, 503)
}


def make_app(desk: Desk) -> FastAPI:
    """Make the app of one project.

    Args:
        desk: The services.

    Returns:
        An ASGI app.
    """
    app = FastAPI(
        title="Tawthiq",
        version="1",
        description="Arabic reports of conflict into event records: the desk, the ledger and its people.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.desk = desk
    app.state.access = Access(desk.tables)
    api = APIRouter(prefix=PREFIX, dependencies=[Depends(guard)], responses=_PROBLEMS)
    for part in (session, project, desk_routes, explore, second, people, public):
        api.include_router(part.router)
    app.include_router(api)
    add_pages(app)
    app.add_middleware(SizeLimit)
    app.middleware("http")(_with_headers)
    app.add_exception_handler(TawthiqError, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _fault)
    return app


async def _with_headers(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await go_on(request)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.url.path.startswith(PREFIX):
        response.headers["Cache-Control"] = "no-store"  # names of people must not stay in a shared browser's cache
    return response


def _answer(status: int, problem: Problem) -> JSONResponse:
    return JSONResponse(problem.model_dump(), status_code=status)


def _problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, TawthiqError)
    status = next(code for kind, code in STATUS.items() if isinstance(error, kind))
    if isinstance(error, desk_routes.ConflictAnswer):
        return JSONResponse(error.answer.model_dump(mode="json", by_alias=True), status_code=status)
    # Paths of this machine are for its own log, not for who asks.
    where = "" if isinstance(error, ProjectError | ResourceError | IntegrityError) else error.where
    if status >= 500:
        _LOG.error("%s", error)
    response = _answer(status, Problem(what=error.what, where=where, remedy=error.remedy))
    if status == 429:
        response.headers["Retry-After"] = "900"
    return response


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return _answer(422, Problem(what=str(first["msg"]), where=where, remedy="see the API's description"))


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _answer(error.status_code, Problem(what=str(error.detail)))
    response.headers.update(error.headers or {})
    return response


def _fault(_request: Request, error: Exception) -> Response:
    _LOG.error("a fault of ours", exc_info=error)
    return _answer(500, Problem(what="a fault of ours; nothing was half done", remedy="try again, tell an admin"))

"""The built pages, served from the package; any other path gives the page itself, which reads its own address."""

from importlib.resources import files
from pathlib import Path
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.exceptions import HTTPException

__all__ = ["PAGES", "add_pages"]

PAGES: Final = Path(str(files("tawthiq.serve"))) / "pages"
_INDEX = "index.html"
# Vite names what lies here by its content: it never changes.
_NAMED_BY_CONTENT: Final = "assets/"
_MISSING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Tawthiq</title>
<h1>The pages are not built</h1>
<p>The API answers under /api/v1. To build the pages, run <code>make pages</code> in the source folder, then load this
page again.</p>
<p lang="ar" dir="rtl">الصفحات غير مبنية بعد. شغل <code>make pages</code> في مجلد المصدر ثم أعد تحميل الصفحة.</p>
</html>
"""


def add_pages(app: FastAPI, folder: Path = PAGES) -> None:
    """Serve the pages of a folder.

    Args:
        app: The app, with its API routes added already.
        folder: Where they were built.
    """
    root = folder.resolve()

    def page(request: Request) -> Response:
        path = str(request.path_params["path"])
        if path.startswith("api/"):
            raise HTTPException(404, "no such address")
        found = _file(root, path)
        if found is not None:
            kept = "public, max-age=31536000, immutable" if path.startswith(_NAMED_BY_CONTENT) else "no-cache"
            return FileResponse(found, headers={"Cache-Control": kept})
        index = root / _INDEX
        if path.startswith(_NAMED_BY_CONTENT):  # an id in a page's address may hold a dot
            raise HTTPException(404, "no such file")
        if index.is_file():
            return FileResponse(index, headers={"Cache-Control": "no-cache"})
        return HTMLResponse(_MISSING, status_code=200)

    app.add_api_route("/{path:path}", page, methods=["GET", "HEAD"], include_in_schema=False)


def _file(root: Path, path: str) -> Path | None:
    """A file below the folder; None for anything else, such as paths that lead out of it or that no disk can name."""
    try:
        found = (root / path).resolve()
        return found if found.is_relative_to(root) and found.is_file() else None
    except (OSError, ValueError):
        return None

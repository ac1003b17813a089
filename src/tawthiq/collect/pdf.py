"""PDF with a text layer to parts. Arabic comes out of a PDF as it stands on the page; here it is put in reading order.

1. pdfminer gives each line's glyphs from left to right; a line with more right-to-left letters is turned round, its
   numbers and Latin words turned back, brackets mirrored. Glyphs are turned, not letters: one may hold two (لا).
2. presentation forms become letters, combining marks go behind their letter.
3. lines of one block are joined; running heads and page numbers go.
"""

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from tawthiq.collect.items import RawItem
from tawthiq.collect.parts import Parts
from tawthiq.errors import InputError

__all__ = ["pdf_parts", "reading_order"]

_MOST_PAGES = 3000
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile(r"[A-Za-z\u00c0-\u024f]")
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_MIRRORED = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
_PAGE_NUMBER = re.compile(
    r"[\s\-–—|/]*(?:صفحة|ص|page)?[\s.:]*[\d٠-٩]{1,4}(?:\s*(?:من|/|of)\s*[\d٠-٩]{1,4})?[\s\-–—|]*\Z", re.IGNORECASE
)
_FILE_NAME = re.compile(r"^(?:Microsoft Word|untitled|document\d*|.*\.(?:docx?|pdf|indd|qxd|rtf)\b)", re.IGNORECASE)
_RUNNING = 3


def pdf_parts(item: RawItem) -> Parts:
    """Read a PDF.

    Args:
        item: Kind "pdf".

    Returns:
        Text, title and the time of its making.

    Raises:
        InputError: It is locked, broken, too long, or has no text layer.
    """
    from pdfminer.pdfdocument import PDFPasswordIncorrect, PDFTextExtractionNotAllowed
    from pdfminer.psexceptions import PSException

    try:
        pages = [list(_blocks(page)) for page in _layouts(item.body)]
        told = _metadata(item.body)
    except PDFPasswordIncorrect as err:
        raise InputError("the PDF is locked by a password", remedy="unlock it first") from err
    except PDFTextExtractionNotAllowed as err:
        raise InputError("the PDF forbids taking text out of it", remedy="ask its author") from err
    except PSException as err:
        raise InputError(f"the PDF is broken: {err}", remedy="open it in a viewer and save it again") from err
    text = "\n".join(_without_running_lines(pages))
    if not text.strip():
        raise InputError("the PDF has no text layer", remedy="it is a scan: run text recognition over it first")
    title = told.get("Title", "")
    if title and text.startswith(f"{title}\n"):
        text = text[len(title) + 1 :]
    written = [
        (line, "dated line") for line in text.split("\n")[:5] if len(line) <= 80 and re.search(r"\d{4}|[٠-٩]{4}", line)
    ]
    if stamp := re.match(r"D:(\d{4})(\d\d)(\d\d)", told.get("CreationDate", "")):
        written.append(("-".join(stamp.groups()), "PDF CreationDate"))
    return Parts(text, title=None if not title or _FILE_NAME.match(title) else title, written=tuple(written))


def _layouts(body: bytes) -> Iterator[Any]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams

    # boxes_flow None: blocks from top to bottom, which needs no search over all pairs of them.
    for number, page in enumerate(extract_pages(io.BytesIO(body), laparams=LAParams(boxes_flow=None)), 1):
        if number > _MOST_PAGES:
            raise InputError(f"more than {_MOST_PAGES} pages", remedy="split it")
        yield page


def _blocks(page: Any) -> Iterator[str]:
    from pdfminer.layout import LTTextBox, LTTextLine

    for box in page:
        if isinstance(box, LTTextBox):
            lines = [
                reading_order([glyph.get_text() for glyph in line]) for line in box if isinstance(line, LTTextLine)
            ]
            block = " ".join(line for line in lines if line)
            if block:
                yield block


def reading_order(glyphs: Sequence[str]) -> str:
    """Put the glyphs of a line into the order in which they are read.

    Args:
        glyphs: From left to right; one may hold several letters in order of reading.

    Returns:
        The line with single spaces and without presentation forms.
    """
    whole = "".join(glyphs)
    kept = [glyph for glyph in glyphs if glyph not in {"\n", "\r"}]
    if len(_RTL.findall(whole)) > len(_LTR.findall(whole)):
        kept = _turned(kept)
    text = _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), "".join(kept))
    return " ".join(text.split())


def _turned(glyphs: list[str]) -> list[str]:
    turned: list[str] = []
    run: list[str] = []
    for glyph in [*reversed(glyphs), ""]:
        if glyph and _left_to_right(glyph, run):
            run.append(glyph)
            continue
        tail: list[str] = []
        while run and not re.search(r"[\w%]", run[-1]):
            tail.insert(0, run.pop())  # a sign at the end of a run belongs to the line, not to the number
        turned.extend(reversed(run))
        run = []
        turned.extend(_MIRRORED.get(sign, sign) for sign in [*tail, glyph] if sign)
    return _marks_behind(turned)


def _left_to_right(glyph: str, run: Sequence[str]) -> bool:
    if glyph.isdigit() or _LTR.search(glyph):
        return True
    return bool(run) and glyph in {".", ",", ":", "/", "-", "%", "_", "@", "\u066b", "\u066c", "'"}


def _marks_behind(glyphs: list[str]) -> list[str]:
    ordered: list[str] = []
    waiting: list[str] = []
    for glyph in glyphs:
        if all(unicodedata.combining(letter) for letter in glyph):
            waiting.append(glyph)
        else:
            ordered.extend([glyph, *waiting])
            waiting = []
    return ordered + waiting


def _without_running_lines(pages: list[list[str]]) -> Iterator[str]:
    """Leave out page numbers, and heads and feet that stand on three pages or more."""
    edges = Counter(block for blocks in pages for block in {*blocks[:1], *blocks[-1:]})
    for blocks in pages:
        for at, block in enumerate(blocks):
            running = at in {0, len(blocks) - 1} and edges[block] >= _RUNNING
            if not running and not _PAGE_NUMBER.match(block):
                yield block


def _metadata(body: bytes) -> dict[str, str]:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.utils import decode_text

    told: dict[str, str] = {}
    for info in PDFDocument(PDFParser(io.BytesIO(body))).info:
        for key, value in info.items():
            if isinstance(value, bytes):
                told[str(key)] = " ".join(decode_text(value).split())
    return told

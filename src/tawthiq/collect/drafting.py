"""From a raw item to a draft: its parts read by kind, then what is the same for every kind.

1. parts by kind: text, title, author, address, written time;
2. outlet by address, then by name, then by what the file names;
3. boilerplate stripped from pages; texts of records and posts stay as they came;
4. time of publication in the outlet's zone;
5. lines that are not Arabic marked;
6. page key: the address without tracking, or the source's own id, or the file.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tawthiq.collect.decoding import clean, decode
from tawthiq.collect.items import RawItem
from tawthiq.collect.language import mark_lines
from tawthiq.collect.outlets import Outlet, Outlets
from tawthiq.collect.page import page_parts
from tawthiq.collect.parts import Parts
from tawthiq.collect.pdf import pdf_parts
from tawthiq.collect.published import publication
from tawthiq.errors import InputError
from tawthiq.model.drafts import Draft, Failure, Publication

__all__ = ["canonical_address", "draft_of"]

_LONGEST_ID = 200
_LONGEST_FACT = 2000
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|ref|ref_src|spm|_ga|amp|share|xtor|at_\w+)\Z", re.I)


def draft_of(item: RawItem, outlets: Outlets) -> Draft | Failure:
    """Make a draft of a raw item.

    Args:
        item: From a reader.
        outlets: All outlets.

    Returns:
        The draft, or the failure that says why its bytes give no report.
    """
    try:
        parts = _with_given(_PARTS[item.kind](item), item.given)
    except InputError as err:
        return Failure("extract", item.source, item.locator, err.what, err.remedy)
    except TimeoutError:
        raise
    except Exception as err:  # noqa: BLE001  (parsers of foreign formats raise anything; the reason is kept as a row)
        return Failure("extract", item.source, item.locator, f"{type(err).__name__}: {str(err)[:300]}")
    return _finish(item, parts, outlets)


def _with_given(parts: Parts, given: Mapping[str, Any]) -> Parts:
    """Let what the container says stand where the item itself is silent; its time goes first if it has one."""
    told = ((str(given["published"]), str(given.get("published_basis", "record"))),) if given.get("published") else ()
    return replace(
        parts,
        title=parts.title or given.get("title"),
        author=parts.author or given.get("author"),
        url=given.get("url") or parts.url,
        site=given.get("source") or parts.site,
        written=(*told, *parts.written),
        extra={**(given.get("extra") or {}), **parts.extra},
    )


def _finish(item: RawItem, parts: Parts, outlets: Outlets) -> Draft:
    url, canonical = _fact(parts.url), _fact(parts.canonical)
    outlet = outlets.by_address(canonical) or outlets.by_address(url) or outlets.by_name(parts.site)
    text = clean(parts.text)
    if parts.strips:
        text = _stripped(text, outlets, outlet)
    languages = mark_lines(text)
    given_id = _fact(str(item.given["id"])) if item.given.get("id") is not None else None
    address = canonical_address(canonical or url)
    return Draft(
        locator=item.locator,
        raw_sha256=hashlib.sha256(item.body).hexdigest(),
        text=text,
        page_key=_page_key(item, address, given_id, parts.site),
        given_id=given_id[:_LONGEST_ID] if given_id else None,
        title=_fact(parts.title),
        author=_fact(parts.author),
        outlet=outlet.id if outlet else None,
        source=_fact(parts.site) or (outlet.name_ar if outlet else None),
        url=url,
        canonical_url=address,
        url_key=_bare(canonical_address(url)),
        publication=_publication(parts, outlet),
        language=languages.main,
        foreign=languages.foreign,
        extra=_extra(parts, text, outlet),
    )


def _publication(parts: Parts, outlet: Outlet | None) -> Publication | None:
    zone = outlet.time_zone if outlet else None
    for written, basis in parts.written:
        if found := publication(written, basis, zone):
            return found
    return None


def _extra(parts: Parts, text: str, outlet: Outlet | None) -> dict[str, object]:
    extra: dict[str, object] = json.loads(clean(json.dumps(dict(parts.extra), ensure_ascii=False, default=str)))
    if outlet and parts.strips and not outlet.floor_words <= len(text.split()) <= outlet.ceiling_words:
        extra["unusual_length"] = len(text.split())
    return extra


def _stripped(text: str, outlets: Outlets, outlet: Outlet | None) -> str:
    patterns = outlets.boilerplate + (outlet.boilerplate if outlet else ())
    kept = [line for line in text.split("\n") if not any(p.fullmatch(line.strip()) for p in patterns)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _fact(value: object) -> str | None:
    """Write a name, title or address on one line, short enough for an index."""
    text = " ".join(clean(str(value)).split()) if value is not None else ""
    return text[:_LONGEST_FACT] or None


def _page_key(item: RawItem, address: str | None, given_id: str | None, site: str | None) -> str:
    if address:
        # A feed's summary is no version of the page that it sums up; the store keeps the two in one family.
        kind = "feed" if item.given.get("is_summary") else "url"
        return f"{kind}:{_bare(address)}"
    if given_id:
        return f"id:{site or item.source}:{given_id}"[:_LONGEST_FACT]
    return f"file:{item.source}!{item.locator}"[:_LONGEST_FACT]


def _bare(address: str | None) -> str | None:
    """An address without what differs between links to one page."""
    return re.sub(r"^https?://(?:www\.)?", "", address) if address else None


def canonical_address(url: str | None) -> str | None:
    """Write an address in one form: small host, no default port, fragment or tracking, parameters in order.

    Args:
        url: Any, or None.

    Returns:
        The address; None for what is no http(s) address with a host.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    shown = host.lower() if port in {None, 80, 443} else f"{host.lower()}:{port}"
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0]))
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((parts.scheme.lower(), shown, path, urlencode(query), ""))


def _text_parts(item: RawItem) -> Parts:
    return Parts(decode(item.body).text)


def _record_parts(item: RawItem) -> Parts:
    return Parts(str(item.given["text"]))


_PARTS: dict[str, Callable[[RawItem], Parts]] = {
    "text": _text_parts,
    "record": _record_parts,
    "html": page_parts,
    "pdf": pdf_parts,
}

"""A page to its parts: main text, headline, author, addresses, times.

1. the body where the page's own publishing system puts it (markup.find_body), else by trafilatura, after what is no
   article (menus, lists of links, cards) is cut away, because its heuristics were made on other scripts;
2. headline: what the page tells other programs, then its headings, then its title without the site's name;
3. times, the surest first: structured data, meta tags, the system's own element, time elements, dated
   lines, the address.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tawthiq.collect.decoding import decode
from tawthiq.collect.items import RawItem
from tawthiq.collect.markup import System, find_body, node_text
from tawthiq.collect.parts import Parts
from tawthiq.errors import InputError

__all__ = ["page_parts", "page_source", "parse_page"]

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|Page saved with SingleFile\s+url:\s*(\S+)")
_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{14})[a-z_]*/(https?://[^\s\x22'<>]+)")
_TIME_META = (
    "article:published_time", "og:article:published_time", "datepublished", "publisheddate", "publish-date", "pubdate",
    "dc.date.issued", "dcterms.created", "dc.date", "parsely-pub-date", "sailthru.date", "date", "dcterms.date",
)  # fmt: skip
_NAMED_TIME = "[itemprop='datePublished'], [property*='dc:created'], [pubdate], abbr.published, .published"
_TIME_ELEMENTS = "article time[datetime], main time[datetime], time[datetime]"
_DATED_CLASSES = "[class*='date'], [class*='Date'], [class*='publish'], [class*='time'], [class*='meta'], [id*='date']"
_DATED_LINE = re.compile(
    r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}|\d{1,2}\s+\S+(?:\s\S+)?,?\s+\d{4}|[٠-٩]{1,2}\s+\S+\s+[٠-٩]{4}"
)
_ADDRESS_DAY = re.compile(r"/(20[0-3]\d|19[89]\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/\-.]|\Z)")
_BYLINE = re.compile(r"^(?:كتب(?:ه|ت)?|بقلم|مرسلة|نشر(?:ه)?|الكاتب|بواسطة|By|by)(?:\s+بواسطة)?\s*[:/\-]?\s+")
_SEPARATORS = re.compile(r"\s+[|\-–—»«:·•]+\s+|\s*[|»]\s*|\s::\s")
# What surely is no article, cut before the general extractor looks.
_FURNITURE = (
    "header nav, footer, aside, [role='navigation'], [role='banner'], [role='complementary'], [role='contentinfo'],"
    " [role='dialog'], [class*='related'], [class*='comment'], [id*='comment'], [class*='newsletter'],"
    " [class*='Newsletter'], [class*='breadcrumb'], [class*='sidebar'], [class*='cookie'], [class*='menu'],"
    " [class*='block_title'], [class*='block_item'], [class*='tags'], [class*='ticker'], [class*='Ticker']"
)
_CARDS = "a h1, a h2, a h3, a h4, a p, a div"
_LIST_SHARE = 0.6
_SHORT_LINE = 80
_DATE_WORDS = 9
_LONG_CELL = 250
_TABLE_TAGS = re.compile(r"<(/?)(?:table|tbody|thead|tfoot|tr|td|th)\b[^>]*>", re.IGNORECASE)


def page_parts(item: RawItem) -> Parts:
    """Read a page.

    Args:
        item: Kind "html"; `given` may tell url and charset.

    Returns:
        Its parts.

    Raises:
        InputError: It is binary, or no main text can be found.
    """
    return parse_page(page_source(item.body, item.given.get("charset")), str(item.given.get("url") or "") or None)


def page_source(body: bytes, charset: object = None) -> str:
    """Decode a page by its transport's charset or its own.

    Args:
        body: Its bytes.
        charset: From HTTP headers.

    Returns:
        The markup.

    Raises:
        InputError: It is binary.
    """
    own = _CHARSET.search(body[:4096])
    declared = str(charset) if charset else own[1].decode("ascii", "replace") if own else None
    return decode(body, declared).text


@dataclass(frozen=True, slots=True)
class _Head:
    """What a page says of itself before anything is removed from it."""

    told: Mapping[str, Any]
    metas: Mapping[str, str]
    headings: tuple[str, ...]
    title: str
    lines: tuple[str, ...]


def _head(tree: LexborHTMLParser) -> _Head:
    headings = tuple(text for node in tree.css("h1, h2, h3") if (text := node_text(node)) and "\n" not in text)
    title = tree.css_first("title")
    lines = node_text(tree.body).split("\n") if tree.body is not None else []
    return _Head(
        _structured(tree), _metas(tree), headings, " ".join(title.text().split()) if title else "", tuple(lines)
    )


def parse_page(html: str, url: str | None) -> Parts:
    """Read the markup of a page; see `page_parts`.

    Args:
        html: The markup.
        url: Its address where that is known.

    Returns:
        Its parts.

    Raises:
        InputError: No main text can be found.
    """
    whole = LexborHTMLParser(html)
    head = _head(whole)
    tree = LexborHTMLParser(html)
    body = find_body(tree)
    system = body.system if body else None
    saved, archived_at = _saved_address(html)
    canonical = _canonical(whole, head.metas)
    title = _title(whole, system, head)
    text = _without_head(body.text if body else _general(tree, url), title)
    if not text:
        raise InputError("no main text was found on the page", remedy="if it has one, add its body to systems.tsv")
    extra = {"system": system.name if system else None, "archived_at": archived_at}
    return Parts(
        text,
        title=title,
        author=_author(whole, system, head),
        url=saved or url,
        canonical=canonical,
        written=tuple(_written(whole, system, head, (title, canonical or saved or url))),
        site=head.metas.get("og:site_name") or head.told.get("site"),
        strips=True,
        extra={key: value for key, value in extra.items() if value},
    )


def _structured(tree: LexborHTMLParser) -> dict[str, Any]:
    """Headline, author and time of the article that JSON-LD describes, whatever graph it stands in."""
    found: dict[str, Any] = {}
    for node in tree.css("script[type='application/ld+json']"):
        try:
            told = json.loads(node.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(told):
            kinds = thing.get("@type")
            named = kinds if isinstance(kinds, list) else [kinds]
            if any(
                isinstance(kind, str) and kind.endswith(("Article", "Posting", "ReportageNewsArticle"))
                for kind in named
            ):
                found.setdefault("title", thing.get("headline"))
                found.setdefault("published", thing.get("datePublished"))
                found.setdefault("author", _person(thing.get("author")))
                found.setdefault("site", _named(thing.get("publisher")))
    return {key: value for key, value in found.items() if isinstance(value, str) and value.strip()}


def _things(told: Any) -> Iterator[Mapping[str, Any]]:
    stack = [told]
    while stack:
        one = stack.pop()
        if isinstance(one, dict):
            yield one
            stack.extend(value for value in one.values() if isinstance(value, dict | list))
        elif isinstance(one, list):
            stack.extend(reversed(one))


def _person(author: Any) -> str | None:
    people = author if isinstance(author, list) else [author]
    names = [_named(one) for one in people if not isinstance(one, dict) or one.get("@type", "Person") == "Person"]
    return "، ".join(name for name in names if name) or None


def _named(thing: Any) -> str | None:
    if isinstance(thing, dict):
        thing = thing.get("name")
    return thing.strip() if isinstance(thing, str) and thing.strip() else None


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    metas: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop")
        content = (node.attributes.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _saved_address(html: str) -> tuple[str | None, str | None]:
    """What a browser or archive wrote into the page when it saved it: its address, and when it was archived."""
    saved = _SAVED_FROM.search(html[:20000])
    if saved:
        return saved[1] or saved[2], None
    archived = _WAYBACK.search(html[:20000]) if "web.archive.org" in html[:20000] else None
    return (archived[2].rstrip("\"'>/"), archived[1]) if archived else (None, None)


def _canonical(tree: LexborHTMLParser, metas: Mapping[str, str]) -> str | None:
    link = tree.css_first("link[rel='canonical']")
    address = (link.attributes.get("href") if link else None) or metas.get("og:url") or ""
    archived = _WAYBACK.match(address)
    address = archived[2] if archived else address
    return address if address.startswith("http") else None


def _title(whole: LexborHTMLParser, system: System | None, head: _Head) -> str | None:
    if system is not None and system.title == "none":
        return None
    if system is not None and system.title and (own := _select(whole, system.title)):
        return own
    stated = " ".join(str(head.told.get("title") or head.metas.get("og:title") or head.title).split())
    within = [heading for heading in head.headings if heading in stated]
    if within:
        return max(within, key=len)
    around = [heading for heading in head.headings if stated and stated in heading]
    if around:
        return around[0]
    if stated != head.title:
        return _without_site(stated, head.metas.get("og:site_name")) or None
    parts = [part.strip() for part in _SEPARATORS.split(stated) if part.strip()]
    return max(parts, key=len) if parts else next(iter(head.headings), None)


def _without_site(stated: str, site: str | None) -> str:
    parts = [part.strip() for part in _SEPARATORS.split(stated) if part.strip()]
    if len(parts) > 1 and (site in parts or len(parts[-1].split()) <= 3 < len(max(parts, key=len).split())):
        return max(parts, key=len)
    return stated


_AUTHOR_MARKS = (
    "[rel='author'], [itemprop='author'], .author-name, .field--name-uid, .auteurs .fn, .username",
    "[class*='author'], [class*='byline']",
)


def _author(whole: LexborHTMLParser, system: System | None, head: _Head) -> str | None:
    if system is not None and system.title == "none":
        return None  # a post: the name beside it is the account's
    if system is not None and system.author and (own := _plain_name(_select(whole, system.author) or "")):
        return own
    for name in ("article:author", "author", "parsely-author"):
        stated = head.told.get("author") or head.metas.get(name)
        if stated and not stated.startswith("http"):
            return str(stated)
    for selector in _AUTHOR_MARKS:
        for node in whole.css(selector):
            if found := _plain_name(node_text(node)):
                return found
    return None


def _plain_name(text: str) -> str | None:
    name = _BYLINE.sub("", " ".join(text.split())).strip(" :،,-")
    return name if name and len(name) <= 60 and not re.search(r"\d", name) else None


def _select(whole: LexborHTMLParser, selector: str) -> str | None:
    node = whole.css_first(selector)
    return " ".join(node_text(node).split()) or None if node else None


def _element_time(node: LexborNode, basis: str) -> Iterator[tuple[str, str]]:
    for name in ("datetime", "content", "title"):
        if value := node.attributes.get(name):
            yield value, basis
    yield " ".join(node_text(node).split())[:200], basis


def _written(
    whole: LexborHTMLParser, system: System | None, head: _Head, known: tuple[str | None, str | None]
) -> Iterator[tuple[str, str]]:
    """Times as written, the surest first; `known` is headline and address."""
    title, address = known
    if "published" in head.told:
        yield head.told["published"], "json-ld datePublished"
    for name in _TIME_META:
        if name in head.metas:
            yield head.metas[name], f"meta {name}"
    marks = ((system.date, f"{system.name} page", 1),) if system is not None and system.date else ()
    for selector, basis, most in (*marks, (_NAMED_TIME, "marked element", 3), (_TIME_ELEMENTS, "time element", 3)):
        for node in whole.css(selector)[:most]:
            yield from _element_time(node, basis)
    for node in whole.css(_DATED_CLASSES)[:40]:
        yield from _dated(" ".join(node_text(node).split()), "dated element")
    for line in _near(head.lines, title):
        yield from _dated(line, "dated line")
    day = _ADDRESS_DAY.search(address or "")
    if day:
        yield f"{day[1]}-{day[2]}-{day[3]}", "address"


def _dated(line: str, basis: str) -> Iterator[tuple[str, str]]:
    found = _DATED_LINE.search(line) if len(line) <= _SHORT_LINE else None
    if found:
        yield line[found.start() :], basis


def _near(lines: tuple[str, ...], title: str | None) -> tuple[str, ...]:
    """The lines after the last place of the headline, where pages put their date, then those before it."""
    at = max((n for n, line in enumerate(lines) if line == title), default=0)
    return lines[at + 1 : at + 7] + lines[max(0, at - 3) : at]


def _general(tree: LexborHTMLParser, url: str | None) -> str:
    """Leave the page to trafilatura, without what surely is no article."""
    import trafilatura  # 0.5 s to import; records and posts do without

    _prune(tree)
    if _is_list_of_links(tree):
        return ""
    markup = tree.html or ""
    if max((len(node_text(cell)) for cell in tree.css("td")), default=0) > _LONG_CELL:
        markup = _TABLE_TAGS.sub(r"<\1div>", markup)  # a layout of tables: cells are blocks, not data
    found = trafilatura.extract(
        markup, url=url, favor_precision=True, include_comments=False, include_tables=True, output_format="txt"
    )
    return "\n".join(line for line in (found or "").split("\n") if line.strip(" |-"))


def _prune(tree: LexborHTMLParser) -> None:
    for node in tree.css(_FURNITURE):
        if node.tag not in {"body", "html", "main"}:
            node.decompose()
    for node in tree.css(_CARDS):
        node.decompose()
    for node in tree.css("ul, ol, td, p"):
        whole = len("".join(node.text().split()))
        linked = sum(len("".join(link.text().split())) for link in node.css("a"))
        if whole and linked >= whole * _LIST_SHARE and not node.css_first("h1"):
            node.decompose()


def _is_list_of_links(tree: LexborHTMLParser) -> bool:
    """A front page or an index: most of its letters lead elsewhere."""
    if tree.body is None:
        return True
    whole = len("".join(tree.body.text().split()))
    linked = sum(len("".join(link.text().split())) for link in tree.body.css("a"))
    return linked >= whole * _LIST_SHARE


def _without_head(text: str, title: str | None) -> str:
    """Take off what stands above the text: the headline with what is before it, lines that only date the page."""
    lines = text.split("\n")
    if title in lines[:4]:
        lines = lines[lines.index(title) + 1 :]
    while len(lines) > 1 and _only_dates(lines[0]):
        lines.pop(0)
    return "\n".join(lines).strip()


def _only_dates(line: str) -> bool:
    return (
        bool(_DATED_LINE.search(line)) and len(line.split()) <= _DATE_WORDS and not line.rstrip().endswith((".", "؟"))
    )

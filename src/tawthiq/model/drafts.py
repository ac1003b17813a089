"""What collecting hands to the store: a report not yet kept, or the reason why there is none.

`collect` makes these, `store` writes them, and neither imports the other (design.md, section 3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Draft", "Failure", "Publication"]


@dataclass(frozen=True, slots=True)
class Publication:
    """When a report was published, and how that is known.

    Attributes:
        day: ISO day in the outlet's own zone, for the codebook's `published`.
        at: ISO time; with its offset where that is known, naive where it is not; None where only a day is told.
        zone: "+03:00" as the source gave it, or the outlet's IANA zone that was assumed; None if unknown.
        basis: Where it was read, such as "meta article:published_time" or "feed pubDate"; an assumed zone
            adds "; zone of the outlet".
    """

    day: str
    at: str | None
    zone: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as read from its evidence.

    Attributes:
        locator: Where inside the object its bytes stand, such as "line:7" or "member:a.html"; "" for all of it.
        raw_sha256: Hash of those bytes.
        text: What is coded; offsets count its code points.
        given_id: The id that the source gives, or None.
        page_key: The same for all versions of one page or post: "url:", "feed:" (a summary in a feed), "id:" or
            "file:" and what tells it.
        url_key: The address as met in the form of page keys; None where there is none.
        title: Headline, or None.
        author: As written, or None.
        outlet: Id of the outlet's file in resources/outlets, or None.
        source: The outlet's name, as the source or that file writes it.
        url: Address as met.
        canonical_url: Address as the page or the cleaning rules give it.
        publication: Or None if nothing tells it.
        language: Of most of the text: an ISO 639 code, "und" where it cannot be told, None if there is no text.
        foreign: Spans of lines that are not Arabic: (start, end, language); kept, not coded.
        extra: What else the source tells (views, forwarded from, edited), JSON values only.
    """

    locator: str
    raw_sha256: str
    text: str
    page_key: str
    given_id: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    source: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    publication: Publication | None = None
    language: str | None = None
    foreign: tuple[tuple[int, int, str], ...] = ()
    url_key: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no report.

    Attributes:
        stage: "fetch", "store", "read", "extract" or "code".
        source: File, address or report id.
        locator: Where inside it; "" for all of it.
        error: One sentence with the value that was wrong.
        remedy: What a person can do; "" where nothing can be done.
    """

    stage: str
    source: str
    locator: str
    error: str
    remedy: str = ""

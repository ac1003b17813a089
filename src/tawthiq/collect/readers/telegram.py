"""Telegram: the export of its desktop program as JSON and as HTML, and pages of its web preview; one item a message.

Service messages (joined, pinned) are no reports and are passed over; a message of pictures only is a report without
text.
Forms: https://core.telegram.org/import-export and the files that Telegram Desktop 1.x to 5.x writes.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tawthiq.collect.decoding import decode
from tawthiq.collect.items import Context, Found, bounded
from tawthiq.collect.markup import node_text
from tawthiq.errors import InputError

__all__ = ["read_telegram_html", "read_telegram_json", "split_preview"]

_CHAT_KEYS = frozenset({"name", "type", "id"})
_KEPT = (
    "forwarded_from", "edited_unixtime", "reply_to_message_id", "photo", "file", "media_type", "author", "via_bot",
    "location_information", "contact_information", "poll",
)  # fmt: skip
_PUBLIC = re.compile(r"public_(?:channel|supergroup)|private_(?:channel|supergroup)")


def read_telegram_json(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read the messages of a `result.json`, of one chat or of a whole account, without holding it whole.

    Args:
        file: At its beginning.
        context: Where we are.

    Yields:
        One item a message; a last failure where the file is cut or broken.
    """
    import ijson  # type: ignore[import-untyped]

    chat: dict[str, Any] = {}
    builder: Any = None
    number = 0
    try:
        for prefix, event, value in ijson.parse(file, use_float=True):
            level, _, key = prefix.rpartition(".")
            if builder is not None:
                builder.event(event, value)
                if event == "end_map" and (prefix == "messages.item" or prefix.endswith(".messages.item")):
                    number += 1
                    yield from _message(builder.value, chat, context)
                    builder = None
            elif event == "start_map" and (prefix == "messages.item" or prefix.endswith(".messages.item")):
                builder = ijson.ObjectBuilder()
                builder.event(event, value)
            elif key in _CHAT_KEYS and level in {"", "chats.list.item", "left_chats.list.item"}:
                chat[key] = value
    except ijson.JSONError as err:
        yield context.failure(f"the export is cut or broken after message {number}: {err}", "", "export it again")
        return
    if not number:
        yield context.failure("no messages in the export", "", "choose JSON and all messages when exporting")


def _message(message: Mapping[str, Any], chat: Mapping[str, Any], context: Context) -> Iterator[Found]:
    if message.get("type") != "message":
        return
    number, name = message.get("id"), chat.get("name")
    body = json.dumps(message, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    in_channel = _PUBLIC.search(str(chat.get("type", "")))
    given: dict[str, object] = {
        "text": _text(message.get("text", "")),
        "id": f"{chat.get('id', name)}/{number}",
        "url": f"https://t.me/c/{chat['id']}/{number}" if in_channel and chat.get("id") else None,
        "source": name or message.get("from"),
        "author": message.get("from") if message.get("from") != name else None,
        "extra": {key: message[key] for key in _KEPT if message.get(key) is not None} or None,
    }
    given["published"], given["published_basis"] = _sent(message)
    yield context.item("record", f"message:{chat.get('id', '')}/{number}", body, given)


def _text(written: Any) -> str:
    """A text is a string, or a list of strings and of pieces with a form (bold, link, hashtag)."""
    if isinstance(written, str):
        return written
    return "".join(one if isinstance(one, str) else str(one.get("text", "")) for one in written)


def _sent(message: Mapping[str, Any]) -> tuple[str | None, str]:
    """The clock of the machine that exported, with its distance from UTC where the export tells both."""
    local, unix = message.get("date"), message.get("date_unixtime")
    if not unix:
        return local, "telegram date (clock of the exporter)"
    from datetime import UTC, datetime, timedelta, timezone

    moment = datetime.fromtimestamp(int(unix), UTC)
    try:
        ahead = datetime.fromisoformat(str(local)).replace(tzinfo=UTC) - moment
        zone = timezone(timedelta(minutes=round(ahead.total_seconds() / 60)))
    except ValueError:
        zone = UTC
    return moment.astimezone(zone).isoformat(), "telegram date_unixtime"


def read_telegram_html(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read the messages of a `messages.html`.

    Args:
        file: At its beginning.
        context: Where we are.

    Yields:
        One item a message.
    """
    try:
        tree = LexborHTMLParser(decode(bounded(file, context.limits)).text)
    except InputError as err:
        yield context.failure(err)
        return
    header = tree.css_first(".page_header .text")
    chat = node_text(header) if header else None
    sender: str | None = None
    for node in tree.css("div.message.default"):
        name = node.css_first(".body > .from_name")
        sender = node_text(name) if name else sender  # joined messages repeat the sender of the one before
        yield _exported(node, chat, sender, context)


def _exported(node: LexborNode, chat: str | None, sender: str | None, context: Context) -> Found:
    number = (node.attributes.get("id") or "").removeprefix("message")
    text = node.css_first(".text")
    date = node.css_first(".date.details")
    raw = (node.html or "").encode("utf-8", "surrogatepass")
    for when in node.css(".forwarded .from_name .date"):
        when.decompose()
    forwarded = node.css_first(".forwarded .from_name")
    origin = node_text(forwarded) if forwarded else None
    given: dict[str, object] = {
        "text": node_text(text) if text else "",
        "id": f"{chat}/{number}",
        "source": chat,
        "author": sender if sender != chat else None,
        "published": date.attributes.get("title") if date else None,
        "published_basis": "telegram date",
        "extra": {"forwarded_from": origin} if origin else None,
    }
    return context.item("record", f"message:{number}", raw, given)


def split_preview(html: str, context: Context) -> list[Found]:
    """Cut a page of a channel's web preview (t.me/s/NAME) into its messages.

    Args:
        html: The page.
        context: Where we are.

    Returns:
        One item a message; empty for a page that is no such preview or holds one message only.
    """
    tree = LexborHTMLParser(html)
    messages = tree.css(".tgme_widget_message[data-post]")
    return [_previewed(node, context) for node in messages] if len(messages) > 1 else []


def _previewed(node: LexborNode, context: Context) -> Found:
    post = node.attributes.get("data-post") or ""
    owner = node.css_first(".tgme_widget_message_owner_name")
    time = node.css_first(".tgme_widget_message_date time")
    origin = node.css_first(".tgme_widget_message_forwarded_from_name")
    texts = [
        one for one in node.css(".tgme_widget_message_text") if "js-message_text" in (one.attributes.get("class") or "")
    ]
    given: dict[str, object] = {
        "text": node_text(texts[-1]) if texts else "",
        "id": post,
        "url": f"https://t.me/{post}",
        "source": node_text(owner) if owner else None,
        "published": time.attributes.get("datetime") if time else None,
        "published_basis": "telegram preview",
        "extra": {"forwarded_from": node_text(origin)} if origin else None,
    }
    return context.item("record", f"message:{post}", (node.html or "").encode("utf-8", "surrogatepass"), given)

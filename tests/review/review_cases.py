"""Material of the review tests: gold events and reports made by hand, and predictions made by disturbing gold.

Strategy: rules are tested on the smallest report that shows them; equality with the codebook's scorer is tested on
the shared gold set, disturbed at random from a seed that stands in the test's parameters.
"""

import copy
import os
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tawthiq.model.codebook import FAMILY, GROUPS, HARMS, OBJECT_CLASSES, WEAPON_CLASSES

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "tests" / "gold" / "demo.jsonl"


def shared_folder() -> Path:
    """The shared folder; the test that asks for it is not run where there is none."""
    folder = Path(os.environ.get("TAWTHIQ_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "score.py").exists():
        pytest.skip("not run: no shared folder")
    return folder


def event(quote: str, kind: str = "shelling", **fields: Any) -> dict[str, Any]:
    return {"type": kind, "scope": "incident", "quotes": [quote], **fields}


def report(text: str, *events: dict[str, Any], name: str = "r") -> dict[str, Any]:
    return {"id": name, "text": text, "events": list(events)}


_LISTS = ("places", "actor1", "actor2", *HARMS, "weapons", "objects", "attribution")


def _disturb_name(name: str, rng: random.Random) -> str:
    words = name.split()
    change = rng.randrange(5)
    if change == 0:
        return " ".join(words[:-1]) or name
    if change == 1:
        return f"{name} في مكان آخر بعيد"
    if change == 2:
        return name.replace("أ", "ا").replace("ة", "ه").replace("ى", "ي")
    return rng.choice((name, "اسم آخر", ""))


def _disturb_value(slot: str, value: Any, rng: random.Random) -> Any:
    if slot == "attribution":
        return _disturb_name(value, rng)
    if slot in HARMS:
        value["group"] = rng.choice((value["group"], rng.choice(sorted(GROUPS))))
        value["min"] += rng.choice((0, 0, 1))
        value["max"] = rng.choice((value["max"], value["max"], None, value["min"]))
        value["part"] = rng.choice((bool(value.get("part")), rng.random() < 0.2))
    elif slot in ("weapons", "objects"):
        classes = WEAPON_CLASSES if slot == "weapons" else OBJECT_CLASSES
        value["class"] = rng.choice((value["class"], rng.choice(sorted(classes))))
        if rng.random() < 0.05:
            del value["class"]
    else:
        value["name"] = _disturb_name(value["name"], rng)
        if "id" in value:
            value["id"] = rng.choice((value["id"], value["id"], None, "isis"))
    return value


def _disturb_words(event: dict[str, Any], text: str, rng: random.Random) -> None:
    spans = [(text.find(quote), text.find(quote) + len(quote)) for quote in event["quotes"]]
    shifted = [(a + rng.randint(-40, 40), b + rng.randint(-40, 40)) for a, b in spans]
    change = rng.randrange(4)
    if change == 0:
        event["spans"] = [list(span) for span in shifted]  # some end before they start or lie outside the text
        del event["quotes"]
    elif change == 1:
        event["quotes"] = [text[max(0, a) : max(0, b)] for a, b in shifted]
    elif change == 2:
        event["quotes"] = [*event["quotes"][: rng.randint(0, 1)], "كلام ليس في النص"]


def _disturb_event(event: dict[str, Any], text: str, rng: random.Random) -> dict[str, Any]:
    _disturb_words(event, text, rng)
    if rng.random() < 0.3:
        event["type"] = rng.choice((*FAMILY, None, "no-such-type"))
    for slot in _LISTS:
        values = event.get(slot) or []
        event[slot] = [
            _disturb_value(slot, value, rng) if rng.random() < 0.4 else value for value in values if rng.random() > 0.1
        ]
        if values and rng.random() < 0.2:
            event[slot].append(copy.deepcopy(values[0]))
    event["date"] = rng.choice((event.get("date"), event.get("date"), None, "2020-02-29"))
    event["scope"] = rng.choice((event["scope"], "aggregate", None))
    return event


def disturbed(reports: Iterable[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """Make predictions out of gold reports.

    Args:
        reports: Gold reports; they are not changed.
        seed: The same seed gives the same predictions.

    Returns:
        `{"id", "events"}` for nine in ten reports, with events dropped, doubled, moved and edited, in another order.
    """
    rng = random.Random(seed)
    made = []
    for report in copy.deepcopy(list(reports)):
        if rng.random() < 0.1:
            continue
        events = [e for e in report["events"] if rng.random() > 0.15]
        events += [copy.deepcopy(e) for e in events if rng.random() < 0.1]
        rng.shuffle(events)
        made.append({"id": report["id"], "events": [_disturb_event(e, report["text"], rng) for e in events]})
    return made

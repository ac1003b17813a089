"""What the tests of the archive share: made-up reports, a coder that reads nothing but one word, helpers.

The sentences are our own. Places and actors are real names; what happens in them is invented.
"""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PLACES = "حلب|إدلب|دوما|سراقب|تعز|الحديدة|الموصل|الفلوجة|بنغازي|سرت|الخرطوم|نيالا|خان يونس|جباليا|صور|النبطية".split(
    "|"
)
ACTORS = ("قوات النظام", "مسلحون مجهولون", "فصائل معارضة", "قوات حكومية", "جماعة الحوثي", "قوات الدعم السريع")
ACTS = ("قصفت بالمدفعية", "استهدفت بقذائف الهاون", "هاجمت بالأسلحة الرشاشة", "أطلقت صواريخ على")
SITES = ("أحياء سكنية في", "سوقا شعبية في", "محيط مشفى في", "مدرسة في أطراف", "الطريق الواصل إلى", "منازل المدنيين في")
RESULTS = (
    "ما أدى إلى مقتل {n} أشخاص",
    "وأسفر ذلك عن إصابة {n} مدنيين",
    "دون أن ترد أنباء عن ضحايا",
    "وسقط {n} جرحى بينهم طفلان",
)
SAYS = ("بحسب مصادر محلية", "وفق ما قال شهود", "كما ذكر ناشطون", "نقلا عن مصدر طبي", "وأكد ذلك الدفاع المدني")
DETAILS = (
    "وتوجهت سيارات الإسعاف إلى المكان ونقلت المصابين إلى أقرب نقطة طبية",
    "وشهدت المنطقة حركة نزوح باتجاه القرى المجاورة بعد ساعات من ذلك",
    "وانقطعت الكهرباء والاتصالات عن معظم الأحياء حتى صباح اليوم التالي",
    "وقال أحد السكان إن الدخان كان يرى من مسافة بعيدة طوال النهار",
    "ولم يصدر تعليق رسمي على الحادثة حتى وقت كتابة هذا الخبر",
    "وأغلقت المدارس أبوابها تحسبا لتجدد القصف خلال الأيام المقبلة",
)
VERSION = "fake-1"


def make_report(n: int) -> dict[str, Any]:
    """Make the n-th report; the same for the same number, different from all others."""
    pick = random.Random(n)
    place = pick.choice(PLACES)
    lines = []
    for _ in range(pick.randint(2, 4)):
        result = pick.choice(RESULTS).format(n=pick.randint(2, 90))
        told = f"{pick.choice(ACTS)} {pick.choice(SITES)} {pick.choice(PLACES)}"
        lines.append(f"{pick.choice(ACTORS)} {told} {result} {pick.choice(SAYS)}. {pick.choice(DETAILS)} {n}.")
    day = f"20{pick.randint(12, 24):02}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
    return {
        "id": f"r{n}",
        "source": pick.choice(("عنب بلدي", "مصدر محلي", "سانا")),
        "url": f"https://news.example/{n}",
        "published": day,
        "title": f"تطورات ميدانية في {place} رقم {n}",
        "text": "\n".join(lines),
    }


def write_reports(path: Path, numbers: Sequence[int]) -> Path:
    """Write reports as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for n in numbers:
            file.write(json.dumps(make_report(n), ensure_ascii=False) + "\n")
    return path


def fake_coder(reports: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Code one shelling for each report that has the word "بالمدفعية", with the place after "في"."""
    for report in reports:
        at = report["text"].find("بالمدفعية")
        events = []
        if at >= 0:
            place = next((name for name in PLACES if name in report["text"]), None)
            event: dict[str, Any] = {
                "type": "shelling",
                "scope": "incident",
                "quotes": ["بالمدفعية"],
                "spans": [[at, at + 9]],
                "evidence": {"type": [[at, at + 9, "fake.word", 0]]},
                "actor1": [{"name": "قوات النظام", "id": "syrian-government"}],
                "date": report["published"],
            }
            if place:
                event["places"] = [{"name": place, "within": None}]
            events.append(event)
        yield {"id": report["id"], "events": events, "version": VERSION}

"""Numbers: values, bounds, ranges and kinds by case tables, and numbers spelled out and read back.

A case gives a text and every number in it, as (least, greatest, kind); what is not listed must not be read.
"""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.arabic.fold import fold
from tawthiq.arabic.numbers import Number, post_bound, read_numbers
from tawthiq.arabic.words import Words, cut


class Case(NamedTuple):
    reason: str
    text: str
    numbers: list[tuple[int, int | None, str]]


def read(text: str) -> list[Number]:
    return read_numbers(cut(fold(text).text))


def count(low: int, high: int | None = -1) -> tuple[int, int | None, str]:
    return low, low if high == -1 else high, "count"


DIGITS = [
    Case("plain digits", "سقوط 7 جرحى", [count(7)]),
    Case("Arabic-Indic digits", "سقوط ١٢ جريحا", [count(12)]),
    Case("Persian digits", "سقوط ۱۲ جريحا", [count(12)]),
    Case("zero", "عدد الضحايا 0 حتى الساعة", [count(0)]),
    Case("comma parts thousands", "نزوح 3,250 عائلة", [count(3250)]),
    Case("full stop parts thousands", "نزوح 3.250 عائلة", [count(3250)]),
    Case("two commas", "نزوح 1,250,000 مدني", [count(1250000)]),
    Case("space parts thousands", "نزوح 3 250 عائلة", [count(3250)]),
    Case("Arabic thousands sign", "نزوح ٣٬٢٥٠ عائلة", [count(3250)]),
    Case("digits of different counts stay apart", "قتل 3 وأصيب 250 في البلدة", [count(3), count(250)]),
    Case("decimal with a scale", "نزح 1.5 مليون مدني", [count(1500000)]),
    Case("decimal comma with a scale", "نزح 2,5 مليون مدني", [count(2500000)]),
    Case("Arabic comma as decimal sign", "نزح 3،5 مليون مدني", [count(3500000)]),
    Case("digits with a scale word", "أكثر القتلى 12 ألفا", [count(12000)]),
    Case("digits, scale and rest", "عاد 3 آلاف و200 نازح", [count(3200)]),
    Case("million and thousands in digits", "عددهم مليون و250 ألف نازح", [count(1250000)]),
    Case("glued to the noun", "احتجاز 11مواطنا", [count(11)]),
    Case("glued to a particle", "استهدفت بـ30 قذيفة", [count(30)]),
    Case("definite digits", "أسماء القتلى الـ15", [count(15)]),
    Case("glued to و", "قتل جندي و4 مدنيين", [count(4)]),
    Case("in brackets before the noun", "ارتقى (6) شهداء", [count(6)]),
    Case("in brackets before the scale", "وزعت (20) ألف سلة", [count(20000)]),
    Case("word and digits of one number", "قتل خمسة (5) عناصر", [count(5)]),
    Case("years of a count with a noun in -an", "اعتقلت 2013 شخصا", [count(2013)]),
    Case("round thousand before a noun", "وصل 2000 مقاتل", [count(2000)]),
]

WORDS = [
    Case("one after its noun", "مقتل مدني واحد", [count(1)]),
    Case("one, feminine", "إصابة طفلة واحدة", [count(1)]),
    Case("two after a dual", "إصابة مدنيين اثنين", [count(2)]),
    Case("two of", "قتل اثنان من الحراس", [count(2)]),
    Case("two, feminine", "إصابة سيدتين اثنتين", [count(2)]),
    Case("two with the article after a dual", "دفن القتيلين الاثنين معا", [count(2)]),
    Case("Monday is no two", "وصل الوفد الاثنين", []),
    Case("three", "مقتل ثلاثة جنود", [count(3)]),
    Case("three, feminine", "ثلاث غارات", [count(3)]),
    Case("three as spoken", "تلاته عساكر", [count(3)]),
    Case("eight in its short form", "ثمان قذائف", [count(8)]),
    Case("eight in its long form", "ثماني قذائف", [count(8)]),
    Case("ten", "عشرة مسلحين", [count(10)]),
    Case("ten, feminine", "عشر غارات", [count(10)]),
    Case("six before a noun", "ست غارات", [count(6)]),
    Case("a lady is no six", "زارت الست الكبيرة بيروت", []),
    Case("I am not", "لست خائفا", []),
    Case("seven before a noun", "سبع قذائف", [count(7)]),
    Case("Beersheba", "صافرات في بئر السبع", []),
    Case("the town of al-Khums", "وصلوا إلى الخمس فجرا", []),
    Case("definite five after a definite noun", "الغارات الخمس", [count(5)]),
    Case("eleven", "أحد عشر شخصا", [count(11)]),
    Case("eleven, feminine", "إحدى عشرة غارة", [count(11)]),
    Case("twelve", "اثنا عشر عنصرا", [count(12)]),
    Case("twelve, other case", "اثني عشر عنصرا", [count(12)]),
    Case("twelve, feminine", "اثنتي عشرة غارة", [count(12)]),
    Case("thirteen", "ثلاثة عشر عنصرا", [count(13)]),
    Case("fifteen in one word", "خمسةعشر عنصرا", [count(15)]),
    Case("nineteen, feminine", "تسع عشرة غارة", [count(19)]),
    Case("twenty", "عشرون قتيلا", [count(20)]),
    Case("twenty, other case", "عشرين قتيلا", [count(20)]),
    Case("twenty-one", "واحد وعشرون قتيلا", [count(21)]),
    Case("twenty-one, feminine", "إحدى وعشرين غارة", [count(21)]),
    Case("twenty-two", "اثنين وعشرين قتيلا", [count(22)]),
    Case("twenty-five", "خمسة وعشرين قتيلا", [count(25)]),
    Case("و written apart", "خمسة و عشرين قتيلا", [count(25)]),
    Case("ninety-nine", "تسعة وتسعون قتيلا", [count(99)]),
    Case("hundred", "مئة قتيل", [count(100)]),
    Case("hundred with alif", "مائة قتيل", [count(100)]),
    Case("hundred as spoken", "مية قتيل", [count(100)]),
    Case("hundred and five", "مئة وخمسة قتلى", [count(105)]),
    Case("hundred and ten", "مئة وعشرة قتلى", [count(110)]),
    Case("hundred and fifteen", "مئة وخمسة عشر قتيلا", [count(115)]),
    Case("hundred and twenty-five", "مئة وخمسة وعشرون قتيلا", [count(125)]),
    Case("two hundred", "مئتا مقاتل", [count(200)]),
    Case("two hundred, other case", "مئتي مقاتل", [count(200)]),
    Case("two hundred, no noun", "قتلوا مئتين منهم", [count(200)]),
    Case("two hundred with alif", "مائتان وعشرون", [count(220)]),
    Case("found dead is no two hundred", "عثر عليه ميتا في منزله", []),
    Case("three hundred in one word", "ثلاثمئة نازح", [count(300)]),
    Case("three hundred with alif", "ثلاثمائة نازح", [count(300)]),
    Case("three hundred in two words", "ثلاث مئة نازح", [count(300)]),
    Case("eight hundred", "ثمانمئة نازح", [count(800)]),
    Case("nine hundred and ninety-nine", "تسعمئة وتسعة وتسعون نازحا", [count(999)]),
    Case("thousand", "ألف نازح", [count(1000)]),
    Case("thousand and two hundred and fifty", "ألف ومئتين وخمسين نازحا", [count(1250)]),
    Case("two thousand", "ألفا نازح", [count(2000)]),
    Case("two thousand, other case", "ألفي نازح", [count(2000)]),
    Case("two thousand and five hundred", "ألفين وخمسمئة نازح", [count(2500)]),
    Case("three thousand", "ثلاثة آلاف نازح", [count(3000)]),
    Case("three thousand and two hundred", "ثلاثة آلاف ومئتا نازح", [count(3200)]),
    Case("fifteen thousand", "خمسة عشر ألف نازح", [count(15000)]),
    Case("million and a thousand", "مليون وألف نازح", [count(1001000)]),
    Case("million and two thousand", "مليون وألفي نازح", [count(1002000)]),
    Case("hundred and twenty-five thousand", "مئة وخمسة وعشرين ألف نازح", [count(125000)]),
    Case("million", "مليون نازح", [count(1000000)]),
    Case("two million", "مليونا نازح", [count(2000000)]),
    Case("two million, other case", "مليوني نازح", [count(2000000)]),
    Case("three million and a half", "ثلاثة ملايين ونصف مليون نازح", [count(3500000)]),
    Case("million and a half", "مليون ونصف المليون نازح", [count(1500000)]),
    Case("half a million", "نصف مليون نازح", [count(500000)]),
    Case("quarter of a million", "ربع مليون نازح", [count(250000)]),
    Case("half of anything else", "نصف البلدة", []),
    Case("two numbers that arithmetic does not join", "ثلاثة وخمسة", [count(3), count(5)]),
    Case("tens before units are two numbers", "عشرين وثلاثة", [count(20), count(3)]),
    Case("each with its noun", "ثلاثة جنود وخمسة مدنيين", [count(3), count(5)]),
    Case("a smaller scale first is two numbers", "ألف ومليون", [count(1000), count(1000000)]),
    Case("with ل before it", "لثلاثة أشخاص", [count(3)]),
    Case("with ب before it", "بعشرين صاروخا", [count(20)]),
    Case("with و before it", "وأربعة جنود", [count(4)]),
    Case("definite after its noun", "الجنود الأربعة", [count(4)]),
    Case("quantity is no number", "ضبط كمية من الذخيرة", []),
    Case("from A to Z", "تفاصيل الحكاية من الألف إلى الياء", []),
]

VAGUE = [
    Case("number of", "مقتل عدد من المدنيين", [count(2, None)]),
    Case("large number of", "مقتل عدد كبير من المدنيين", [count(2, None)]),
    Case("unknown number of", "اعتقال عدد غير معروف من الشبان", [count(2, None)]),
    Case("the number of the dead is none", "ارتفاع عدد القتلى", []),
    Case("many of", "مقتل العديد من المدنيين", [count(2, None)]),
    Case("several", "سقوط عدة قذائف", [count(2, None)]),
    Case("several behind the noun", "شن غارات عدة", [count(2, None)]),
    Case("several with a particle", "استهدفت بعدة قذائف", [count(2, None)]),
    Case("a few", "بضعة جنود", [count(2, None)]),
    Case("some", "نقل بعض الجرحى", [count(2, None)]),
    Case("tens", "مقتل عشرات المدنيين", [count(20, None)]),
    Case("the tens", "إصابة العشرات", [count(20, None)]),
    Case("tens of the", "اعتقال العشرات من الأهالي", [count(20, None)]),
    Case("several tens", "اعتقال بضع عشرات من الأهالي", [count(20, None)]),
    Case("hundreds", "نزوح مئات العائلات", [count(200, None)]),
    Case("several hundreds", "نزوح عدة مئات", [count(200, None)]),
    Case("thousands", "نزوح آلاف العائلات", [count(2000, None)]),
    Case("several thousands", "نزوح بضعة آلاف", [count(2000, None)]),
    Case("tens of thousands", "نزوح عشرات الآلاف", [count(20000, None)]),
    Case("hundreds of thousands", "نزوح مئات الآلاف", [count(200000, None)]),
    Case("millions", "نزوح ملايين السكان", [count(2000000, None)]),
    Case("some fifteen", "بضعة عشر مسلحا", [count(11, None)]),
    Case("twenty-odd, odd first", "نيف وعشرون مسلحا", [count(20, None)]),
    Case("twenty-odd, few first", "بضع وعشرون قذيفة", [count(21, None)]),
    Case("after him", "قال وبعده. صمت", []),
    Case("more than tens stays tens", "أكثر من عشرات القتلى", [count(20, None)]),
]

BOUNDS = [
    Case("at least before", "ما لا يقل عن 12 قتيلا", [count(12, None)]),
    Case("at least before, short", "لا يقل عن عشرين قتيلا", [count(20, None)]),
    Case("at least, glued", "مالايقل عن 12 قتيلا", [count(12, None)]),
    Case("at least with their number", "ما لا يقل عددهم عن 12 قتيلا", [count(12, None)]),
    Case("at least right behind", "قتل 12 على الأقل", [count(12, None)]),
    Case("at least behind the noun", "قتل 12 مدنيا على الأقل", [count(12, None)]),
    Case("at least behind a longer noun", "قتل 12 من عناصر الحاجز على الأقل", [count(12, None)]),
    Case("at least belongs to the nearer number", "قتل 3 وأصيب 12 على الأقل", [count(3), count(12, None)]),
    Case("at the lowest estimate", "قتل 12 على أقل تقدير", [count(12, None)]),
    Case("more than", "أكثر من 30 قذيفة", [count(30, None)]),
    Case("more than, joined", "بأكثر من 30 قذيفة", [count(30, None)]),
    Case("more than, Maghrebi", "أزيد من 30 قذيفة", [count(30, None)]),
    Case("exceeds with عن", "ما يزيد عن 30 قذيفة", [count(30, None)]),
    Case("exceeds with على", "ما يزيد على ثلاثين قذيفة", [count(30, None)]),
    Case("exceeds", "عدد يفوق 30 قتيلا", [count(30, None)]),
    Case("passed", "تجاوز عددهم المئة", [count(100, None)]),
    Case("or more", "30 قتيلا أو أكثر", [count(30, None)]),
    Case("and odd", "أربعون ونيف", [count(40, None)]),
    Case("about", "نحو 50 مسلحا", [count(50)]),
    Case("about, other word", "حوالي خمسين مسلحا", [count(50)]),
    Case("about, third word", "قرابة 50 مسلحا", [count(50)]),
    Case("about, fourth word", "زهاء خمسين مسلحا", [count(50)]),
    Case("what comes near", "ما يقارب 50 مسلحا", [count(50)]),
    Case("what comes near, with من", "ما يقرب من 50 مسلحا", [count(50)]),
    Case("about behind", "50 مسلحا تقريبا", [count(50)]),
    Case("about with a particle", "بنحو 50 مسلحا", [count(50)]),
    Case("about with the article", "نحو الـ50 مسلحا", [count(50)]),
    Case("less than", "أقل من 50 مسلحا", [count(1, 50)]),
    Case("does not pass", "لا يتجاوز عددهم 50 مسلحا", [count(1, 50)]),
    Case("not more than", "ما لا يزيد عن 50 مسلحا", [count(1, 50)]),
    Case("up to", "ما يصل إلى 50 مسلحا", [count(1, 50)]),
    Case("at most", "50 مسلحا على الأكثر", [count(1, 50)]),
]

RANGES = [
    Case("dash", "10-15 قتيلا", [count(10, 15)]),
    Case("dash with spaces", "10 - 15 قتيلا", [count(10, 15)]),
    Case("long dash", "10–15 قتيلا", [count(10, 15)]),
    Case("falling numbers are no range", "فاز الفريق 3-1 أمس", [(3, 1, "score")]),
    Case("between", "بين 10 و15 قتيلا", [count(10, 15)]),
    Case("between, in words", "ما بين عشرة وخمسة عشر قتيلا", [count(10, 15)]),
    Case("between thousands", "بين ألف وألفي نازح", [count(1000, 2000)]),
    Case("between a thousand and more in digits", "بين ألف و1500 نازح", [count(1000, 1500)]),
    Case("from to", "من 10 إلى 15 قتيلا", [count(10, 15)]),
    Case("to", "10 إلى 15 قتيلا", [count(10, 15)]),
    Case("from to with ل", "من ثلاثة لأربعة قتلى", [count(3, 4)]),
    Case("or", "قتيلان أو ثلاثة أو 3 أو 4 منهم", [count(3), count(3, 4)]),
    Case("the scale of the second holds for both", "3 إلى 4 آلاف نازح", [count(3000, 4000)]),
    Case("range with about", "نحو 10 إلى 15 قتيلا", [count(10, 15)]),
    Case("rose from to is the new figure", "ارتفع العدد من 10 إلى 15 قتيلا", [(10, 10, "superseded"), count(15)]),
    Case("definite second number", "بين الـ10 والـ15 قتيلا", [count(10, 15)]),
    Case("a link with no number behind it", "10 إلى دمشق", [count(10)]),
    Case("without between و joins nothing", "قتل 10 و15 آخرون", [count(10), count(15)]),
]

KINDS = [
    Case("year after its noun", "في عام 2015 قتل", [(2015, 2015, "year")]),
    Case("year after a preposition", "منذ 2011 وحتى", [(2011, 2011, "year")]),
    Case("year behind a month", "في آذار 2016", [(2016, 2016, "year")]),
    Case("year of a war", "حرب 2014 على القطاع", [(2014, 2014, "year")]),
    Case("year in words", "عام ألفين وعشرة", [(2010, 2010, "year")]),
    Case("span of years", "بين 2011-2015", [(2011, 2015, "year")]),
    Case("Hijri year", "عام 1436 هـ", [(1436, 1436, "year")]),
    Case("full date", "بتاريخ 5-12-2024 قصفت", [(0, None, "date")]),
    Case("full date with spaces", "بتاريخ 5 / 12 / 2024 قصفت", [(0, None, "date")]),
    Case("day before a month", "في 7 نيسان", [(7, 7, "date")]),
    Case("day before a month, with من", "في 7 من نيسان", [(7, 7, "date")]),
    Case("two days before a month", "في 24 و25 آذار", [(24, 24, "date"), (25, 25, "date")]),
    Case("days from to", "من 5 إلى 8 حزيران", [(5, 8, "date")]),
    Case("day of the current month", "في 15 الجاري", [(15, 15, "date")]),
    Case("day of this month", "في الـ15 من الشهر الحالي", [(15, 15, "date")]),
    Case("day behind an English month", "on May 5", [(5, 5, "date")]),
    Case("dateline of an agency", "دمشق 15-7 (اف ب) - قال", [(15, 7, "score")]),
    Case("dateline before an agency", "دمشق 5-7-2024 (سانا) - قال", [(0, None, "date")]),
    Case("dateline with spaces", "القدس 15 - 7 (اف ب) - قال", [(15, 15, "date"), (7, 7, "date")]),
    Case("item of a list with a bracket", "الأسماء: 3) سالم", [(3, 3, "label")]),
    Case("item of a list inside a line", "القتلى 11 - سالم و12 - حسان", [(11, 11, "label"), (12, 12, "label")]),
    Case("number of an address", "https://a.example/post=731", [(731, 731, "label")]),
    Case("year of a full old date", "ولد في 29 تموز 1883", [(29, 29, "date"), (1883, 1883, "year")]),
    Case("year with nothing beside it", "أحداث 2016 الأخيرة", [(2016, 2016, "year")]),
    Case("clock with its noun", "عند الساعة 10 صباحا", [(10, 10, "clock")]),
    Case("clock with a colon", "عند 10:30", [(10, None, "clock")]),
    Case("clock in the definite form", "الساعة الـ8 من مساء اليوم", [(8, 8, "clock")]),
    Case("hour in the morning", "أفاد عند 7 صباحا", [(7, 7, "clock")]),
    Case("calibre with its noun", "رشاش عيار 23", [(23, 23, "calibre")]),
    Case("calibre with its unit", "مدفع 57 ملم", [(57, 57, "calibre")]),
    Case("two calibres", "رشاشات عيار 14.5 و23", [(14, 14, "calibre"), (23, 23, "calibre")]),
    Case("mortar of a known calibre", "قذيفة هاون 120 أصابت", [(120, 120, "calibre")]),
    Case("mortar and a count", "بقذائف الهاون 5 مدنيين", [count(5)]),
    Case("fighter in Arabic letters", "طائرة إف 16", [(16, 16, "model")]),
    Case("fighter with a hyphen", "مقاتلة إف-16 حلقت", [(16, 16, "model")]),
    Case("fighter in Latin letters", "طائرة F16 حلقت", [(16, 16, "model")]),
    Case("drone in Latin letters", "طائرة MQ-9 سقطت", [(9, 9, "model")]),
    Case("Sukhoi", "سوخوي 24 روسية", [(24, 24, "model")]),
    Case("tank", "دبابة تي-72 معطوبة", [(72, 72, "model")]),
    Case("bomber", "قاذفة بي 52 أميركية", [(52, 52, "model")]),
    Case("drone named like a verb", "مسيرة شاهد 136", [(136, 136, "model")]),
    Case("the verb named like a drone", "شاهد 12 شخصا", [count(12)]),
    Case("rifle", "بندقية إم 16", [(16, 16, "model")]),
    Case("a mother is no rifle", "مقتل أم و3 أطفال", [count(3)]),
    Case("percent sign", "دمار 80% من المنازل", [(80, None, "percent")]),
    Case("percent in words", "دمار 80 في المئة من المنازل", [(80, 80, "percent")]),
    Case("percent in one word", "دمار ثمانين بالمئة من المنازل", [(80, 80, "percent")]),
    Case("resolution", "القرار 2254", [(2254, 2254, "label")]),
    Case("two resolutions", "القراران رقم 2139 و2254", [(2139, 2139, "label"), (2254, 2254, "label")]),
    Case("number so-and-so", "البيان رقم 12", [(12, 12, "label")]),
    Case("brigade", "قائد اللواء 35", [(35, 35, "label")]),
    Case("brigade and a count", "خسر اللواء 35 جنديا", [count(35)]),
    Case("division", "مقر الفرقة 17 شمالا", [(17, 17, "label")]),
    Case("army and a count", "قتل الجيش 10 مسلحين", [count(10)]),
    Case("road", "على طريق 60 شمالا", [(60, 60, "label")]),
    Case("street named by a number", "في شارع الثلاثين", [(30, 30, "label")]),
    Case("mountain named by a number", "على جبل الأربعين", [(40, 40, "label")]),
    Case("city and a count", "أصاب المدينة 12 صاروخا", [count(12)]),
    Case("telephone", "هاتف 0963112233", [(963112233, None, "label")]),
    Case("head of a list", "الأسماء:\n1- سالم\n2- حسان", [(1, 1, "label"), (2, 2, "label")]),
    Case("alone on its line", "مشاركة\n949\nقتل 3 جنود", [(949, 949, "label"), count(3)]),
    Case("counter of a page", "53 comments", [(53, 53, "label")]),
    Case("money", "مليار دولار", [(1000000000, 1000000000, "money")]),
    Case("distance", "على بعد 12 كيلومترا", [(12, 12, "measure")]),
    Case("weight", "طن واحد من الطحين", [(1, 1, "measure")]),
    Case("decimal", "بلغت 3.7 على المقياس", [(4, 4, "measure")]),
    Case("duration", "خلال 48 ساعة", [(48, 48, "duration")]),
    Case("one day", "في يوم واحد", [(1, 1, "duration")]),
    Case("the past three days", "في الأيام الثلاثة الماضية", [(3, 3, "duration")]),
    Case("several days", "منذ عدة أيام", [(2, None, "duration")]),
    Case("age in brackets", "سامر (12 عاما)", [(12, 12, "age")]),
    Case("age with its noun", "عمره 15 فقط", [(15, 15, "age")]),
    Case("ages of several", "أعمارهم 3 و5 و9", [(3, 3, "age"), (5, 5, "age"), (9, 9, "age")]),
    Case("ordinal of eleven", "الذكرى الحادية عشرة", [(11, None, "ordinal")]),
    Case("ordinal of twenty-four", "اليوم الرابع والعشرين", [(24, None, "ordinal")]),
    Case("one-word ordinal is none", "الأسبوع الثالث على التوالي", []),
    Case("century", "القرن العشرين", [(20, 20, "ordinal")]),
    Case("at one time", "في وقت واحد", [(1, 1, "other")]),
    Case("one of", "مقتل أحد عناصر الحاجز", [count(1)]),
    Case("and one of", "مقتل ضابط وأحد مرافقيه", [count(1)]),
    Case("one of, feminine", "أصابت إحدى القذائف منزلا", [count(1)]),
    Case("one of them", "قتل أحدهم", [count(1)]),
    Case("nobody", "لم يصب أحد من السكان", []),
    Case("mother of four", "أم لأربعة أطفال", [count(4)]),
    Case("the past 24 hours", "في الساعات الـ24 الماضية", [(24, 24, "duration")]),
    Case("resolution of the Security Council", "قرار مجلس الأمن 2254", [(2254, 2254, "label")]),
    Case("village of Balyun", "بلدة بليون", []),
    Case("age in a clause", "يبلغ من العمر 11 عاما", [(11, 11, "age")]),
    Case("all three of them", "ثلاثتهم من البلدة", [count(3)]),
    Case("at least behind a comma", "قتل اثنان من الحراس، على الأقل", [count(2, None)]),
    Case("times are counts", "قصفت البلدة 5 مرات", [count(5)]),
]

ALL = [
    pytest.param(case.text, case.numbers, id=case.reason) for case in DIGITS + WORDS + VAGUE + BOUNDS + RANGES + KINDS
]


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_read_numbers_gives_every_number_with_its_bounds_and_kind(
    text: str, expected: list[tuple[int, int | None, str]]
) -> None:
    assert [(n.low, n.high, n.kind) for n in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        pytest.param("عدد من المدنيين", True, id="number of"),
        pytest.param("عشرات المدنيين", True, id="tens"),
        pytest.param("أكثر من عشرات المدنيين", True, id="more than tens"),
        pytest.param("آلاف المدنيين", True, id="thousands"),
        pytest.param("أكثر من 20 مدنيا", False, id="more than a figure"),
        pytest.param("نيف وعشرون مدنيا", False, id="a figure and odd"),
        pytest.param("أحد المدنيين", False, id="one of"),
    ],
)
def test_only_vague_words_are_marked_vague(text: str, vague: bool) -> None:
    assert [n.vague for n in read(text)] == [vague]


def test_about_is_marked_approximate_and_others_are_not() -> None:
    assert [n.approximate for n in read("نحو 50 مسلحا وأكثر من 20 جنديا و3 مدنيين")] == [True, False, False]


def words_of(text: str) -> Words:
    return cut(fold(text).text)


@pytest.mark.parametrize(
    ("text", "whole", "numeral", "post"),
    [
        pytest.param("قتل ما لا يقل عن 12 مدنيا", "ما لا يقل عن 12", "12", "", id="bound before"),
        pytest.param("قتل 12 على الأقل", "12 علي الاقل", "12", "", id="bound right behind"),
        pytest.param("قتل 12 مدنيا على الأقل", "12", "12", "علي الاقل", id="bound behind the noun"),
        pytest.param("بين 10 و15 مسلحا", "بين 10 و 15", "10 و 15", "", id="between"),
        pytest.param("وقع (6) شهداء", "( 6 )", "6 )", "", id="brackets"),
    ],
)
def test_spans_part_the_numeral_from_its_bound(text: str, whole: str, numeral: str, post: str) -> None:
    words = words_of(text)
    (number,) = read_numbers(words)
    assert " ".join(words.forms[number.start : number.end]) == whole
    assert " ".join(words.forms[number.first : number.last]) == numeral
    assert " ".join(words.forms[slice(*number.post)] if number.post else []) == post


def test_counted_noun_stands_at_the_end_of_the_number() -> None:
    words = words_of("مقتل ما لا يقل عن خمسة وعشرين مدنيا و(6) جنود وأكثر من 3 آلاف نازح")
    assert [words.forms[n.end] for n in read_numbers(words)] == ["مدنيا", "جنود", "نازح"]


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        pytest.param("مدنيين على الأقل", "at-least", id="at least"),
        pytest.param("مدنيين أو أكثر", "more", id="or more"),
        pytest.param("مدنيين على الأكثر", "up-to", id="at most"),
    ],
)
def test_post_bound_reads_a_phrase_behind_a_dual(text: str, effect: str) -> None:
    words = words_of(text)
    assert post_bound(words, 1) == (len(words), effect)
    assert post_bound(words, 0) is None


def test_rule_names_bound_and_form() -> None:
    assert [n.rule for n in read("ما لا يقل عن 12 مدنيا وثلاثة جنود وعشرات الجرحى وأحد المارة")] == [
        "at-least:digits",
        "words",
        "vague",
        "words",
    ]


# --- a small speller of numbers, written apart from the reader, whose output must be read back ---

UNITS_M = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
UNITS_F = "صفر واحدة اثنتان ثلاث أربع خمس ست سبع ثماني تسع عشر".split()
TENS_UP = "- - عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
TENS_LOW = "- - عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين".split()
HUNDREDS = "- مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".split()
HUNDREDS_ALIF = "- مائة مائتين ثلاثمائة أربعمائة خمسمائة ستمائة سبعمائة ثمانمائة تسعمائة".split()


class Spelling(NamedTuple):
    feminine: bool
    oblique: bool
    alif: bool
    apart: bool


def spell_below_hundred(number: int, how: Spelling) -> str:
    units = UNITS_F if how.feminine else UNITS_M
    if number <= 10:
        return units[number]
    if number < 20:
        first = {11: ("أحد", "إحدى"), 12: ("اثني", "اثنتي") if how.oblique else ("اثنا", "اثنتا")}
        unit = first[number][how.feminine] if number in first else units[number - 10]
        return f"{unit} {'عشرة' if how.feminine else 'عشر'}"
    tens = (TENS_LOW if how.oblique else TENS_UP)[number // 10]
    return f"{units[number % 10]} و{tens}" if number % 10 else tens


def spell_below_thousand(number: int, how: Spelling) -> str:
    hundreds = (HUNDREDS_ALIF if how.alif else HUNDREDS)[number // 100]
    rest = spell_below_hundred(number % 100, how) if number % 100 else ""
    return " و".join(part for part in (hundreds if number >= 100 else "", rest) if part)


def spell_scaled(number: int, forms: tuple[str, str, str], how: Spelling) -> str:
    one, two, many = forms
    if number == 1:
        return one
    if number == 2:
        return two
    counted = spell_below_thousand(number, how._replace(feminine=False))
    return f"{counted} {many if 3 <= number % 100 <= 10 else one}"


def spell(number: int, how: Spelling) -> str:
    parts = []
    if number >= 10**6:
        parts.append(spell_scaled(number // 10**6, ("مليون", "مليونين" if how.oblique else "مليونان", "ملايين"), how))
    if thousands := number // 1000 % 1000:
        parts.append(spell_scaled(thousands, ("ألف", "ألفين" if how.oblique else "ألفان", "آلاف"), how))
    if number % 1000:
        parts.append(spell_below_thousand(number % 1000, how))
    text = " و".join(parts)
    return text.replace(" و", " و ") if how.apart else text


spellings = st.builds(Spelling, st.booleans(), st.booleans(), st.booleans(), st.booleans())


# Numbers with bare thousands and millions (2,001,000) are rare among all, and are where parts are lost.
edges = st.sampled_from([0, 1, 2, 3, 10, 11, 100, 102, 111, 200, 999])
round_numbers = st.builds(lambda m, t, u: m * 10**6 + t * 1000 + u, st.integers(0, 9), edges, edges).filter(bool)
numbers = st.one_of(st.integers(1, 200), st.integers(1, 9_999), st.integers(1, 9_999_999), round_numbers)


@given(numbers, spellings)
def test_numbers_spelled_in_words_are_read_back(number: int, how: Spelling) -> None:
    found = read(f"مقتل {spell(number, how)} مدنيا.")
    assert [(n.low, n.high) for n in found] == [(number, number)]


@pytest.mark.parametrize("how", [Spelling(f, o, a, s) for f in (0, 1) for o in (0, 1) for a in (0, 1) for s in (0, 1)])  # type: ignore[arg-type]
def test_every_number_below_a_thousand_is_read_back(how: Spelling) -> None:
    wrong = [n for n in range(1, 1000) if [f.low for f in read(f"مقتل {spell(n, how)} مدنيا")] != [n]]
    assert wrong == []


@given(st.integers(0, 9_999_999), st.sampled_from(["{}", "{:,}", "{:_}"]))
def test_numbers_in_digits_are_read_back(number: int, style: str) -> None:
    written = style.format(number).replace("_", " " if number < 10**6 else ",")
    assert [n.low for n in read(f"بلغت الحصيلة {written} مدنيا")] == [number]


SCRAPS = (
    "قتل 5 خمسة و عشرين - ( ) مئة آلاف ألف مليون على الأقل بين إلى من 10 2015 12% 3.5 10:30 أحد عشر عشرات عدد نيسان ، "
    "نحو الـ لا يقل عن 1,400 1,285.3 0.5 12/5 3:75 عيار عام اللواء ساعة دولار الساعة F16 \n # نصف ونصف بضعة أو"
)
scraps = st.sampled_from(SCRAPS.split(" "))
texts = st.one_of(st.text(), st.lists(scraps, max_size=25).map(" ".join), st.lists(scraps, max_size=12).map("".join))


@given(texts)
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    words = words_of(text)
    last = 0
    for number in read_numbers(words):
        assert last <= number.start <= number.first < number.last <= number.end <= len(words)
        assert number.high is None or number.kind != "count" or number.low <= number.high
        last = number.end


def test_a_long_row_of_digits_is_no_huge_number() -> None:
    assert max(number.low for number in read("5" + " 500" * 2000)) < 10**9


@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)

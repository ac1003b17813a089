"""Datings: which day each wording means, by case tables against one day of publication, and properties.

The day of publication is Thursday 5 December 2024. A case gives a text and the days of all mentions in it; a mention
with no one day is None, or the two ends of its stretch.
"""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.arabic.dates import DateMention, read_dates
from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut

PUBLISHED = date(2024, 12, 5)
Expected = str | None | tuple[str | None, str | None]


class Case(NamedTuple):
    reason: str
    text: str
    days: list[Expected]


def read(text: str, published: date | None = PUBLISHED) -> list[DateMention]:
    return read_dates(cut(fold(text).text), published)


def told(mention: DateMention) -> Expected:
    if mention.day is not None:
        return mention.day.isoformat()
    ends = tuple(day.isoformat() if day else None for day in (mention.date_start, mention.date_end))
    return (ends[0], ends[1]) if any(ends) else None


FIGURES = [
    Case("day first", "في 5-12-2024", ["2024-12-05"]),
    Case("year first", "في 2024/12/5", ["2024-12-05"]),
    Case("ISO", "في 2024-12-05", ["2024-12-05"]),
    Case("slashes", "في 3/11/2023", ["2023-11-03"]),
    Case("full stops", "في 3.11.2023", ["2023-11-03"]),
    Case("padded", "في 03/09/2023", ["2023-09-03"]),
    Case("spaces about the signs", "في 3 / 11 / 2023", ["2023-11-03"]),
    Case("Arabic-Indic digits", "في ٣/١١/٢٠٢٣", ["2023-11-03"]),
    Case("month first where only that is possible", "في 11/23/2023", ["2023-11-23"]),
    Case("year of two digits", "في 3/11/23", ["2023-11-03"]),
    Case("with the sign of the era", "في 3/11/2023م", ["2023-11-03"]),
    Case("Hijri", "في 12/9/1436هـ", ["2015-06-29"]),
    Case("after dated", "بتاريخ 3/11/2023", ["2023-11-03"]),
    Case("weekday before it", "يوم السبت 23/11/2024", ["2024-11-23"]),
    Case("day and month after dated", "بتاريخ 3/11", ["2024-11-03"]),
    Case("day and month after a weekday", "السبت 23/11", ["2024-11-23"]),
    Case("a fraction is no date", "بنسبة 3/4 من المساحة", []),
    Case("month and year", "خلال 11/2023", [("2023-11-01", "2023-11-30")]),
    Case("no such month", "في 40/15/2023", []),
    Case("a version is no date", "الإصدار 1.2.3", []),
    Case("address of the web", "https://a.example/2017/07/02/news", []),
    Case("day of the current month", "في 3 الجاري", ["2024-12-03"]),
    Case("day of the current month, definite", "في الـ3 من الشهر الجاري", ["2024-12-03"]),
]

MONTHS = [
    Case("Levantine, past this year", "في 18 آب", ["2024-08-18"]),
    Case("Levantine, later than publication", "في 18 كانون الأول", ["2023-12-18"]),
    Case("the day of publication", "في 5 كانون الأول", ["2024-12-05"]),
    Case("the day after publication", "في 6 كانون الأول", ["2024-12-06"]),
    Case("with a year", "في 18 آب 2022", ["2022-08-18"]),
    Case("two names", "في 18 آب/أغسطس 2022", ["2022-08-18"]),
    Case("two names, spaces", "في 5 مارس / آذار 2020", ["2020-03-05"]),
    Case("two names in brackets", "في 5 مارس (آذار) 2020", ["2020-03-05"]),
    Case("two names side by side", "في 5 سبتمبر أيلول 2020", ["2020-09-05"]),
    Case("two names of two words", "في 5 تشرين الثاني/نوفمبر", ["2024-11-05"]),
    Case("the wrong one of a pair as second name", "في 5 نوفمبر/تشرين الأول", ["2024-11-05"]),
    Case("ordinal day", "في الرابع من نيسان/أبريل 2017", ["2017-04-04"]),
    Case("ordinal of two words", "في الحادي عشر من أيلول 2001", ["2001-09-11"]),
    Case("ordinal with tens", "في الحادي والعشرين من آذار", ["2024-03-21"]),
    Case("thirty-first", "في الحادي والثلاثين من آب", ["2024-08-31"]),
    Case("thirtieth", "في الثلاثين من أيلول", ["2024-09-30"]),
    Case("with من", "في 7 من تشرين الأول", ["2024-10-07"]),
    Case("with من شهر", "في 7 من شهر تشرين الأول", ["2024-10-07"]),
    Case("definite digits", "في الـ7 من تشرين الأول", ["2024-10-07"]),
    Case("slash between day and month", "في 7 / تشرين الأول", ["2024-10-07"]),
    Case("joined to a particle", "في17 حزيران", ["2024-06-17"]),
    Case("Tishrin without the article", "في 3 تشرين ثاني", ["2024-11-03"]),
    Case("Kanun without the article", "في 3 كانون أول", ["2024-12-03"]),
    Case("Egyptian", "في 3 يناير", ["2024-01-03"]),
    Case("Egyptian, other spelling", "في 3 إبريل", ["2024-04-03"]),
    Case("Egyptian June", "في 3 يونيه", ["2024-06-03"]),
    Case("October with waw", "في 3 أوكتوبر", ["2024-10-03"]),
    Case("Tunisian January", "في 3 جانفي", ["2024-01-03"]),
    Case("Tunisian February", "في 3 فيفري", ["2024-02-03"]),
    Case("Algerian April", "في 3 أفريل", ["2024-04-03"]),
    Case("Maghrebi May", "في 3 ماي", ["2024-05-03"]),
    Case("Algerian June", "في 3 جوان", ["2024-06-03"]),
    Case("Algerian July", "في 3 جويلية", ["2024-07-03"]),
    Case("Moroccan July", "في 3 يوليوز", ["2024-07-03"]),
    Case("Algerian August", "في 3 أوت", ["2024-08-03"]),
    Case("Moroccan August", "في 3 غشت", ["2024-08-03"]),
    Case("Moroccan September", "في 3 شتنبر", ["2024-09-03"]),
    Case("Moroccan November", "في 3 نونبر", ["2024-11-03"]),
    Case("Moroccan December", "في 3 دجنبر", ["2024-12-03"]),
    Case("English, month first", "December 4, 2024", ["2024-12-04"]),
    Case("English, short", "Jun 12, 2023", ["2023-06-12"]),
    Case("English, day first", "4 December 2024", ["2024-12-04"]),
    Case("English, behind a name that ends in digits", "وكالة 24November 18, 2023", ["2023-11-18"]),
    Case("English verb", "this may help", []),
    Case("of this year", "في 7 نيسان من العام الجاري", ["2024-04-07"]),
    Case("of last year", "في 7 نيسان من العام الماضي", ["2023-04-07"]),
    Case("of the same year", "في 2 شباط 2014 ثم في 7 نيسان من العام ذاته", ["2014-02-02", "2014-04-07"]),
    Case("of that very year, other wording", "في 2 شباط 2014 ثم في 7 نيسان من نفس العام", ["2014-02-02", "2014-04-07"]),
    Case("year after its noun", "في 7 نيسان عام 2015", ["2015-04-07"]),
    Case("year after من العام", "في 7 نيسان من العام 2015", ["2015-04-07"]),
    Case("year in brackets", "في 25 يناير (2011)", ["2011-01-25"]),
    Case("year in words", "في 7 نيسان عام ألفين وخمسة عشر", ["2015-04-07"]),
    Case("year long past", "في 29 تموز 1883", ["1883-07-29"]),
    Case("last, after the month", "في 18 آب الماضي", ["2024-08-18"]),
    Case("next, after the month", "في 18 شباط المقبل", ["2025-02-18"]),
    Case("29 February", "في 29 شباط", ["2024-02-29"]),
    Case("no such day", "في 31 حزيران 2024", [None]),
    Case("list of days", "في 24 و25 آذار", [("2024-03-24", "2024-03-25")]),
    Case("list of definite days", "في الـ24 والـ25 من آذار", [("2024-03-24", "2024-03-25")]),
    Case("list of ordinals", "في الرابع والخامس من آذار", [("2024-03-04", "2024-03-05")]),
    Case("days with a dash", "في 5-8 نيسان", [("2024-04-05", "2024-04-08")]),
    Case("days that run beyond publication", "من 3 إلى 8 كانون الأول", [("2024-12-03", "2024-12-08")]),
    Case("to a day still to come", "من 28 تشرين الثاني إلى 8 كانون الأول", [("2024-11-28", "2024-12-08")]),
    Case("days from to", "من 5 إلى 8 حزيران", [("2024-06-05", "2024-06-08")]),
    Case("between two months", "بين 28 آذار و3 نيسان", [("2024-03-28", "2024-04-03")]),
    Case("from one month to the next", "من 28 آذار إلى 3 نيسان 2022", [("2022-03-28", "2022-04-03")]),
    Case("over the turn of the year", "من 30 كانون الأول إلى 3 كانون الثاني 2022", [("2021-12-30", "2022-01-03")]),
    Case("night between two days", "ليل 6-7 نيسان", ["2024-04-06"]),
    Case("bare month", "في آذار", [("2024-03-01", "2024-03-31")]),
    Case("bare month with its noun", "خلال شهر تموز", [("2024-07-01", "2024-07-31")]),
    Case("month and year", "في أيلول 2015", [("2015-09-01", "2015-09-30")]),
    Case("last month of that name", "كانون الأول الماضي", [("2023-12-01", "2023-12-31")]),
    Case("early in a month", "مطلع تموز", [("2024-07-01", "2024-07-10")]),
    Case("in the middle of a month", "منتصف شهر تموز", [("2024-07-11", "2024-07-20")]),
    Case("late in a month", "أواخر شباط 2015", [("2015-02-21", "2015-02-28")]),
    Case("first week of a month is no day", "الأسبوع الثاني من نيسان", [("2024-04-01", "2024-04-30")]),
    Case("August alone is a father", "قتل أب في منزله", []),
    Case("August with its noun", "في شهر آب", [("2024-08-01", "2024-08-31")]),
    Case("the town of Ibb", "وصلوا إلى مدينة إب أمس", ["2024-12-04"]),
    Case("he practised", "مارس ضغوطا عليهم", []),
    Case("March after a preposition", "في مارس", [("2024-03-01", "2024-03-31")]),
    Case("a surname", "قال علي شباط للصحيفة", []),
    Case("a make of car", "سيارة نيسان بيضاء", []),
    Case("a count after a month is no year", "في آذار 2013 قتيلا", [("2024-03-01", "2024-03-31")]),
    Case("next month of a name", "في شباط المقبل", [("2025-02-01", "2025-02-28")]),
    Case("month of the same year, none told", "آذار من العام ذاته", [None]),
    Case("full date and a weekday after it", "في 1 كانون الأول 2024 (الأحد)", ["2024-12-01"]),
    Case("two full dates", "1 كانون الأول 2024 - 3 كانون الأول 2024", ["2024-12-01", "2024-12-03"]),
    Case("year first, month and day turned", "في 2024/23/11", ["2024-11-23"]),
    Case("of every year", "في 7 نيسان من كل عام", []),
    Case("a revolution", "ثورة 25 يناير", []),
    Case("a street", "في شارع 26 سبتمبر", []),
    Case("attacks named by their date", "هجمات 11 سبتمبر", []),
    Case("attacks with their year", "هجمات 11 سبتمبر 2001", ["2001-09-11"]),
]

HIJRI = [
    Case("day, month and year", "في 12 رمضان 1436 هـ", ["2015-06-29"]),
    Case("beside the Gregorian day", "في 12 رمضان 1436 هـ الموافق 29 يونيو 2015", ["2015-06-29"]),
    Case("after the Gregorian day", "29 يونيو 2015 (12 رمضان 1436)", ["2015-06-29"]),
    Case("month of two words", "في 3 جمادى الآخرة 1446", ["2024-12-04"]),
    Case("month with Dhu", "10 ذي الحجة 1445", ["2024-06-16"]),
    Case("day without a year", "في 10 محرم", ["2024-07-16"]),
    Case("month and year only", "رمضان 1436", [("2015-06-18", "2015-07-16")]),
    Case("month with its noun", "خلال شهر رمضان الماضي", [("2024-03-11", "2024-04-09")]),
    Case("year with its era", "عام 1436 هـ", [("2014-10-25", "2015-10-13")]),
    Case("a year out of the tables", "12 ربيع الأول 848 هـ", [None]),
    Case("a given name", "قتل رمضان وشعبان في القصف", []),
    Case("zero", "2 صفر", []),
    Case("Hijri day beside a Gregorian year", "في 3 رمضان 2014", [None]),
    Case("Hijri month beside a Gregorian year", "في شهر رمضان 2014", [None]),
    Case("next Ramadan", "شهر رمضان المقبل", [None]),
    Case("forbidden", "هذا محرم دوليا", []),
]

WEEKDAYS = [
    Case("today's own weekday", "قتل ثلاثة الخميس", ["2024-12-05"]),
    Case("yesterday's", "قتل ثلاثة الأربعاء", ["2024-12-04"]),
    Case("six days back", "قتل ثلاثة الجمعة", ["2024-11-29"]),
    Case("with يوم", "يوم الاثنين", ["2024-12-02"]),
    Case("with a hamza below", "يوم الإثنين", ["2024-12-02"]),
    Case("without the last hamza", "يوم الثلاثا", ["2024-12-03"]),
    Case("evening", "مساء السبت", ["2024-11-30"]),
    Case("dawn", "فجر الأحد", ["2024-12-01"]),
    Case("before noon", "قبل ظهر الأحد", ["2024-12-01"]),
    Case("last, another weekday", "الثلاثاء الماضي", ["2024-12-03"]),
    Case("last, today's weekday", "الخميس الماضي", ["2024-11-28"]),
    Case("last, feminine", "الجمعة الفائتة", ["2024-11-29"]),
    Case("the one before last", "الخميس قبل الماضي", ["2024-11-21"]),
    Case("of last week", "الثلاثاء من الأسبوع الماضي", ["2024-11-26"]),
    Case("next", "الأربعاء المقبل", ["2024-12-11"]),
    Case("next, feminine", "الجمعة المقبلة", ["2024-12-06"]),
    Case("the following, told of the past", "الثلاثاء التالي", [None]),
    Case("night of two days", "ليل الأحد الاثنين", ["2024-12-01"]),
    Case("night of two days with a dash", "ليل الأحد-الاثنين", ["2024-12-01"]),
    Case("night of two days with على", "ليلة السبت على الأحد", ["2024-11-30"]),
    Case("night and another weekday", "ليل الأحد، والأربعاء", ["2024-12-01", "2024-12-04"]),
    Case("two days", "يومي السبت والأحد", [("2024-11-30", "2024-12-01")]),
    Case("from a weekday of the week before", "من الجمعة إلى الخميس", [("2024-11-29", "2024-12-05")]),
    Case("from a weekday that is later in its week", "من الأربعاء إلى الثلاثاء", [("2024-11-27", "2024-12-03")]),
    Case("in the morning behind it", "السبت صباحا", ["2024-11-30"]),
    Case("from to", "من السبت إلى الثلاثاء", [("2024-11-30", "2024-12-03")]),
    Case("two mentions", "السبت والأحد", ["2024-11-30", "2024-12-01"]),
    Case("with a date", "الأحد 1 كانون الأول", ["2024-12-01"]),
    Case("with a full date", "الأحد، 1 كانون الأول 2024", ["2024-12-01"]),
    Case("corresponding to a date", "الأحد الموافق 1/12/2024", ["2024-12-01"]),
    Case("one of", "قتل أحد العناصر", []),
    Case("eleven", "المقاتلون الأحد عشر", []),
    Case("two of", "اثنين من الحراس", []),
    Case("both dead", "القتيلين الاثنين معا", []),
    Case("a market", "في سوق الخميس", []),
    Case("every week", "كل جمعة وكل الجمعة", []),
    Case("preachers", "دعا خطباء الجمعة", []),
    Case("prayer", "بعد انتهاء صلاة الجمعة", ["2024-11-29"]),
]

RELATIVE = [
    Case("today", "قتل اليوم مدني", ["2024-12-05"]),
    Case("today, dawn", "فجر اليوم", ["2024-12-05"]),
    Case("today, after noon", "بعد ظهر اليوم", ["2024-12-05"]),
    Case("today and its weekday", "صباح اليوم الخميس", ["2024-12-05"]),
    Case("today and its weekday in brackets", "اليوم (الخميس)", ["2024-12-05"]),
    Case("today, weekday and date", "اليوم الخميس 5 كانون الأول", ["2024-12-05"]),
    Case("today with a weekday that tells of a late date", "اليوم الثلاثاء", ["2024-12-03"]),
    Case("today with a weekday one ahead of the date", "اليوم الجمعة", ["2024-12-06"]),
    Case("this morning", "هذا الصباح", ["2024-12-05"]),
    Case("this evening", "هذا المساء", ["2024-12-05"]),
    Case("this day", "في هذا اليوم", ["2024-12-05"]),
    Case("tonight", "الليلة", ["2024-12-05"]),
    Case("yesterday", "قصفت أمس", ["2024-12-04"]),
    Case("yesterday, definite", "بالأمس", ["2024-12-04"]),
    Case("yesterday, other word", "البارحة", ["2024-12-04"]),
    Case("yesterday as spoken", "مبارح", ["2024-12-04"]),
    Case("yesterday, evening", "مساء أمس", ["2024-12-04"]),
    Case("yesterday with يوم", "يوم أمس", ["2024-12-04"]),
    Case("yesterday and its weekday", "أمس الأربعاء", ["2024-12-04"]),
    Case("yesterday with the weekday of a late date", "أمس الثلاثاء", ["2024-12-03"]),
    Case("day before yesterday", "أول أمس", ["2024-12-03"]),
    Case("day before yesterday with من", "أول من أمس", ["2024-12-03"]),
    Case("day before yesterday, behind", "أمس الأول", ["2024-12-03"]),
    Case("day before yesterday as spoken", "قبل أمس", ["2024-12-03"]),
    Case("day before yesterday with its weekday", "أول من أمس الثلاثاء", ["2024-12-03"]),
    Case("not long past", "حتى الأمس القريب", []),
    Case("last night", "الليلة الماضية", ["2024-12-04"]),
    Case("the night before last", "الليلة قبل الماضية", ["2024-12-03"]),
    Case("after midnight of last night", "بعد منتصف الليلة الفائتة", ["2024-12-05"]),
    Case("after midnight of yesterday", "بعد منتصف ليل أمس", ["2024-12-05"]),
    Case("tomorrow", "غدا", ["2024-12-06"]),
    Case("tomorrow and its weekday", "غدا الجمعة", ["2024-12-06"]),
    Case("the day after tomorrow", "بعد غد", ["2024-12-07"]),
    Case("two days ago", "قبل يومين", ["2024-12-03"]),
    Case("three days ago", "قبل ثلاثة أيام", ["2024-12-02"]),
    Case("three days ago in digits", "قبل 3 أيام", ["2024-12-02"]),
    Case("eleven days ago", "قبل أحد عشر يوما", ["2024-11-24"]),
    Case("one day ago", "قبل يوم واحد", ["2024-12-04"]),
    Case("two days since", "اعتقل منذ يومين", ["2024-12-03"]),
    Case("two days since, going on", "اشتباكات مستمرة منذ يومين", [("2024-12-03", "2024-12-05")]),
    Case("about ten days ago", "قبل نحو عشرة أيام", [(None, "2024-12-05")]),
    Case("days ago", "قبل أيام", [(None, "2024-12-05")]),
    Case("six hours ago", "قبل 6 ساعات", ["2024-12-05"]),
    Case("hours ago", "قبل ساعات", ["2024-12-05"]),
    Case("thirty hours ago", "قبل 30 ساعة", [("2024-12-03", "2024-12-05")]),
    Case("a moment ago", "قبل قليل", ["2024-12-05"]),
    Case("a week ago", "قبل أسبوع", [("2024-11-25", "2024-12-01")]),
    Case("two weeks ago", "قبل أسبوعين", [("2024-11-18", "2024-11-24")]),
    Case("two months ago", "قبل شهرين", [("2024-09-20", "2024-10-20")]),
    Case("three years ago", "قبل ثلاث سنوات", [("2021-01-01", "2021-12-31")]),
    Case("before something else", "قبل يومين من الاقتراع", []),
    Case("ago, then by", "قبل يومين من قبل مسلحين", ["2024-12-03"]),
    Case("the first day of something", "منذ اليوم الأول للمعركة", []),
    Case("world day", "في اليوم العالمي للمرأة", []),
    Case("a channel", "قالت روسيا اليوم", []),
    Case("a newspaper", "نقلت صحيفة عدن اليوم", []),
    Case("like this day", "في مثل هذا اليوم", []),
    Case("that night", "السبت هاجموا وفي تلك الليلة انسحبوا", ["2024-11-30", "2024-11-30"]),
    Case("that morning", "السبت هاجموا وفي ذلك الصباح انسحبوا", ["2024-11-30", "2024-11-30"]),
    Case("the third night", "في الليلة الثالثة من الحملة", []),
    Case("the coming night", "الليلة القادمة", ["2024-12-05"]),
    Case("the morning of a paper", "في عدد الصباح", []),
    Case("since the early hours of the morning", "منذ ساعات الصباح الأولى", ["2024-12-05"]),
    Case("yesterday night of two days", "ليل أمس الثلاثاء الأربعاء", ["2024-12-03"]),
    Case("weekday before yesterday's name", "الأربعاء (أمس)", ["2024-12-04"]),
    Case("today and yesterday", "اليوم، أمس", ["2024-12-05", "2024-12-04"]),
    Case("before a month", "قبل شهر رمضان", [(None, "2024-03-10")]),
    Case("a line of a menu", "أخبار\nاليوم\nرياضة", []),
]

STRETCHES = [
    Case("last week", "الأسبوع الماضي", [("2024-11-23", "2024-11-29")]),
    Case("this week", "هذا الأسبوع", [("2024-11-30", "2024-12-05")]),
    Case("next week", "الأسبوع المقبل", [("2024-12-07", "2024-12-13")]),
    Case("last month", "الشهر الماضي", [("2024-11-01", "2024-11-30")]),
    Case("this month", "الشهر الجاري", [("2024-12-01", "2024-12-05")]),
    Case("a day of last month", "في الثالث من الشهر الماضي", ["2024-11-03"]),
    Case("a day of this month", "في 3 من الشهر الحالي", ["2024-12-03"]),
    Case("last year", "العام الماضي", [("2023-01-01", "2023-12-31")]),
    Case("late last year", "أواخر العام الماضي", [("2023-09-01", "2023-12-31")]),
    Case("this year", "هذا العام", [("2024-01-01", "2024-12-05")]),
    Case("the past two days", "خلال اليومين الماضيين", [("2024-12-03", "2024-12-05")]),
    Case("the past three days", "الأيام الثلاثة الماضية", [("2024-12-02", "2024-12-05")]),
    Case("the past 24 hours", "الساعات الـ24 الماضية", [("2024-12-04", "2024-12-05")]),
    Case("the past few days", "الأيام القليلة الماضية", [(None, "2024-12-05")]),
    Case("year", "عام 2014", [("2014-01-01", "2014-12-31")]),
    Case("early in a year", "مطلع عام 2014", [("2014-01-01", "2014-04-30")]),
    Case("two years", "عامي 2013 و2014", [("2013-01-01", "2014-12-31")]),
    Case("years with a dash", "2011-2015", [("2011-01-01", "2015-12-31")]),
    Case("year after a preposition", "في 2016", [("2016-01-01", "2016-12-31")]),
    Case("a count after a preposition", "في 2016 منزلا", []),
    Case("summer", "صيف 2014", [("2014-06-01", "2014-08-31")]),
    Case("winter is of two years", "شتاء عام 2014", [("2014-01-01", "2014-12-31")]),
    Case("the week before last", "الأسبوع قبل الماضي", [None]),
    Case("the same month", "في الشهر نفسه", [None]),
    Case("coming hours", "خلال الساعات المقبلة", [None]),
    Case("secretary-general", "الأمين العام للحزب", []),
    Case("the Sunna", "هيئة أهل السنة", []),
]

EDGES = [
    Case("since this morning is today", "منذ صباح اليوم", ["2024-12-05"]),
    Case("since the hours of the morning", "منذ ساعات الصباح", ["2024-12-05"]),
    Case("since today's weekday", "منذ صباح الخميس", ["2024-12-05"]),
    Case("since another weekday", "منذ مساء الثلاثاء", [("2024-12-03", "2024-12-05")]),
    Case("since a date", "منذ 5 آذار", [("2024-03-05", "2024-12-05")]),
    Case("since a year to come", "منذ عام 2030", [("2030-01-01", None)]),
    Case("since a year", "منذ عام 2011", [("2011-01-01", "2024-12-05")]),
    Case("until a month is reached", "ارتفع إلى نيسان", [("2024-04-01", "2024-04-30")]),
    Case("until", "حتى مساء أمس", [(None, "2024-12-04")]),
    Case("before a day", "قبل الأحد", [(None, "2024-11-30")]),
    Case("after a day", "بعد 7 تشرين الأول", [("2024-10-07", None)]),
]

CONTEXT = [
    Case("the next day", "في 3 تشرين الثاني هاجموا الحاجز وفي اليوم التالي انسحبوا", ["2024-11-03", "2024-11-04"]),
    Case("the same day", "في 3 تشرين الثاني هاجموا وفي اليوم نفسه انسحبوا", ["2024-11-03", "2024-11-03"]),
    Case("the same day, other order", "السبت هاجموا وفي نفس اليوم انسحبوا", ["2024-11-30", "2024-11-30"]),
    Case("the day before", "السبت هاجموا وفي اليوم السابق حشدوا", ["2024-11-30", "2024-11-29"]),
    Case("the next day of nothing told", "وفي اليوم التالي انسحبوا", [None]),
    Case("the day after something named", "السبت هاجموا في اليوم التالي لتوقيع الهدنة", ["2024-11-30", None]),
    Case(
        "a tale of another year",
        "في 4 نيسان 2017 قصفت البلدة وفي 9 نيسان دخلها الجيش",
        ["2017-04-04", "2017-04-09"],
    ),
    Case(
        "back from the tale",
        "في 4 نيسان 2017 قصفت البلدة. واليوم أعلنت الوزارة أن 9 نيسان عطلة",
        ["2017-04-04", "2024-12-05", "2024-04-09"],
    ),
    Case("a day of late is of this year", "في 4 تشرين الثاني 2017 وفي 20 تشرين الثاني", ["2017-11-04", "2024-11-20"]),
]

ALL = [
    pytest.param(case.text, case.days, id=case.reason)
    for case in FIGURES + MONTHS + HIJRI + WEEKDAYS + RELATIVE + STRETCHES + EDGES + CONTEXT
]


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_read_dates_gives_the_days_that_a_text_means(text: str, expected: list[Expected]) -> None:
    assert [told(mention) for mention in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("في 18 آب 2022", "2022-08-18", id="full date"),
        pytest.param("في 18/8/2022", "2022-08-18", id="date in figures"),
        pytest.param("في 18 آب", None, id="no year"),
        pytest.param("مساء السبت", None, id="weekday"),
        pytest.param("صباح اليوم", None, id="today"),
        pytest.param("قبل يومين", None, id="two days ago"),
        pytest.param("في 18 آب الجاري", None, id="this August"),
    ],
)
def test_without_a_day_of_publication_only_full_dates_have_a_day(text: str, expected: str | None) -> None:
    (mention,) = read(text, published=None)
    assert (mention.day and mention.day.isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("في 18 تموز قتل. المركز الإعلامي 20 تموز 2023", ["2023-07-18", "2023-07-20"], id="month told"),
        pytest.param("في 18 تموز قتل. المركز 20 آب 2023", [None, "2023-08-20"], id="another month told"),
        pytest.param("في 18 تموز. 20 تموز 2023 و1 تموز 2022", [None, "2023-07-20", "2022-07-01"], id="two years told"),
        pytest.param("قتل في 18 تموز\n2023-07-20", [None, "2023-07-20"], id="date of the page in figures"),
    ],
)
def test_without_a_day_of_publication_the_text_may_tell_the_year(text: str, expected: list[str | None]) -> None:
    assert [mention.day and mention.day.isoformat() for mention in read(text, published=None)] == expected


@pytest.mark.parametrize(
    ("text", "precision", "relative", "explicit_year", "weekday"),
    [
        pytest.param("السبت 30 تشرين الثاني 2024", "day", False, True, 5, id="full date with weekday"),
        pytest.param("30 تشرين الثاني", "day", False, False, None, id="no year"),
        pytest.param("أمس الأربعاء", "day", True, False, 2, id="yesterday"),
        pytest.param("الأسبوع الماضي", "week", True, False, None, id="week"),
        pytest.param("في أيلول 2015", "month", False, True, None, id="month"),
        pytest.param("عام 2015", "year", False, True, None, id="year"),
        pytest.param("من 5 إلى 8 حزيران", "span", False, False, None, id="span"),
    ],
)
def test_mentions_say_how_they_are_told(
    text: str, precision: str, relative: bool, explicit_year: bool, weekday: int | None
) -> None:
    (mention,) = read(text)
    assert (mention.precision, mention.relative, mention.explicit_year, mention.weekday) == (
        precision,
        relative,
        explicit_year,
        weekday,
    )


@pytest.mark.parametrize(
    ("text", "covered", "rule"),
    [
        pytest.param(
            "قصفت صباح اليوم الخميس 5 كانون الأول البلدة",
            "صباح اليوم الخميس 5 كانون الاول",
            "day-month",
            id="all parts",
        ),
        pytest.param("قتل بعد ظهر أمس مدني", "بعد ظهر امس", "yesterday", id="part of the day"),
        pytest.param("قتل ليل الأحد الاثنين مدني", "ليل الاحد الاثنين", "weekday-night", id="night"),
        pytest.param("يقصفون منذ مساء الثلاثاء البلدة", "منذ مساء الثلاثاء", "since-weekday", id="edge"),
        pytest.param("قتل اليوم (الخميس) مدني", "اليوم ( الخميس )", "today", id="brackets"),
        pytest.param("قتل في 7 نيسان/أبريل 2017 مدني", "7 نيسان / ابريل 2017", "day-month-year", id="two names"),
    ],
)
def test_spans_cover_the_whole_dating(text: str, covered: str, rule: str) -> None:
    words = cut(fold(text).text)
    (mention,) = read_dates(words, PUBLISHED)
    assert " ".join(words.forms[mention.start : mention.end]) == covered
    assert mention.rule == rule


LEVANT = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|")
EGYPT = "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر".split("|")
MAGHREB = "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|شتنبر|أكتوبر|نونبر|دجنبر".split("|")
WEEK = "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد".split("|")
days = st.dates(date(1995, 1, 1), date(2035, 12, 31))


@given(
    days,
    st.sampled_from([LEVANT, EGYPT, MAGHREB]),
    st.sampled_from(["{d} {m} {y}", "{d} من {m} عام {y}", "{d} {m}، {y}"]),
)
def test_full_dates_are_read_back_in_every_system_of_names(day: date, names: list[str], style: str) -> None:
    text = "وقع ذلك في " + style.format(d=day.day, m=names[day.month - 1], y=day.year) + " قرب البلدة"
    assert [m.day for m in read(text, published=None)] == [day]


@given(days, st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"]))
def test_dates_in_figures_are_read_back(day: date, style: str) -> None:
    assert [m.day for m in read(f"بتاريخ {day.strftime(style)} قتل", published=None)] == [day]


@given(days, st.integers(0, 6))
def test_a_weekday_is_the_latest_on_or_before_publication(published: date, weekday: int) -> None:
    (mention,) = read(f"قتل {WEEK[weekday]} مدني", published)
    assert mention.day is not None
    assert mention.day.weekday() == weekday
    assert timedelta(0) <= published - mention.day < timedelta(7)


@given(days, days)
def test_a_day_without_year_is_the_latest_not_after_the_day_after_publication(published: date, day: date) -> None:
    (mention,) = read(f"قتل في {day.day} {EGYPT[day.month - 1]} مدني", published)
    assert mention.day is not None
    assert (mention.day.month, mention.day.day) == (day.month, day.day)
    assert mention.day <= published + timedelta(1)
    later = [mention.day.year + step for step in range(1, 9)]
    assert not any(_is_day(y, day.month, day.day) and date(y, day.month, day.day) <= published for y in later)


def _is_day(year: int, month: int, day: int) -> bool:
    return (month, day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


SCRAPS = (
    "أمس اليوم الخميس الأحد الاثنين 5 12 2024 5/12/2024 آب نيسان من إلى بين و منذ قبل يومين أسبوع الماضي ، ( ) - / "
    "كانون الثاني عام 1436 هـ رمضان ربيع الأول مطلع ليل فجر يوم شهر الشهر العام ذاته الجاري حتى بعد December 7 "
    "9999 0001 12/2024"
)
scraps = st.sampled_from(SCRAPS.split(" "))
texts = st.one_of(st.text(), st.lists(scraps, max_size=25).map(" ".join), st.lists(scraps, max_size=12).map("".join))


@given(texts, st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max])))
def test_any_text_gives_ordered_spans_inside_it(text: str, published: date | None) -> None:
    words = cut(fold(text).text)
    last = 0
    for mention in read_dates(words, published):
        assert last <= mention.start < mention.end <= len(words)
        if mention.day is not None:
            assert mention.date_start == mention.day == mention.date_end
        if mention.date_start is not None and mention.date_end is not None:
            assert mention.date_start <= mention.date_end
        last = mention.end


@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)

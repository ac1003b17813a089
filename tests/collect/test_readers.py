"""Each format in its true form: what comes out, and what a broken file leaves."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from readings import drafts, failures, read

from tawthiq.collect.items import Limits
from tawthiq.model.drafts import Draft, Publication

FILES = Path(__file__).parent / "files"
STORY = "سقطت ثلاث قذائف على حي الميدان مساء أمس، ولم ترد أنباء عن إصابات حتى الآن."
OTHER = "أعلن المجلس المحلي في بلدة كفرنبل توقف محطة ضخ المياه بعد إصابتها بشظايا."


def _only(found: list[Draft | object]) -> Draft:
    (one,) = found
    assert isinstance(one, Draft), one
    return one


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "iso-8859-6"])
def test_text_in_any_encoding_of_its_time(encoding: str) -> None:
    draft = _only([*read(STORY.encode(encoding), "a.txt")])
    assert (draft.text, draft.language) == (STORY, "ar")


def test_binary_file_is_a_failure() -> None:
    (failure,) = failures(read(bytes(range(256)) * 20, "a.bin"))
    assert "binary" in failure.error


def test_empty_file_is_a_failure() -> None:
    assert "empty" in failures(read(b"", "a.txt"))[0].error


def test_picture_beside_a_saved_page_is_no_report() -> None:
    assert read(b"\x89PNG\r\n\x1a\n" + bytes(40), "a.png") == []


def test_json_lines_with_other_names_of_fields() -> None:
    body = json.dumps({"nid": 5, "body": STORY, "day": "2020-01-02", "views": 7}, ensure_ascii=False).encode()
    draft = _only([*read(body, "a.jsonl", columns={"id": "nid", "text": "body", "published": "day"})])
    assert (draft.given_id, draft.text) == ("5", STORY)
    assert draft.publication == Publication("2020-01-02", None, None, "record")
    assert draft.extra == {"views": 7}


def test_json_list_goes_on_to_where_it_is_cut() -> None:
    body = json.dumps([{"id": "1", "text": STORY}, {"id": "2", "text": OTHER}, {"id": "3", "text": STORY}]).encode()
    found = read(body[:-20], "a.json")
    assert [draft.given_id for draft in drafts(found)] == ["1", "2"]
    assert "after item 2" in failures(found)[0].error


def test_single_json_object_is_one_report() -> None:
    body = json.dumps({"id": "1", "text": STORY}, indent=2).encode()
    assert _only([*read(body, "a.json")]).text == STORY


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        (f'id,text,date\n1,"{STORY}",2020-01-02\n', {}),
        (f"المعرف;النص;التاريخ\n1;{STORY};2020-01-02\n", {}),
        (f"nr\tcontent_ar\twhen\n1\t{STORY}\t2/1/2020\n", {"id": "nr", "text": "content_ar", "published": "when"}),
    ],
    ids=["commas", "arabic-semicolons", "tabs-mapped"],
)
def test_csv_finds_its_columns(body: str, columns: dict[str, str]) -> None:
    for encoding in ("utf-8", "cp1256"):
        draft = _only([*read(body.encode(encoding), "a.csv", columns=columns)])
        assert (draft.given_id, draft.text, draft.locator) == ("1", STORY, "row:2")
        assert draft.publication is not None
        assert draft.publication.day == "2020-01-02"


def test_csv_row_of_another_width_fails_alone() -> None:
    found = read(f"id,text,url\n1,{OTHER},\n2\n3,{OTHER},\n".encode(), "a.csv")
    assert [draft.given_id for draft in drafts(found)] == ["1", "3"]
    assert failures(found)[0].locator == "row:3"


def test_csv_without_a_text_column_says_which_there_are() -> None:
    (failure,) = failures(read(b"a,b\n1,2\n", "a.csv"))
    assert "a, b" in failure.error
    assert "--column" in failure.remedy


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>عنب بلدي</title><link>https://www.enabbaladi.net</link>
<item><title>قذائف على حي الميدان</title><link>https://www.enabbaladi.net/archives/501?utm_source=rss</link>
<pubDate>الأربعاء, 06 مايو 2020 21:15:00 +0000</pubDate><dc:creator>هيئة التحرير</dc:creator>
<description><![CDATA[<p>ملخص قصير</p>]]></description>
<content:encoded><![CDATA[<p>{STORY}</p><p>{OTHER}</p><script>x()</script>]]></content:encoded></item>
<item><title>توقف محطة</title><link>https://www.enabbaladi.net/archives/502</link>
<pubDate>Wed, 06 May 2020 22:15:00 +0300</pubDate><description>{OTHER}</description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">
<title>مدونة</title><entry><id>tag:blogger.com,1999:blog-1.post-7</id><title type="html">قذائف</title>
<published>2020-05-06T10:00:00+03:00</published><updated>2020-05-07T10:00:00+03:00</updated><author><name>رنا</name></author>
<link rel="alternate" href="https://rana.example/7"/>
<content type="html">&lt;div&gt;{STORY}&lt;br/&gt;{OTHER}&lt;/div&gt;</content>
</entry></feed>"""

RDF = f"""<?xml version="1.0" encoding="windows-1256"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>أخبار</title></channel>
<item rdf:about="https://old.example/1"><title>قذائف</title>
<link>https://old.example/1</link><description>{STORY}</description>
<dc:date>2006-05-06T10:00:00Z</dc:date></item></rdf:RDF>"""


def test_rss_entries_with_arabic_dates_and_summaries() -> None:
    whole, summary = drafts(read(RSS.encode(), "feed.xml"))
    assert (whole.text, whole.title, whole.author) == (f"{STORY}\n{OTHER}", "قذائف على حي الميدان", "هيئة التحرير")
    assert (whole.outlet, whole.page_key) == ("enab-baladi", "url:enabbaladi.net/archives/501")
    # 21:15 UTC is the next day in Damascus, where "today" was written.
    assert whole.publication == Publication("2020-05-07", "2020-05-06T21:15:00+00:00", "+00:00", "feed published")
    assert (summary.text, summary.page_key) == (OTHER, "feed:enabbaladi.net/archives/502")


def test_atom_entry() -> None:
    draft = _only([*read(ATOM.encode(), "atom.xml")])
    assert (draft.text, draft.author, draft.url) == (f"{STORY}\n{OTHER}", "رنا", "https://rana.example/7")
    assert draft.publication is not None
    assert draft.publication.zone == "+03:00"


def test_rdf_feed_in_an_old_encoding() -> None:
    draft = _only([*read(RDF.encode("cp1256"), "news.rdf")])
    assert (draft.text, draft.source) == (STORY, "أخبار")


def test_cut_feed_gives_its_whole_entries_and_a_failure() -> None:
    body = RSS.encode()
    found = read(body[: body.rindex(b"<item>")], "feed.xml")
    assert [draft.title for draft in drafts(found)] == ["قذائف على حي الميدان"]
    assert "cut after entry 1" in failures(found)[0].error


def test_xml_that_is_no_feed_is_a_failure() -> None:
    assert "no feed" in failures(read(b"<?xml version='1.0'?><order><id>1</id></order>", "x.xml"))[0].error


MHTML = """From: <Saved by Blink>\r
Snapshot-Content-Location: https://www.enabbaladi.net/archives/77\r
Subject: =?utf-8?Q?=D9=82?=\r
Date: Wed, 6 May 2020 12:00:00 +0300\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----MultipartBoundary--x----"\r
\r
\r
------MultipartBoundary--x----\r
Content-Type: text/html\r
Content-ID: <frame-1@mhtml.blink>\r
Content-Transfer-Encoding: base64\r
Content-Location: https://www.enabbaladi.net/archives/77\r
\r
%s\r
------MultipartBoundary--x----\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://ads.example/frame\r
\r
<html><body>advertisement</body></html>\r
------MultipartBoundary--x------\r
"""


def test_mhtml_as_chromium_saves_it() -> None:
    import base64

    page = (
        '<html><head><meta charset="utf-8"><title>قذائف</title></head><body><article><h1>قذائف على الحي</h1>'
        f'<div class="entry-content"><p>{STORY}</p><p>{OTHER}</p></div></article></body></html>'
    )
    packed = base64.encodebytes(page.encode()).decode().replace("\n", "\r\n")
    draft = _only([*read((MHTML % packed).encode(), "a.mhtml")])
    assert (draft.text, draft.title) == (f"{STORY}\n{OTHER}", "قذائف على الحي")
    assert (draft.url, draft.outlet) == ("https://www.enabbaladi.net/archives/77", "enab-baladi")
    assert draft.extra["captured"] == "Wed, 06 May 2020 12:00:00 +0300"


def test_pdf_made_by_a_browser_reads_in_order() -> None:
    draft = _only([*read((FILES / "report.pdf").read_bytes(), "report.pdf")])
    first, second = draft.text.split("\n")
    assert first.startswith("سقطت قذائف مدفعية صباح الاثنين 15 آذار 2021 على الأحياء الشرقية")
    assert first.endswith("إلى إصابة 7 مدنيين بينهم طفلان.")
    assert "(وفق تسجيل BBC)، ونقلت" in second
    assert draft.title == "قذائف على أطراف سراقب توقع جرحى"


def test_broken_pdf_is_a_failure() -> None:
    body = (FILES / "report.pdf").read_bytes()
    assert failures(read(body[:900], "a.pdf"))[0].stage == "extract"


def _scan() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R/Size 4>>\n%%EOF"
    )


def test_pdf_without_a_text_layer_says_so() -> None:
    assert "no text layer" in failures(read(_scan(), "a.pdf"))[0].error


def _telegram(*messages: dict[str, object]) -> bytes:
    chat = {"name": "مراسل إدلب", "type": "public_channel", "id": 1333022215, "messages": list(messages)}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


TELEGRAM_MESSAGES: tuple[dict[str, object], ...] = (
    {
        "id": 1, "type": "service", "date": "2020-05-01T09:00:00", "date_unixtime": "1588312800",
        "actor": "مراسل إدلب", "actor_id": "channel1333022215", "action": "create_channel", "title": "x", "text": "",
        "text_entities": [],
    },
    {
        "id": 2, "type": "message", "date": "2020-05-06T23:15:00", "date_unixtime": "1588796100",
        "from": "مراسل إدلب", "from_id": "channel1333022215",
        "text": [{"type": "bold", "text": "عاجل"}, "\n", STORY, " ", {"type": "hashtag", "text": "#إدلب"}],
        "text_entities": [{"type": "bold", "text": "عاجل"}, {"type": "plain", "text": STORY}],
    },
    {
        "id": 3, "type": "message", "date": "2020-05-06T23:20:00", "date_unixtime": "1588796400",
        "edited": "2020-05-06T23:25:00", "edited_unixtime": "1588796700", "from": "مراسل إدلب",
        "from_id": "channel1333022215", "forwarded_from": "قناة أخرى", "photo": "photos/photo_1.jpg", "width": 1280,
        "height": 720, "text": OTHER, "text_entities": [{"type": "plain", "text": OTHER}],
    },
    {
        "id": 4, "type": "message", "date": "2020-05-07T08:00:00", "date_unixtime": "1588827600",
        "from": "مراسل إدلب", "from_id": "channel1333022215", "photo": "photos/photo_2.jpg", "text": "",
        "text_entities": [],
    },
)  # fmt: skip


def test_telegram_json_export() -> None:
    first, second, picture = drafts(read(_telegram(*TELEGRAM_MESSAGES), "result.json"))
    assert first.text == f"عاجل\n{STORY} #إدلب"
    assert (first.given_id, first.source, first.url) == (
        "1333022215/2", "مراسل إدلب", "https://t.me/c/1333022215/2",
    )  # fmt: skip
    # 20:15 UTC; the exporter's clock, three hours ahead, shows 23:15 of the same day.
    assert first.publication == Publication(
        "2020-05-06", "2020-05-06T23:15:00+03:00", "+03:00", "telegram date_unixtime"
    )
    assert second.extra["forwarded_from"] == "قناة أخرى"
    assert (picture.text, picture.language) == ("", None)


def test_telegram_export_of_a_whole_account() -> None:
    chats = [json.loads(_telegram(message)) | {"id": n} for n, message in enumerate(TELEGRAM_MESSAGES[1:3], 7)]
    body = json.dumps({"about": "…", "chats": {"about": "…", "list": chats}}, ensure_ascii=False).encode()
    assert [draft.given_id for draft in drafts(read(body, "result.json"))] == ["7/2", "8/3"]


def test_cut_telegram_export_keeps_what_came_whole() -> None:
    body = _telegram(*TELEGRAM_MESSAGES)
    found = read(body[: body.index(b'"id": 4')], "result.json")
    assert len(drafts(found)) == 2
    assert "cut or broken after message 3" in failures(found)[0].error


TELEGRAM_HTML = f"""<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
مراسل إدلب
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">6 May 2020</div></div>
<div class="message default clearfix" id="message2"><div class="pull_left userpic_wrap"><div class="userpic userpic3">
<div class="initials">م</div></div></div><div class="body">
<div class="pull_right date details" title="06.05.2020 23:15:00 UTC+03:00">
23:15
</div><div class="from_name">
مراسل إدلب
</div><div class="text">
<strong>عاجل</strong><br>{STORY} <a href="" onclick="return ShowHashtag()">#إدلب</a>
</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="06.05.2020 23:20:00 UTC+03:00">23:20</div>
<div class="forwarded body"><div class="from_name">
قناة أخرى<span class="date details" title="06.05.2020 20:00:00 UTC+03:00"> 20:00</span></div>
<div class="text">{OTHER}</div></div>
</div></div></div></div></div></body></html>"""


def test_telegram_html_export() -> None:
    first, second = drafts(read(TELEGRAM_HTML.encode(), "messages.html"))
    assert (first.text, first.source, first.given_id) == (f"عاجل\n{STORY} #إدلب", "مراسل إدلب", "مراسل إدلب/2")
    assert first.publication is not None
    assert first.publication.at == "2020-05-06T23:15:00+03:00"
    assert (second.text, second.extra) == (OTHER, {"forwarded_from": "قناة أخرى"})


def _preview(number: int, text: str) -> str:
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message" '
        f'data-post="enabbaladi/{number}"><div class="tgme_widget_message_author"><a '
        'class="tgme_widget_message_owner_name"><span>عنب بلدي</span></a></div><div class="tgme_widget_message_text '
        f'js-message_text" dir="auto">{text}</div><a class="tgme_widget_message_date" href="x">'
        f'<time datetime="2020-05-06T2{number}:15:00+00:00" class="time">21:15</time></a></div></div>'
    )


def test_telegram_preview_page_is_cut_into_its_messages() -> None:
    posts = _preview(1, STORY) + _preview(2, OTHER)
    page = f'<!DOCTYPE html><html><body class="widget_frame_base"><main>{posts}</main></body></html>'
    first, second = drafts(read(page.encode(), "s.html"))
    assert (first.text, second.text) == (STORY, OTHER)
    assert (first.url, first.outlet) == ("https://t.me/enabbaladi/1", "enab-baladi")
    assert first.publication is not None
    assert first.publication.day == "2020-05-07"


def _zip(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return held.getvalue()


def test_archives_within_archives_say_where_each_report_stands() -> None:
    inner = _zip(**{"a.txt": STORY.encode(), "feed.xml": RSS.encode()})
    body = _zip(**{"deep/in.zip": inner, "b.jsonl.gz": gzip.compress(json.dumps({"id": "9", "text": OTHER}).encode())})
    found = drafts(read(body, "all.zip"))
    assert [draft.locator for draft in found] == [
        "member:deep/in.zip!member:a.txt",
        "member:deep/in.zip!member:feed.xml!entry:1",
        "member:deep/in.zip!member:feed.xml!entry:2",
        "member:b.jsonl.gz!gz!line:1",
    ]


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"])
def test_member_that_leads_outside_is_refused_and_the_rest_done(name: str, tmp_path: Path) -> None:
    found = read(_zip(**{name: STORY.encode(), "good.txt": OTHER.encode()}), "a.zip")
    assert [draft.text for draft in drafts(found)] == [OTHER]
    assert "leads outside" in failures(found)[0].error
    assert not (tmp_path.parent / "evil.txt").exists()


def test_gzip_bomb_is_stopped() -> None:
    bomb = gzip.compress(bytes(64 << 20), 9)
    for name in ("a.txt.gz", "a.jsonl.gz", "a.json.gz"):
        (failure,) = failures(read(bomb, name))
        assert "bomb" in failure.error or "longer than" in failure.error


def test_zip_bomb_is_stopped_and_the_rest_done() -> None:
    limits = Limits(item_bytes=1 << 30)
    found = read(_zip(**{"bomb.txt": bytes(64 << 20), "good.txt": STORY.encode()}), "a.zip", limits=limits)
    assert "bomb" in failures(found)[0].error
    assert [draft.text for draft in drafts(found)] == [STORY]


def test_nested_bomb_is_stopped_by_what_the_whole_object_may_unpack() -> None:
    body = b"".join(f'{{"id": "{n}", "text": "{"ab" * 400}{n}"}}\n'.encode() for n in range(2000))
    packed = _zip(**{f"{n}.jsonl": body for n in range(20)})
    found = read(packed, "a.zip", limits=Limits(unpacked_bytes=4 << 20))
    assert "unpacks to more than" in failures(found)[0].error


def test_archives_nested_too_deep_are_refused() -> None:
    body = STORY.encode()
    for _ in range(5):
        body = _zip(**{"a.zip": body})
    assert "nested deeper" in failures(read(body, "a.zip"))[0].error


def test_cut_archives_are_failures() -> None:
    packed = gzip.compress(b"\n".join(json.dumps({"id": str(n), "text": STORY}).encode() for n in range(3000)))
    found = read(packed[: len(packed) // 2], "a.jsonl.gz")
    assert drafts(found)
    assert "cut or broken" in failures(found)[-1].error
    zipped = _zip(**{"a.txt": STORY.encode() * 50})
    assert "cut or broken" in failures(read(zipped[: len(zipped) // 2], "a.zip"))[0].error


def test_overlong_line_fails_alone() -> None:
    lines = [
        json.dumps({"id": "1", "text": STORY}),
        json.dumps({"id": "2", "text": "ن" * 4000}),
        json.dumps({"id": "3", "text": OTHER}),
    ]
    found = read("\n".join(lines).encode(), "a.jsonl", limits=Limits(item_bytes=2000))
    assert [draft.given_id for draft in drafts(found)] == ["1", "3"]
    assert failures(found)[0].locator == "line:2"

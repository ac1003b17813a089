"""Bytes to text: what comes back must be what was written, or nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.arabic.encodings import decode, join_surrogates
from tawthiq.errors import InputError

PROSE = "قالت مصادر محلية إن القوات قصفت أطراف البلدة بقذائف الهاون، ما أدى إلى إصابة رجل."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256", "iso8859-6", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(PROSE, id="prose"),
        pytest.param(PROSE[:34], id="a short line"),
        pytest.param(f'{{"id": "report-17", "text": "{PROSE}"}}', id="a JSON line"),
        pytest.param(f"SANA 2014-05-02 {PROSE} https://example.org/?q=1&r=2", id="with Latin"),
    ],
)
def test_arabic_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.encoding == encoding


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_taken_off(mark: str) -> None:
    assert decode(PROSE.encode(mark)).text == PROSE


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(PROSE.encode()[:40] + b"\xff" + PROSE.encode()[40:], id="UTF-8 with a broken byte"),
        pytest.param(PROSE.encode()[:41], id="UTF-8 cut inside a letter"),
        pytest.param("Ein schöner Text über Straßen und Flüsse".encode("latin-1"), id="Latin-1"),
        pytest.param("Сегодня в городе было спокойно и тихо".encode("cp1251"), id="Windows-1251"),
        pytest.param(bytes(range(256)), id="all bytes"),
        pytest.param(b"\x00\x01\x02\x03" * 9, id="zeros"),
        pytest.param(b"%PDF-1.4 text", id="PDF"),
        pytest.param(b"\xff\xfe\x00", id="UTF-16 cut inside a unit"),
    ],
)
def test_what_cannot_be_told_is_an_error_with_a_remedy(body: bytes) -> None:
    with pytest.raises(InputError) as raised:
        decode(body)

    assert raised.value.remedy


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(body: bytes) -> None:
    try:
        decoded = decode(body)
    except InputError:
        return
    assert decoded.encoding in {"utf-8", "utf-16-le", "utf-16-be", "cp1256", "iso8859-6"}


@given(st.text(max_size=200))
def test_utf8_comes_back_whole(text: str) -> None:
    try:
        decoded = decode(text.encode("utf-8"))
    except InputError as error:
        assert "binary" in error.what
        return
    assert decoded.text in {text, text.removeprefix("\ufeff")}


@given(st.text(st.characters() | st.sampled_from("\ud800\udbff\udc00\udfff")))
def test_no_pair_of_surrogates_is_left_apart(text: str) -> None:
    joined = join_surrogates(text)

    assert join_surrogates(joined) == joined
    assert not any("\ud800" <= a <= "\udbff" and "\udc00" <= b <= "\udfff" for a, b in pairwise(joined))

"""Run the command line in this process, so that the coder is loaded once for all tests."""

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tawthiq.cli.main import run

# One clause that any version of the coder must read: an act, its victims, a known town.
STRIKE = "قُتل خمسة مدنيين جراء قصف مدفعي لقوات النظام على بلدة سراقب"


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def rows(self) -> list[Any]:
        return [json.loads(line) for line in self.text.splitlines()]


def tawthiq(monkeypatch: pytest.MonkeyPatch, *args: str | Path, stdin: bytes = b"") -> Ran:
    """Run `tawthiq ARGS`."""
    streams = {name: io.TextIOWrapper(io.BytesIO(), "utf-8", "backslashreplace") for name in ("stdout", "stderr")}
    monkeypatch.setattr(sys, "argv", ["tawthiq", *map(str, args)])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    with pytest.raises(SystemExit) as ended:
        run()
    out, err = (_content(stream) for stream in streams.values())
    code = ended.value.code
    return Ran(code if isinstance(code, int) else 0, out, err.decode("utf-8"))


def _content(stream: io.TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


def line(report_id: str, text: str = STRIKE, **fields: object) -> str:
    """One line of JSON Lines, without its end."""
    return json.dumps({"id": report_id, "text": text, **fields}, ensure_ascii=False)

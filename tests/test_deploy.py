"""What deploy/ holds for a server: units that systemd takes, commands and options that are there, proxies."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tawthiq.cli.commands import installed

DEPLOY = Path(__file__).parents[1] / "deploy"
PAGE = DEPLOY.parent / "docs" / "deploy.md"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
_PROGRAM = "/opt/tawthiq/bin/tawthiq"


def _commands(text: str) -> list[list[str]]:
    """The calls of our program, without what they are of."""
    found = re.findall(rf"(?m)(?:^|[ =-]){re.escape(_PROGRAM)} ([^\n\\&|#]*)", text)
    return [shlex.split(one) for one in found]


@pytest.mark.parametrize("path", [*UNITS, PAGE], ids=lambda path: path.name)
def test_commands_and_options_that_are_named_are_there(path: Path) -> None:
    reference = (DEPLOY.parent / "docs" / "commands.md").read_text(encoding="utf-8")
    for command, *arguments in _commands(path.read_text(encoding="utf-8")):
        assert command in installed()
        told = reference.split(f"## `tawthiq {command}", 1)[1].split("\n## ", 1)[0]
        assert [one for one in arguments if one.startswith("--") and f"`{one}`" not in told] == []


def test_the_units_call_what_a_server_needs() -> None:
    called = {call[0] for unit in UNITS for call in _commands(unit.read_text(encoding="utf-8"))}
    assert called == {"serve", "collect", "code", "link", "backup", "verify"}


def test_every_file_of_the_folder_is_told_of() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [path.name for path in DEPLOY.iterdir() if path.name not in page] == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="not run: no systemd-analyze here")
def test_units_are_such_as_systemd_takes(tmp_path: Path) -> None:
    program = tmp_path / "tawthiq"
    program.symlink_to(sys.executable)
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(_PROGRAM, str(program))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    ours = [line for line in checked.stderr.splitlines() if "tawthiq" in line]
    assert (checked.returncode, ours) == (0, []), checked.stderr


@pytest.mark.skipif(shutil.which("caddy") is None, reason="not run: no caddy here")
def test_caddyfile_is_such_as_caddy_takes(tmp_path: Path) -> None:
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8").replace("/var/log/caddy", str(tmp_path))
    (tmp_path / "Caddyfile").write_text(text, encoding="utf-8")
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.skipif(
    shutil.which("nginx") is None or shutil.which("openssl") is None, reason="not run: no nginx or openssl here"
)
def test_nginx_takes_its_file(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = f"openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=x -keyout {key} -out {certificate}"
    subprocess.run(shlex.split(made), check=True, capture_output=True, timeout=60)
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"ssl_certificate_key .*;", f"ssl_certificate_key {key};", text)
    text = re.sub(r"ssl_certificate /.*;", f"ssl_certificate {certificate};", text)
    text = re.sub(r"listen (\[::\]:)?(80|443)", lambda match: f"listen {match[1] or ''}4{match[2]}1", text)
    logs = f"pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}"
    (tmp_path / "nginx.conf").write_text(
        f"{logs} http {{ access_log off; client_body_temp_path {tmp_path}/body; {text} }}", encoding="utf-8"
    )
    command = ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert checked.returncode == 0, checked.stderr

"""What the server's tests share: projects of demo reports and some more, coded and linked as a user would."""

import json
from collections.abc import Sequence
from pathlib import Path

from tawthiq.archive import collect
from tawthiq.ledger.linker import Linker
from tawthiq.ledger.project import code_missing, link_project
from tawthiq.resources.loader import PACKAGE_ROOT
from tawthiq.store.project import create_project

PASSWORD = "a long password"
REPORTS = ("demo-01", "demo-02", "demo-03", "demo-24")
# The same strike told by another paper, so that there is something to link, in words of our own.
SAME_STRIKE = {
    "id": "other-paper",
    "source": "صحيفة الشمال (مثال)",
    "published": "2016-10-04",
    "title": "غارات على طريق الباب",
    "text": "شن الطيران الحربي الروسي اليوم الثلاثاء غارات على حي طريق الباب في مدينة حلب ما أدى إلى مقتل ثمانية"
    " مدنيين وإصابة 15 آخرين، وفق الدفاع المدني.",
}


def told(name: str, source: str, published: str, text: str) -> dict[str, str]:
    """A report in the form of the codebook's section 5."""
    return {"id": name, "source": source, "published": published, "text": text}


def make_project(root: Path, name: str, more: Sequence[dict[str, str]], demo: Sequence[str] | None = None) -> None:
    """Make a project, coded and linked, of demo reports (all, or those of the ids `demo`) and of `more`."""
    lines = (PACKAGE_ROOT / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [line for line in lines if demo is None or json.loads(line)["id"] in demo]
    file = root.with_suffix(".jsonl")
    added = [json.dumps(one, ensure_ascii=False) for one in more]
    file.write_text("\n".join([*chosen, *added]) + "\n", encoding="utf-8")
    with create_project(root, name=name, collector="tester") as project:
        collect(project, [str(file)])
        linker = Linker()
        code_missing(project, linker)
        link_project(project, linker)

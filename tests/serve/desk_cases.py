"""What the server's tests share: a project of some demo reports, coded and linked as a user would."""

import json
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


def make_project(root: Path) -> None:
    """Make a project of five reports, coded and linked."""
    lines = (PACKAGE_ROOT / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = [line for line in lines if json.loads(line)["id"] in REPORTS]
    file = root.with_suffix(".jsonl")
    file.write_text("\n".join([*chosen, json.dumps(SAME_STRIKE, ensure_ascii=False)]) + "\n", encoding="utf-8")
    with create_project(root, name="try", collector="tester") as project:
        collect(project, [str(file)])
        linker = Linker()
        code_missing(project, linker)
        link_project(project, linker)

"""Write ui/openapi.json, from which the pages' client is made.

python tools/openapi.py [--check]
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tawthiq.serve.accounts import Accounts
from tawthiq.serve.app import make_app
from tawthiq.serve.desk import Desk
from tawthiq.store.project import create_project

FILE = Path(__file__).parents[1] / "ui" / "openapi.json"


def description() -> str:
    """The API's description as JSON; always the same for the same code."""
    with tempfile.TemporaryDirectory() as folder, create_project(Path(folder)) as project:
        told = make_app(Desk(project, Accounts(project))).openapi()
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the file, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail if the file is not what the code says")
    asked = parser.parse_args()
    made = description()
    if asked.check:
        if not FILE.is_file() or FILE.read_text(encoding="utf-8") != made:
            print("ui/openapi.json is stale: run `make docs`", file=sys.stderr)
            return 1
        return 0
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

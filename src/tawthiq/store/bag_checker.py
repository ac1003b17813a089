"""Check this bag without the program that wrote it: run `python3 verify.py` inside the bag. Standard library only.

1. every file of manifest-sha256.txt hashes to what that says (the same as `sha256sum -c manifest-sha256.txt`);
2. every entry of data/custody.jsonl follows the one before it, and hashes to its own hash where it is not withheld;
3. the text of every report in data/reports.jsonl hashes to what the custody log says was read, and its object is here.
"""

import hashlib
import json
import pathlib
import sys


def main(bag: pathlib.Path) -> int:
    """Check a bag and say what is wrong.

    Args:
        bag: Its folder.

    Returns:
        How many faults there are.
    """
    faults = [*_files(bag), *_chain(bag), *_reports(bag)]
    for fault in faults:
        sys.stdout.write(fault + "\n")
    sys.stdout.write("all is as it was\n" if not faults else f"{len(faults)} faults\n")
    return len(faults)


def _sha256(path: pathlib.Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _files(bag: pathlib.Path) -> list[str]:
    faults = []
    listed = set()
    for line in (bag / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines():
        stated, name = line.split(None, 1)
        listed.add(name)
        if not (bag / name).is_file():
            faults.append(f"{name}: missing")
        elif _sha256(bag / name) != stated:
            faults.append(f"{name}: changed")
    for path in sorted((bag / "data").rglob("*")):
        if path.is_file() and path.relative_to(bag).as_posix() not in listed:
            faults.append(f"{path.relative_to(bag)}: not in the manifest")
    return faults


def _lines(bag: pathlib.Path, name: str) -> list[dict[str, str]]:
    with (bag / "data" / name).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


_HASHED = ("seq", "at", "actor", "tool", "action", "subject", "origin", "sha256", "detail", "previous")


def _chain(bag: pathlib.Path) -> list[str]:
    faults = []
    head = "0" * 64
    for entry in _lines(bag, "custody.jsonl"):
        if entry["previous"] != head:
            faults.append(f"custody entry {entry['seq']}: does not follow the one before it")
        head = entry["hash"]
        if "withheld" in entry:
            continue
        written = json.dumps([entry[name] for name in _HASHED], ensure_ascii=False, separators=(",", ":"))
        if hashlib.sha256(written.encode()).hexdigest() != head:
            faults.append(f"custody entry {entry['seq']}: changed")
    return faults


def _reports(bag: pathlib.Path) -> list[str]:
    faults = []
    read = {entry["seq"]: entry for entry in _lines(bag, "custody.jsonl") if entry.get("action") == "read"}
    for report in _lines(bag, "reports.jsonl"):
        entry = read.get(report["custody_seq"])
        digest = hashlib.sha256(report["text"].encode()).hexdigest()
        if entry is None or entry["subject"] != report["id"] or entry["sha256"] != digest:
            faults.append(f"report {report['id']}: its text is not what the custody log says was read")
        if not (bag / "data" / "objects" / report["object_sha256"]).is_file():
            faults.append(f"report {report['id']}: its object is missing")
    return faults


if __name__ == "__main__":
    sys.exit(1 if main(pathlib.Path(__file__).resolve().parent) else 0)

"""The tables of names: every value of a closed list has its labels, every rule name that is written has its meaning."""

import json
import re
from pathlib import Path

import tawthiq
from tawthiq.model.codebook import GROUPS, OBJECT_CLASSES, SCOPES, TYPES, WEAPON_CLASSES
from tawthiq.resources import Resources

PACKAGE = Path(tawthiq.__file__).parent
LISTS = {
    "type": {name for names in TYPES.values() for name in names},
    "family": set(TYPES),
    "scope": set(SCOPES),
    "group": set(GROUPS),
    "weapon": set(WEAPON_CLASSES),
    "object": set(OBJECT_CLASSES),
}


def test_every_closed_list_has_labels_in_both_languages() -> None:
    rows = Resources().table("codebook/labels.tsv")

    for name, values in LISTS.items():
        assert {row["key"] for row in rows if row["list"] == name} == values
    assert all(row["en"] and row["ar"] for row in rows)
    assert len({(row["list"], row["key"]) for row in rows}) == len(rows)


def test_every_rule_that_the_demo_reports_meet_has_a_meaning() -> None:
    resources = Resources()
    rows = resources.table("codebook/rules.tsv")
    parts = {row["family"]: {r["part"] for r in rows if r["family"] == row["family"]} for row in rows}
    parts["act"] |= {row["id"] for row in resources.table("lexicon/triggers.tsv")}
    parts["weapons"] |= LISTS["weapon"]
    parts["objects"] |= LISTS["object"]
    coder = tawthiq.Coder()
    unknown = set()
    for line in (PACKAGE / "resources" / "demo" / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        for event in coder.code(tawthiq.report_from_json(json.loads(line))).events:
            for words in event.evidence.values():
                unknown |= {word.rule for word in words if not _is_known(word.rule, parts)}

    assert unknown == set()


def _is_known(rule: str, parts: dict[str, set[str]]) -> bool:
    family, _, rest = rule.partition(".")
    names = "|".join(sorted(map(re.escape, parts.get(family, set()) - {""}), key=len, reverse=True))
    return family in parts and (not rest or bool(names and re.fullmatch(f"(?:{names})(?:[:-](?:{names}))*", rest)))

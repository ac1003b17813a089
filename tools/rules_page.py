"""Write docs/rules.md, the list of rule names that evidence holds, from the tables that define them.

python tools/rules_page.py [--check]
"""

from collections.abc import Iterator

from pages import write_page
from tawthiq.resources import Resources

_SHOWN_WORDS = 4
HEAD = """# Rules

The evidence of a record says for each value which words it came from and which rule read them:
`"killed": [[13, 24, "count.at-least:digits", 0]]` says that characters 13 to 24, read as a number in digits with no
upper bound, are the words behind value 0 of `killed`. Parts of a name are joined by `:` and `-`.

This page is made by `make docs` from `resources/codebook/rules.tsv` and `resources/lexicon/triggers.tsv`.
"""


def _page() -> Iterator[str]:
    resources = Resources()
    yield HEAD
    rows = resources.table("codebook/rules.tsv")
    for family in dict.fromkeys(row["family"] for row in rows):
        of_family = [row for row in rows if row["family"] == family]
        yield f"## `{family}`\n\n{_sentence(of_family[0]['gloss'])}\n"
        if family == "act":
            yield "| rule | kind | reads | some of its words |\n| --- | --- | --- | --- |"
            for row in resources.table("lexicon/triggers.tsv"):
                words = "، ".join((row.items("nouns") + row.items("verbs"))[:_SHOWN_WORDS])
                yield f"| `act.{row['id']}` | {row['type']} | {row['gloss']} | {words} |"
            yield ""
        elif len(of_family) > 1:
            yield "| part | reads |\n| --- | --- |"
            yield from (f"| `{row['part']}` | {row['gloss']} |" for row in of_family[1:])
            yield ""


def _sentence(gloss: str) -> str:
    return f"{gloss[0].upper()}{gloss[1:]}."


def main() -> None:
    """Write the page, or say whether it is up to date."""
    write_page("rules.md", "\n".join(_page()), __doc__, "its tables say")


if __name__ == "__main__":
    main()

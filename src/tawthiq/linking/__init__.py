"""Which records tell one occurrence: linking, reconciled ranges, copies of a report (design.md, section 3)."""

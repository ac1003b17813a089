"""The same stages as jobs on a cluster (design.md, section 3); not begun."""

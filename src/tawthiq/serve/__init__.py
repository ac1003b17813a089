"""The HTTP API and the built pages (design.md, section 3); not begun."""

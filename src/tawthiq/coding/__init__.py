"""A report's text to events: mentions, clauses, frames, discourse, events (design.md, section 4)."""

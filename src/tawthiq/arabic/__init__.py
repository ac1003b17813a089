"""The language: folding, words, numbers, dates, verb forms, clauses. Pure functions over strings."""

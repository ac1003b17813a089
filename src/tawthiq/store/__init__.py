"""The archive's memory: tables, evidence, custody, codings, search. docs/archive.md tells the whole."""

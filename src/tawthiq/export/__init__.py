"""One module a format: a coded report, or a ledger of them, as text or a file."""

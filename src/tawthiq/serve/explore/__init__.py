"""Reading the ledger: one filter in memory, and its faces."""

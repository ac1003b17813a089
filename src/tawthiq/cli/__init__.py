"""The command line: one module a command; `main` runs them, `commands` lists them."""

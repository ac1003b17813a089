"""The ledger: linking joined with coding, places, store and exports; linker.py for files, project.py for a project."""

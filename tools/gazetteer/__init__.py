"""The parts of build_gazetteer.py, each one source of rows or one kind of mending."""

# setup    prepares .venv with the command .venv/bin/tawthiq
# pages    builds the pages of `tawthiq serve` (Node 20)
# demo     codes and links the demo reports, shows the table; on a terminal, ends by serving the desk
# test     sets up and runs all checks
# slow     the long tests: fifty kills, full sizes
# bench    measures speed and memory         accuracy  scores on the shared gold sets, into the README
# native   builds a wheel for this machine with the coder compiled, about 1.5 times as fast
# docs     rebuilds the generated pages      lock      pins the newest packages     clean  removes what is built
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
# Where it is set, every start of a command would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: setup pages demo test check slow system bench native accuracy docs lock clean

BIN := .venv/bin
SETUP := $(BIN)/.setup-done
PAGES := src/tawthiq/serve/pages/.vite/manifest.json
PAGES_FROM := $(shell find ui -path ui/node_modules -prune -o -type f -not -path '*/tests/*' -print) $(addprefix src/tawthiq/resources/,actors/actors.tsv codebook/labels.tsv desk/fields.tsv map/basemap.json)

setup: $(SETUP) pages

pages: $(PAGES)

# Without Node everything but the pages works: the script says what is missing (status 3), and that is no failure.
$(PAGES): $(PAGES_FROM)
	tools/pages.sh build || [[ $$? == 3 ]]
	[[ ! -e $@ ]] || touch $@

$(SETUP): pyproject.toml requirements/dev.txt requirements/uv.txt tools/setup.sh
	tools/setup.sh
	touch $@

demo: setup
	tools/demo.sh

test: system setup check

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	tools/pages.sh check || [[ $$? == 3 ]]
	$(BIN)/pytest -m "not slow" -n logical --dist loadgroup --cov --cov-report=term:skip-covered
	$(BIN)/tawthiq evaluate tests/gold/demo.jsonl --floors tests/gold/floors.toml

slow: setup system
	$(BIN)/pytest -m slow

system:
	tools/system_packages.sh

bench: setup
	tools/native.sh build/native || [[ $$? == 3 ]]
	$(BIN)/python tools/bench.py --compiled build/native
	$(BIN)/python tools/bench_scale.py --write

native: setup
	tools/native.sh

accuracy: setup
	$(BIN)/python tools/accuracy_table.py

docs: setup
	$(BIN)/python tools/rules_page.py
	$(BIN)/python tools/commands_page.py
	$(BIN)/python tools/dataset_page.py
	$(BIN)/python tools/picture.py
	$(BIN)/python tools/openapi.py

lock: setup
	tools/lock.sh

clean:
	rm -rf .venv build dist ui/node_modules src/tawthiq/serve/pages .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

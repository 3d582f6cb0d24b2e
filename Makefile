# Two commands for a new machine with Python 3.11+, git and make:
#   make plan   sets everything up and writes the plan of Flanders to out/
#   make test   sets everything up and runs the tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OLDEST := .venv-oldest
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: plan test test-slow test-oldest lint bench bench-rivals notebooks clean

plan: $(VENV)/.installed
	$(BIN)/regionplanner plan --out out

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

test-slow: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -m slow

# the oldest version of every library that pyproject.toml allows (stubs are no libraries)
test-oldest:
	$(PYTHON) -m venv $(OLDEST)
	$(OLDEST)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	sed -n '/# types/d; s/^ *"\([a-zA-Z0-9_-]*\)>=\([0-9.]*\).*/\1==\2/p' pyproject.toml \
	  | sort -u > $(OLDEST)/oldest.txt
	$(OLDEST)/bin/python -m pip install --quiet --constraint $(OLDEST)/oldest.txt --editable . --group dev
	$(OLDEST)/bin/python -m pytest -n 2 --dist worksteal -m "not slow"

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# make bench BENCH="--only plans,curves --repeat 1" chooses; --help names the options
bench: $(VENV)/.installed-rivals
	$(BIN)/python -m benchmarks $(BENCH)

bench-rivals: $(VENV)/.installed-rivals
	$(BIN)/python -m benchmarks --only rivals $(BENCH)

notebooks: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/house/test_notebooks.py

clean:
	rm -rf $(VENV) $(OLDEST) out

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "regionplanner needs Python 3.11 or later; set PYTHON=python3.11 (or later)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

$(VENV)/.installed-rivals: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable . --group rivals
	@touch $@

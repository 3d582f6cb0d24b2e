# Two commands for a new machine with Python 3.11+, git and make:
#   make plan   sets everything up and writes the plan of Flanders to out/
#   make test   sets everything up and runs the tests

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: plan test test-slow lint bench bench-rivals notebooks clean

plan: $(VENV)/.installed
	$(BIN)/regionplanner plan --out out

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

test-slow: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -m slow

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
	rm -rf $(VENV) out

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

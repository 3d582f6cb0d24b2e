# Commands for a new machine with Python 3.11+, git and make; each sets up what it needs:
#   make plan    writes the plan of Flanders to out/
#   make app     opens the planner's desk in the browser
#   make quick   runs a few cases of every short test: less than a minute
#   make test    lints and runs all tests but the slow ones

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements-dev.lock
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# bytecode is kept: without it each process that a test starts compiles the package again
unexport PYTHONDONTWRITEBYTECODE

# "true" where Node can check the scripts of pages: all else works without it
NODE_OLDEST := $(shell sed -n 's/.*"node": ">=\(.*\)".*/\1/p' package.json)
NODE := $(shell command -v npm >/dev/null && found=$$(node -p process.versions.node) \
  && printf '%s\n' $(NODE_OLDEST) $$found | sort -CV && echo true)
NO_NODE = { echo; echo "JAVASCRIPT NOT CHECKED: Node $(NODE_OLDEST) or later and npm were not found;" \
  "types, style, bundles and unit tests of regionplanner/web are left unchecked"; echo; } >&2

.PHONY: plan app quick test test-slow test-all test-oldest lint lint-web bundles lock audit bench bench-rivals notebooks clean

plan: $(VENV)/.installed
	$(BIN)/regionplanner plan --out out

app: $(VENV)/.installed
	$(BIN)/regionplanner app

# tests/quick.py says what is short
quick: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests -n 2 --dist worksteal -m "not slow" --quick $(PYTEST)

# make test PYTEST="-p randomly" takes a random order; with --randomly-seed=7 too, the same again
test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" $(PYTEST)

test-slow: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile -m slow

# every Python of the classifiers that is installed, and the oldest libraries that are allowed;
# make test-all NOX="-s oldest -- tests/house" chooses
test-all: $(VENV)/.installed-dev
	$(BIN)/nox $(NOX)

test-oldest: $(VENV)/.installed-dev
	$(BIN)/nox --session oldest

lint: $(VENV)/.installed-dev lint-web
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
ifneq ($(NODE),true)
	@$(NO_NODE); test -z "$$GITHUB_ACTIONS"
endif

ifeq ($(NODE),true)
lint-web: node_modules/.installed
	node_modules/.bin/tsc --project .
	node_modules/.bin/tsc --project tests/web
	node_modules/.bin/eslint --max-warnings 0 regionplanner/web tests/web eslint.config.js
	node regionplanner/web/bundle.mjs --check
	node --test tests/web/*.test.js

# the scripts of pages, from the modules in regionplanner/web
bundles: node_modules/.installed
	node regionplanner/web/bundle.mjs
else
lint-web bundles:
	@$(NO_NODE); test $@ = lint-web
endif

# make lock LOCK_WITH=--upgrade takes the newest versions
lock: $(VENV)/.installed-dev
	$(BIN)/nox --session lock -- $(LOCK_WITH)

audit: $(VENV)/.installed-dev
	@$(BIN)/nox --session audit

# make bench BENCH="--only plans,curves --repeat 1" chooses; --help names the options
bench: $(VENV)/.installed-rivals
	$(BIN)/python -m benchmarks $(BENCH)

bench-rivals: $(VENV)/.installed-rivals
	$(BIN)/python -m benchmarks --only rivals $(BENCH)

notebooks: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/house/test_notebooks.py

clean:
	rm -rf $(VENV) .nox node_modules out

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "regionplanner needs Python 3.11 or later; set PYTHON=python3.11 (or later)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(LOCK) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement $(LOCK)
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.installed $@

node_modules/.installed: package.json package-lock.json
	npm ci --no-audit --no-fund --ignore-scripts
	@touch $@

$(VENV)/.installed-rivals: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable . --group rivals
	@touch $@

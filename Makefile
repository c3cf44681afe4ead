# Everything a checkout needs: `make help` lists it.
# A machine with Python 3.11 or newer, pip, make and git is enough.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

# How many tests run at once: as many as there are processors, or WORKERS=2.
WORKERS ?= auto

.DEFAULT_GOAL := help

.PHONY: help
help: ## list every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("heal needs Python 3.11 or newer; say make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

.PHONY: setup
setup: $(READY) ## make the development environment in .venv

.PHONY: run
run: $(READY) ## set everything up and show a page
	$(BIN)/heal show magnesium

.PHONY: test
test: lint types unit ## check style and types, and try every behaviour once

.PHONY: test-all
# Side by side: two of them wait for the network while the tests run.
test-all: $(READY) ## try the rest: load, versions, installs, machines
	$(MAKE) --jobs=3 slow lowest release-check

.PHONY: lint
lint: $(READY) ## check style, format and the import rules of the house
	$(BIN)/ruff check
	$(BIN)/ruff format --check

.PHONY: types
types: $(READY) ## check the types
	$(BIN)/mypy

.PHONY: unit
unit: $(READY) ## run the tests that take no long time
	$(BIN)/pytest -n $(WORKERS) -m "not slow"

.PHONY: slow
slow: $(READY) ## run the tests that take long, and try more generated cases
	HEAL_FUZZ=5 $(BIN)/pytest -n $(WORKERS) -m "slow or generated"

.PHONY: lowest
lowest: $(READY) ## run the wheel on the lowest versions it allows
	$(BIN)/python -m tests.try_versions requirements/lowest.txt

.PHONY: newest
newest: $(READY) ## try the newest versions, also those it does not allow yet
	-$(BIN)/python -m tests.try_versions requirements/newest.txt

.PHONY: docs
docs: $(READY) ## bring what the documents quote up to date
	$(BIN)/python docs/refresh.py

.PHONY: format
format: $(READY) ## put the code into its format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

.PHONY: bench
bench: $(READY) ## measure what the design bounds and write docs/benchmarks.md
	$(BIN)/python benchmarks/report.py

.PHONY: browser
browser: $(READY) ## try the pages in a real browser, where there is one
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 0 --no-deps --requirement requirements/browser.txt >/dev/null 2>&1 || true
	@$(BIN)/python -m tests.browser -n $(WORKERS)

.PHONY: fuzz
fuzz: $(READY) ## try generated cases at random and at length
	HEAL_FUZZ=150 $(BIN)/pytest -n $(WORKERS) -m generated

.PHONY: load
load: $(READY) ## run many processes at once, over a library that changes, and kill them
	$(BIN)/python -m tests.load

.PHONY: mutants
mutants: $(READY) ## change the program in small ways and see what no test notices
	$(BIN)/python tests/mutate.py

.PHONY: coverage
coverage: $(READY) ## measure which branches the tests take
	$(BIN)/pytest -n $(WORKERS) --cov=heal_cli --cov-branch --cov-report=term-missing:skip-covered

.PHONY: release-check
release-check: $(READY) ## build the packages twice, compare, install and try one
	$(BIN)/python -m tests.release_check

.PHONY: relevance
relevance: $(READY) ## measure how often search has a right topic first
	$(BIN)/python benchmarks/relevance.py

.PHONY: clean
clean: ## remove what the other targets made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

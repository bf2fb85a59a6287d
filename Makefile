# Wasit. `make demo` shows it, `make test` proves it; every other target says what it does.
SHELL := /bin/bash
PYTHON ?= python3
DEMO_PORT ?= 8000
DEMO_DIR ?= demo
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE := 1
# Leftovers of another project's environment must not decide what runs here.
unexport PYTHONPATH PYTHONHOME DJANGO_SETTINGS_MODULE VIRTUAL_ENV

.PHONY: setup dev demo test test-fast test-postgres test-browser test-heavy lint bench pictures words lock audit clean
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/ –/' 

setup: .venv/run ## build .venv with everything that running needs; then .venv/bin/wasit works
demo: setup ## set up and serve the demonstration on http://127.0.0.1:8000/ (DEMO_PORT=…)
	@$(BIN)/wasit demo --dir $(DEMO_DIR) --port $(DEMO_PORT)

test: dev lint ## everything that must be green: linters, types, contracts, tests on SQLite, PostgreSQL and in a browser
	@$(MAKE) --no-print-directory test-fast test-postgres test-browser

# What asks or writes tables; pages that only show them are proved once, on SQLite.
DATABASE_TESTS := tests/office tests/rosters tests/letters tests/forwarding tests/cases tests/monitoring tests/reconciliation tests/insights tests/walks tests/leaks
test-fast: dev ## tests on SQLite, without a browser
	$(BIN)/pytest -n 2 -m "not browser and not heavy"
test-postgres: dev ## tests that touch the database, on PostgreSQL
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n 2 -m "not browser and not heavy" $(DATABASE_TESTS)
test-browser: dev ## the main walks in a real headless Chromium
	@scripts/need-chromium
	$(BIN)/pytest -n 2 --dist loadfile -m "browser and not heavy"
test-heavy: dev ## fuzz, crash and load tests that take longer
	$(BIN)/pytest -n 2 -m "heavy"

lint: dev ## style, types, import contracts (ruff's S rules are those of bandit)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: dev ## quality figures and ratios, as tables
	$(BIN)/python -m bench

pictures: dev ## pictures of the main pages at 360 and 1280 px, both languages, light and dark, into docs/pictures
	@scripts/need-chromium
	$(BIN)/python -m scripts.pictures --keep

words: dev ## bring the English catalogues in line with the pages
	$(BIN)/python -m wasit.site.words update

lock: ## renew the lock files (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements/run.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -c requirements/run.txt -o requirements/dev.txt

audit: dev ## known faults in dependencies (asks a public service, so it is no part of the gate)
	$(BIN)/pip install -q pip-audit && $(BIN)/pip-audit -r requirements/run.txt

dev: .venv/dev
.venv/run: requirements/run.txt pyproject.toml scripts/make-venv
	@scripts/make-venv $(PYTHON) run
.venv/dev: requirements/dev.txt pyproject.toml scripts/make-venv
	@scripts/make-venv $(PYTHON) dev

clean: ## remove what was built; the demonstration's data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

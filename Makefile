# `make help` lists the targets. docs/operating.md lists what can be set in the environment.

PYTHON ?= python3
ARGS ?=
PY := .venv/bin/python

OLD := "Toe-off needs Python 3.11 or later, and $(PYTHON) is not. Install it, or name it: PYTHON=python3.12 make"
HAS_PYTHON := $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo $(OLD) >&2; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help run test test-postgres test-browser check bench screenshots lock clean for-run for-dev

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' Makefile

run: for-run ## Prepare everything and serve at http://127.0.0.1:8000 (PORT, DATABASE_URL, DEMO)
	@exec $(PY) scripts/run.py

test: for-dev ## Run the tests, on SQLite or on DATABASE_URL (ARGS="-k words")
	@$(PY) scripts/pango.py && CHROMIUM="$$($(PY) scripts/browser.py)" && export CHROMIUM && \
		exec $(PY) -m pytest -n auto --dist worksteal -m "not browser or journey" $(ARGS)

test-postgres: for-dev ## Run the tests on a throw-away PostgreSQL
	@$(PY) scripts/pango.py && CHROMIUM="$$($(PY) scripts/browser.py)" && export CHROMIUM && \
		exec $(PY) scripts/postgres.py -- $(PY) -m pytest -n auto --dist worksteal -m "not browser or journey" $(ARGS)

test-browser: for-dev ## Open every page as every role in Chromium, and work the pages that move
	@$(PY) scripts/pango.py && CHROMIUM="$$($(PY) scripts/browser.py)" && export CHROMIUM && \
		exec $(PY) -m pytest -n auto --dist worksteal -m "browser and not journey" $(ARGS)

check: for-dev ## Style, types, templates, migrations, deployment settings, lock files
	@exec $(PY) scripts/check.py

bench: for-dev ## Measure pages against a floor and their twins
	@$(PY) scripts/pango.py && exec $(PY) benchmarks/run.py $(ARGS)

screenshots: for-dev ## Take the pictures of the README anew
	@CHROMIUM="$$($(PY) scripts/browser.py)" && export CHROMIUM && exec $(PY) scripts/screenshots.py

lock: for-dev ## Write the lock files from pyproject.toml (ARGS=--upgrade for newer versions)
	@exec $(PY) scripts/locks.py write $(ARGS)

clean: ## Remove the environment and caches; your data in var/ stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

for-run:
	@$(HAS_PYTHON)
	@$(PYTHON) scripts/environment.py run

for-dev:
	@$(HAS_PYTHON)
	@$(PYTHON) scripts/environment.py dev

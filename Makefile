# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.
PYTHON ?= python3
PORT ?= 8000
SIZE ?= small
BIN := .venv/bin
READY := .venv/.ready
WARM := .venv/.warm
EXCHANGES := .venv/.exchanges
LOOPS := $(shell grep -rlE '^from solver.compiled|^import numba' --include='*.py' solver vikarsentral)
# Test processes side by side; 3 suits two cores, since many tests wait for other programs.
TEST_PROCESSES ?= 3

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage lint format bench lock debian

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: $(EXCHANGES) ## Make .venv with everything (repeatable)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it with: make setup PYTHON=python3.11" >&2; exit 3; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo "python3-venv is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 3; }

# The lock names every package, so pip need not look for newer ones; what it left out is told.
$(READY): requirements.lock setup.cfg pyproject.toml package-lock.json .npmrc Makefile | .venv/bin/python
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/pip check --disable-pip-version-check
	$(BIN)/python -m web.bundle
	@touch $(READY)

# A compiled loop holds those it calls: when any is changed, all are compiled anew.
$(WARM): $(READY) $(LOOPS)
	find solver vikarsentral -name '*.nb[ic]' -delete
	$(BIN)/python -m vikarsentral.explain.warm & $(BIN)/python -m solver.warm plans && wait $$!
	@touch $(WARM)

$(EXCHANGES): $(WARM)
	@nice -n 19 $(BIN)/python -m solver.warm exchanges && touch $(EXCHANGES)

demo: $(WARM) ## Run the main job on the made-up municipality (PORT=8000 SIZE=small)
	@$(MAKE) -s $(EXCHANGES) & trap "kill $$! 2>/dev/null" EXIT; \
	  $(BIN)/vikarsentral demo --size $(SIZE) --port $(PORT)

# What tests need from Debian, as program and package: a browser and a spreadsheet program.
debian:
	@for pair in chromium:chromium soffice:libreoffice-calc-nogui; do \
	  program=$${pair%%:*}; package=$${pair#*:}; \
	  command -v $$program >/dev/null 2>&1 && continue; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || { \
	    echo "$$program is missing; as root: apt-get install $$package" >&2; exit 3; }; \
	  apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$package >/dev/null || exit 3; \
	done

lint: $(READY) ## Check format, lint, types and the directions of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## Write the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: $(EXCHANGES) lint debian ## Pass all checks and tests
	$(BIN)/pytest -n $(TEST_PROCESSES) --dist loadfile

coverage: $(EXCHANGES) lint debian ## Pass all tests and print what they did not reach (half as long again)
	$(BIN)/pytest -n $(TEST_PROCESSES) --dist loadfile --cov --cov-report=term:skip-covered

bench: $(EXCHANGES) ## Measure and print the tables of README, never a test (BENCH="--long --all": hours)
	$(BIN)/python -m tests.bench $(BENCH)

lock: $(READY) ## Pin every package again, with hashes and without addresses
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -o requirements.lock

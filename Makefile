# make run     try Evenhand: installs, migrates a SQLite file, starts the demo, prints its address
# make test    all tests
# make check   style, types and import directions
# make format  let ruff mend what it can
# make clean   remove the environment, the caches and the demo's data; databases of yours stay

VENV := .venv
BIN := $(VENV)/bin
# The newest Python that the tests cover; `make PYTHON=/path/to/python …` takes another.
PYTHON ?= $(firstword $(foreach name,python3.13 python3.12 python3.11 python3,$(shell \
	command -v $(name) >/dev/null 2>&1 \
	&& $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
# Drives the browser tests.
CHROMIUM ?= /usr/bin/chromium
export CHROMIUM
# Words for the command that a target runs: `make run ARGS="--at 2026-11-23T09:00"`.
ARGS ?=

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test check format clean chromium
.DEFAULT_GOAL := run

run: $(VENV)/installed
	@$(BIN)/python app.py demo $(ARGS)

test: $(VENV)/installed-dev chromium
	@if [ -x "$(CHROMIUM)" ]; then \
		$(BIN)/python -m pytest -n auto $(ARGS); \
	else \
		$(BIN)/python -m pytest -n auto --ignore=tests/browser $(ARGS); status=$$?; \
		echo "The browser tests were left out: there is no Chromium at $(CHROMIUM)." \
			"Install it, or name yours: make test CHROMIUM=/path/to/chromium"; \
		exit $$status; \
	fi

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-logo

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo-data
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Debian's Chromium, where it is missing and may be installed. Not having it is no failure.
chromium:
	@if [ ! -x "$(CHROMIUM)" ] && [ "$(CHROMIUM)" = /usr/bin/chromium ] \
		&& [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium for the browser tests"; \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq --no-install-recommends chromium >/dev/null; } || true; \
	fi

# A link to a Python that is gone counts as missing, and the environment is made anew.
$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Evenhand needs Python 3.11 or newer, and none is on the PATH." \
			"Install one, or name yours: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python" >&2; \
		exit 1; \
	fi
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is no Python 3.11 or newer, which Evenhand needs." >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) cannot make an environment: its venv module is missing." \
			"On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making the environment in $(VENV)"
	@"$(PYTHON)" -m venv --clear $(VENV)

$(VENV)/installed: requirements.txt | $(BIN)/python
	@echo "Installing the packages of requirements.txt"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing the packages of requirements-dev.txt"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/installed

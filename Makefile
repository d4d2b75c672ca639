# `make demo` and `make test` need Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif

.PHONY: demo test lint bench adopt clean

demo: $(VENV)/installed
	$(BIN)/ticketkit demo --output demo

test: $(VENV)/installed-dev lint
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Compares the detectors with other tools on drawn clips; needs FFmpeg on the path for those.
bench: $(VENV)/installed-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[bench]" -c constraints.txt
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.speed

# Accept the pictures that the tests made as the new golden ones, after looking at them.
adopt: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q --adopt

clean:
	rm -rf $(VENV) demo dist

$(VENV)/bin-made:
	$(PYTHON) -c "import sys; sys.exit('ticketkit needs Python 3.11 or newer, this is ' + sys.version) if sys.version_info < (3, 11) else None"
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/installed: $(VENV)/bin-made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . -c constraints.txt
	touch $@

$(VENV)/installed-dev: $(VENV)/bin-made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]" -c constraints.txt
	touch $@

# `make demo`, `make test` and `make test-lowest` need Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
VENV := .venv
LOWEST := .venv-lowest
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
LOWEST_BIN := $(LOWEST)/Scripts
else
BIN := $(VENV)/bin
LOWEST_BIN := $(LOWEST)/bin
endif

.PHONY: demo test test-lowest lint bench corpus adopt clean

demo: $(VENV)/installed
	$(BIN)/ticketkit demo --output demo

test: $(VENV)/installed-dev lint
	$(BIN)/python -m pytest -n auto

# The quick tests again with the lowest versions that pyproject.toml allows, in an environment of
# their own; `make test` takes the newest that constraints.txt lists.
test-lowest: $(LOWEST)/installed
	$(LOWEST_BIN)/python -m pytest -n auto -m "not slow" -p no:cacheprovider

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

# Puts every kind of damaged, unusual and hostile file before ticketkit; needs Linux and FFmpeg.
corpus: $(VENV)/installed-dev
	$(BIN)/python -m bench.corpus
	$(BIN)/python -m bench.fuzz

# Accept the pictures that the tests made as the new golden ones, after looking at them.
adopt: $(VENV)/installed-dev
	$(BIN)/python -m pytest -q --adopt

clean:
	rm -rf $(VENV) $(LOWEST) demo dist

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

$(LOWEST)/installed: pyproject.toml tests/support/lowest_versions.py
	$(PYTHON) -m venv --clear $(LOWEST)
	$(PYTHON) tests/support/lowest_versions.py > $(LOWEST)/constraints.txt
	$(LOWEST_BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]" \
		-c $(LOWEST)/constraints.txt
	touch $@

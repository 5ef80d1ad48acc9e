# make demo         play the reference exercise (sets everything up in .venv first)
# make test         everything that must hold before a change goes in
# make wheel-check  the built wheel, installed elsewhere, plays and checks its packs
# make kills        kill a real host KILLS=100 times under load, and look at what is left
# make faults       tell SEEDS=1000 stories of a failing host, network and disk
# make messages     bring the translation catalogues up to date with the code
# make clean        remove what these made
#
# Another Python or another place:  make demo PYTHON=python3.13 VENV=../venv

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help demo test wheel-check faults kills messages golden clean

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -n 9

demo: $(VENV)/.for-play
	@$(BIN)/tabletop demo

test: $(VENV)/.for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

wheel-check: $(VENV)/.for-tests
	BUILD=$(BIN)/python PYTHON=$(PYTHON) sh tests/tools/wheel-check.sh

SEEDS ?= 100

faults: $(VENV)/.for-tests
	PYTHONPATH=tests:. $(BIN)/python -m faults.story 1 $(SEEDS)

KILLS ?= 100

kills: $(VENV)/.for-tests
	PYTHONPATH=tests:. $(BIN)/python -m faults.kills $(KILLS)

messages: $(VENV)/.for-tests
	$(BIN)/python tests/tools/messages.py

golden: $(VENV)/.for-tests
	PYTHONPATH=.:tests:tests/tools $(BIN)/python tests/tools/golden.py tests/golden/format-1.tabletop

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# -- Setting up -----------------------------------------------------------------------------------
# A stamp in the environment says what it was last made from, so that a second `make` is instant.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one: make demo PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "This Python cannot make environments; on Debian: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.for-play: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

# Dependency groups are known to pip since 25.1, which is newer than the pip that many systems bring.
$(VENV)/.for-tests: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP) install --quiet --upgrade 'pip>=25.1'
	$(PIP) install --quiet --constraint constraints.txt --editable . --group dev
	@touch $(VENV)/.for-play $@

# make demo   try perftui on throw-away samples        make test   everything CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# screens and processes wait, so more workers than two cores are worth it; each has to read the
# tests first, and hundreds of programs are started, which is faster of bytecode
unexport PYTHONDONTWRITEBYTECODE
WORKERS ?= 4
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements.lock

.PHONY: demo test lint format types imports unit screenshot snapshots benchmark random-talk soak lock sbom clean

demo: $(VENV)/installed
	@$(BIN)/perftui demo

test: lint types imports unit

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/ready-to-test
	$(BIN)/mypy

imports: $(VENV)/ready-to-test
	$(BIN)/lint-imports

unit: $(VENV)/ready-to-test
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

format: $(VENV)/ready-to-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshot: $(VENV)/installed
	$(BIN)/python docs/screenshot.py

snapshots: $(VENV)/ready-to-test
	$(BIN)/pytest tests/tui/test_looks.py --snapshot-update

benchmark: $(VENV)/ready-to-test
	$(BIN)/python benchmarks/start.py
	$(BIN)/python -m benchmarks.rules
	$(BIN)/python -m benchmarks.writing
	$(BIN)/python benchmarks/leave_one_out.py
	$(BIN)/python -m benchmarks.reading | grep "all"
	$(BIN)/python -m benchmarks.first_paint
	$(BIN)/python -m benchmarks.keystrokes
	$(BIN)/python -m benchmarks.dialogue
	$(BIN)/python benchmarks/matching.py 1000 100000 --queries 40

random-talk: $(VENV)/ready-to-test
	$(BIN)/python -m benchmarks.random_talk 100000

# the figures of docs/reliability.md; nine minutes on two cores that do nothing else
soak: $(VENV)/ready-to-test
	$(BIN)/python -m benchmarks.soak

lock: $(VENV)/ready-to-test
	$(BIN)/python -m pip install --quiet --upgrade --upgrade-strategy eager -e ".[dev]"
	(head -1 requirements.lock; $(BIN)/python -m pip freeze --exclude-editable) > requirements.new
	mv requirements.new requirements.lock

# make sbom WHEELS=folder   with the hashes of the wheels that were installed from
sbom: $(VENV)/ready-to-test
	$(BIN)/python .ci/bill_of_materials.py $(if $(WHEELS),--wheels $(WHEELS)) > sbom.json

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(BIN)/python pyproject.toml requirements.lock
	$(PIP_INSTALL) -e .
	@touch $@

$(VENV)/ready-to-test: $(BIN)/python pyproject.toml requirements.lock
	$(PIP_INSTALL) -e ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Two commands for everybody: `make run` and `make test`. Each does its own set-up, once.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

.PHONY: run test test-slow bench lint clean

run: .venv/.ready
	$(BIN)/sim run scenarios/pingxiang.yaml

test: lint
	$(BIN)/pytest -q -n $(WORKERS) -m "not slow"

test-slow: .venv/.ready-dev
	$(BIN)/pytest -q -n $(WORKERS) -m slow

# Ratios against other libraries, about ten minutes on a quiet machine; writes benchmarks/results.md.
bench: .venv/.ready-bench
	$(BIN)/python -m benchmarks

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What a run needs.
.venv/.ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

# What the tests need on top.
.venv/.ready-dev: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $@

# What the benchmarks compare with.
.venv/.ready-bench: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]"
	touch $@

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

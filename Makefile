# Two commands for everybody: `make run` and `make test`. Each does its own set-up, once.
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2

.PHONY: run test test-slow bench fuzz mutate findings lint browser office font clean

run: .venv/.ready
	$(BIN)/sim run scenarios/pingxiang.yaml

test: lint
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile -m "not slow"

test-slow: .venv/.ready-dev
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile -m slow

# Ratios against other libraries, about ten minutes on a quiet machine; writes benchmarks/results.md.
bench: .venv/.ready-bench
	$(BIN)/python -m benchmarks

# Spoilt files and killed commands, about half an hour on a quiet machine; outside CI.
fuzz: .venv/.ready-dev
	$(BIN)/python -m tests.fuzz --jobs $(WORKERS)
	$(BIN)/python -m tests.fuzz.kill

# One change at a time to rules, ledger and indicators (docs/mutation.md), hours; outside CI.
mutate: .venv/.ready-mutate
	$(BIN)/python -m tests.mutation --jobs $(WORKERS)

# Surprises about public packages, tried again in environments of their own; needs PyPI.
findings:
	@changed=; for one in findings/*.sh; do PYTHON=$(PYTHON) bash $$one || changed="$$changed $$one"; done; \
	if [ -n "$$changed" ]; then echo "not as they were:$$changed"; exit 1; fi

lint: .venv/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Programs that some tests open a report with; Debian and Ubuntu. Without them those tests are skipped.
# $(call debian,programs,packages): the packages, if a program is missing.
define debian
	@for program in $(1); do command -v $$program >/dev/null || missing=1; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
	  echo "no apt-get here: install $(1) and put them on the PATH" >&2; exit 1; \
	fi; \
	if [ "$$(id -u)" -eq 0 ]; then root=; elif command -v sudo >/dev/null; then root=sudo; else \
	  echo "not root and no sudo: ask for the packages $(2)" >&2; exit 1; \
	fi; \
	$$root apt-get update -q && $$root apt-get install -q -y --no-install-recommends $(2)
endef

# Chromium and its driver, of the same version.
browser:
	$(call debian,chromium chromedriver,chromium chromium-driver)

# LibreOffice without a screen, a reader of PDF, and fonts as wide as Times New Roman: 86 MB to fetch, 264 MB on disk.
office:
	$(call debian,soffice pdftotext,libreoffice-writer-nogui poppler-utils fonts-liberation)

# The font of plots and pages from Debian's package, after a change of its lists of characters.
font: .venv/.ready
	package=$$(mktemp -d) && (cd $$package && apt-get download fonts-noto-cjk && dpkg-deb -x *.deb .) && \
	$(BIN)/python -m sim.reporting.fonts.subset $$package/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc

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

# What makes the mutants.
.venv/.ready-mutate: .venv/.ready-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[mutate]"
	touch $@

clean:
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

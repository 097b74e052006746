# run, test, check, bench: each makes what it needs and does nothing twice.
.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: run test check bench load

VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
BUNDLE := $(VENV)/.bundle
WORDING := $(patsubst %.po,%.mo,$(wildcard layouts/locale/*/LC_MESSAGES/messages.po))
READY := $(INSTALLED) $(BUNDLE) $(WORDING)

# Python keeps what it has compiled, also where the environment says otherwise: without it every
# start compiles the whole product, half a second each time.
export PYTHONDONTWRITEBYTECODE :=

run: load
	$(PY) app.py

load: $(READY)
	$(PY) -m indices load

test: $(READY)
	$(PY) -m tests.browser.chromium
	$(PY) -m pytest -n 2 --dist worksteal

check: $(INSTALLED)
	$(VENV)/bin/ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

bench: load
	$(PY) -m tests.browser.chromium
	$(PY) -m tests.benchmarks

# The first Python of at least 3.11 that runs; a name alone is no proof, it may be an empty shim.
$(INSTALLED): requirements.txt
	@python=""; for name in python3.13 python3.12 python3.11 python3 python; do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    python=$$name; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is needed and was not found; install it and try again." >&2; \
	  exit 1; fi; \
	echo "Installing the requirements into $(VENV) with $$($$python --version)."; \
	$$python -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# The stamp stands even when the full bundle has to serve, so that no start waits for npm again.
$(BUNDLE): $(INSTALLED) layouts/bundle.py
	@$(PY) -m layouts.bundle
	@touch $@

# The wording compiles itself where the .po is newer; done here so that no visitor waits for it.
%.mo: %.po | $(INSTALLED)
	@$(PY) -c "from layouts.wording import wording; wording('vi')"

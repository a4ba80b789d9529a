# All the set-up there is: `make demo` to try the bot, `make chat` to ask, `make test` to check everything.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
TESTS := $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command 'make lock' pyproject.toml

# Compiled tests are kept, even where the environment says otherwise: compiling all of them takes ten seconds.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo chat run test unit measure soak browser screenshots eval calibrate drafts bench fuzz audit lock clean

help: ## Show these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-11s %s\n", $$1, $$2}'

demo: $(VENV)/installed ## Try the real bot in a browser, without a token
	@$(BIN)/python -m bot demo

chat: $(VENV)/installed ## Ask in the terminal; a pipe on standard input is answered line by line
	@$(BIN)/python -m bot chat

run: $(VENV)/installed ## Start the Telegram bot
	@$(BIN)/python -m bot run

test: $(VENV)/installed-dev ## Lint, types, import contracts and tests; five minutes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(TESTS) -m 'not measure'

unit: $(VENV)/installed-dev ## The quick tests: no process, no browser, no hundreds of questions; half a minute
	$(TESTS) -m 'not slow'

measure: $(VENV)/installed-dev ## What `make test` leaves out: answers over whole question sets held to their bounds, and a small run of the bench
	$(TESTS) -m measure

soak: $(VENV)/installed-dev ## Ask ten thousand questions while Telegram fails, and kill the bot forty times: 13 minutes
	@SOAK_QUESTIONS=10000 KILLS=20 $(BIN)/python -m pytest tests/e2e/test_soak.py tests/e2e/test_kills.py

browser: $(VENV)/installed-dev ## Let `make test` drive the page too, if a Chromium is installed

eval: $(VENV)/installed ## Answer the acceptance questions and print the figures
	@$(BIN)/python -m bot eval

screenshots: $(VENV)/installed-dev ## Draw the pictures of the README anew
	@$(BIN)/python -m tests.playground.screenshots

calibrate: $(VENV)/installed-dev ## Fit the constants of the decision again, over the bases in tests/bases
	@$(BIN)/python -m tools.calibrate

drafts: $(VENV)/installed-dev ## Measure what drafts of the articles in the checkout answer unedited
	@$(BIN)/python -m tools.draft_figures

bench: $(VENV)/installed-dev ## Measure it beside what else one could take: half an hour, or QUICK=1; writes docs/bench.md
	@$(BIN)/python -m tools.bench $(if $(QUICK),--quick)

fuzz: $(VENV)/installed-dev ## Attack fact files, what is added to them, questions and updates: over half an hour, on Linux
	$(BIN)/python -m tools.fuzz files --seconds 600
	$(BIN)/python -m tools.fuzz insertions --seconds 300
	$(BIN)/python -m tools.fuzz questions --seconds 300
	$(BIN)/python -m pytest tests/hostile --hypothesis-profile=fuzz

audit: $(VENV)/installed-dev ## Ask whether a locked package has a known vulnerability
	$(BIN)/pip-audit --strict --disable-pip --require-hashes --requirement requirements/dev.txt

lock: $(VENV)/installed-dev ## Write the requirements anew from pyproject.toml, for all platforms and Python 3.11 to 3.14
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

clean: ## Remove what the commands above made
	rm -rf .venv .venv-* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build *.egg-info

# Installing speaks on standard error: standard output is for answers.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement

$(VENV)/installed: requirements/run.txt
	@echo "Installing what is needed into $(VENV), which takes a minute." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) >&2
	@$(INSTALL) $< >&2
	@touch $@

$(VENV)/installed-dev: requirements/dev.txt $(VENV)/installed
	@$(INSTALL) $< >&2
	@touch $@

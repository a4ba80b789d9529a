# All the set-up there is: `make demo` to try the bot, `make chat` to ask, `make test` to check everything.
PYTHON ?= python3
BIN := .venv/bin
LOCKING := --quiet --strip-extras --generate-hashes --allow-unsafe --no-emit-find-links --no-emit-index-url --no-emit-trusted-host

.PHONY: help demo chat run test soak browser screenshots eval calibrate bench fuzz audit lock clean

help: ## Show these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-11s %s\n", $$1, $$2}'

demo: .venv/installed ## Try the real bot in a browser, without a token
	@$(BIN)/python -m bot demo

chat: .venv/installed ## Ask in the terminal; a pipe on standard input is answered line by line
	@$(BIN)/python -m bot chat

run: .venv/installed ## Start the Telegram bot
	@$(BIN)/python -m bot run

test: .venv/installed-dev ## Lint, types, import contracts and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot check knowledge
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

soak: .venv/installed-dev ## Ask ten thousand questions while Telegram fails: nine minutes
	@SOAK_QUESTIONS=10000 $(BIN)/python -m pytest tests/e2e/test_soak.py

browser: .venv/installed-browser ## Let `make test` drive the page too, if a Chromium is installed

eval: .venv/installed ## Answer the acceptance questions and print the figures
	@$(BIN)/python -m bot eval

screenshots: .venv/installed-browser ## Draw the pictures of the README anew
	@$(BIN)/python -m tests.playground.screenshots

calibrate: .venv/installed-dev ## Fit the constants of the decision again, over the bases in tests/bases
	@$(BIN)/python -m tests.calibrate

bench: .venv/installed-bench ## Measure it beside what else one could take: half an hour, or QUICK=1; writes docs/bench.md
	@$(BIN)/python -m tests.bench $(if $(QUICK),--quick)

fuzz: .venv/installed-fuzz ## Attack fact files, questions and updates for half an hour, on Linux
	$(BIN)/python -m tests.hostile.fuzz files --seconds 600
	$(BIN)/python -m tests.hostile.fuzz questions --seconds 300
	$(BIN)/python -m pytest tests/hostile --hypothesis-profile=fuzz

audit: .venv/installed-audit ## Ask whether a locked package has a known vulnerability
	$(BIN)/pip-audit --strict --disable-pip --require-hashes $(patsubst %,--requirement %,$(wildcard requirements*.lock))

lock: .venv/installed-dev ## Write the lock files anew from pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra dev --output-file requirements-dev.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra browser --extra dev --output-file requirements-browser.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra fuzz --extra dev --output-file requirements-fuzz.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra audit --extra dev --output-file requirements-audit.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra bench --extra dev --output-file requirements-bench.lock pyproject.toml

clean: ## Remove what the commands above made
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build *.egg-info

# Installing speaks on standard error: standard output is for answers.
.venv/installed: requirements.lock pyproject.toml
	@echo "Installing what is needed into .venv, which takes a minute." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock >&2
	@touch $@

.venv/installed-dev: requirements-dev.lock pyproject.toml .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock >&2
	@touch $@

.venv/installed-%: requirements-%.lock pyproject.toml .venv/installed-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $< >&2
	@touch $@

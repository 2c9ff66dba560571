# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := PYTHON="$(PYTHON)" sh requirements/install.sh $(VENV)

# What the checks of `make lint` need of production's environment; no secret, no server.
AS_PRODUCTION := DJANGO_SETTINGS_MODULE=msom_site.settings.production \
  SECRET_KEY=only-for-the-check-of-the-settings-0123456789-abcdefghijklmnopqrstuvwxyz \
  API_KEY_PEPPER=only-for-the-check ALLOWED_HOSTS=reports.example.com DATABASE_URL=postgres://reports@127.0.0.1/reports

.DEFAULT_GOAL := help
.PHONY: help demo guide screenshots test test-long page-budget bench bench-quick eval-pressrelease lint format install locks clean
MAKEFLAGS += --no-print-directory

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do \
	  printf '  make %-17s %s\n' "$$name" "$$text"; done

demo: ## Install, load the demo report and serve it on 127.0.0.1 (PORT=8000)
	@$(INSTALL) base
	@exec $(BIN)/python -m msom_site.demo $(PORT)

test: ## Install and run all tests: SQLite, PostgreSQL, browser (ARGS="-k name" for some)
	@$(INSTALL) test
	@$(BIN)/python -m tests.support.suite $(ARGS)

guide: ## Take the pictures of the editor's guide anew
	@$(INSTALL) test
	@GUIDE=1 $(BIN)/python -m tests.support.suite --only browser tests/browser/test_guide.py

screenshots: ## Take the pictures of the public pages anew
	@$(INSTALL) test
	@SCREENSHOTS=1 $(BIN)/python -m tests.support.suite --only browser tests/browser/test_screenshots.py

test-long: ## The tests that take minutes
	@$(INSTALL) test
	@$(BIN)/python -m tests.support.suite --long $(ARGS)

page-budget: ## What a first visit to a report costs a reader
	@$(INSTALL) test
	@$(BIN)/python -m tests.support.suite --only browser tests/browser/test_budget.py -s -n 0

bench: ## Measurements, as ratios taken in one run
	@$(INSTALL) test
	@$(BIN)/python -m bench.reading
	@$(BIN)/python -m tests.support.postgres -- $(BIN)/python -m bench.finding
	@$(BIN)/python -m tests.support.postgres -- $(BIN)/python -m bench.api

bench-quick: ## The same on less, in under two minutes
	@$(INSTALL) test
	@$(BIN)/python -m bench.reading --quick
	@$(BIN)/python -m tests.support.postgres -- $(BIN)/python -m bench.finding --quick
	@$(BIN)/python -m tests.support.postgres -- $(BIN)/python -m bench.api --quick

eval-pressrelease: ## How well announcements are read: precision and recall on the corpus
	@$(INSTALL) test
	@$(BIN)/python -m tests.evaluation.pressrelease $(ARGS)

lint: export DJANGO_SETTINGS_MODULE = msom_site.settings.test
lint: export ENV_FILE = /dev/null
lint: ## Style, types, import directions, migrations, production settings
	@$(INSTALL) dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.support.postgres -- $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.support.postgres -- env LINT_MIGRATIONS=1 $(BIN)/python manage.py lintmigrations
	$(AS_PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: ## Put the code into its style
	@$(INSTALL) dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

install: ## Everything for development into .venv
	@$(INSTALL) dev

# uv comes from the same place as everything else, into an environment of its own. Versions stay as
# they are unless pyproject.toml rules them out; UPGRADE=--upgrade takes the newest.
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make locks" $(VENV)-locks/bin/uv pip compile pyproject.toml --quiet \
  --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links $(UPGRADE)
locks: ## Make requirements/*.txt from pyproject.toml (UPGRADE=--upgrade)
	@$(PYTHON) -m venv $(VENV)-locks
	@$(VENV)-locks/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.13.9,<0.14"
	$(COMPILE) --output-file requirements/base.txt
	$(COMPILE) --output-file requirements/test.txt --constraint requirements/base.txt --group test
	$(COMPILE) --output-file requirements/dev.txt --constraint requirements/test.txt --group test --group lint

clean: ## Remove the environment and everything that was made: the demo's database too
	rm -rf $(VENV) $(VENV)-locks var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

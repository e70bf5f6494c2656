# Plainsight. `make help` says what there is; Python 3.11 and make are all it needs to begin.

.DEFAULT_GOAL := help
.SUFFIXES:
.PHONY: help demo test check bench screenshots styles clean environment tools

HERE := $(dir $(lastword $(MAKEFILE_LIST)))
ifneq ($(HERE),./)
# Called as `make -f some/folder/Makefile`: work in that folder.
help demo test check bench screenshots styles clean environment tools:
	@$(MAKE) --no-print-directory -C '$(HERE)' $@
else

PYTHON := $(shell for name in python3.11 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)
BIN := .venv/bin
UV := env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never $(BIN)/uv
# A user without a home folder keeps the download cache here.
CACHE := $(shell test -w "$$HOME" || echo '--cache-dir .cache/uv')
SYNC = sync $(CACHE) --frozen --inexact --python $(BIN)/python
# Where a network signs with a certificate of its own, only the system's store knows it.
sync = $(UV) $(SYNC) $(1) || { echo 'Once more, with the certificates of this system.'; \
	$(UV) --system-certs $(SYNC) $(1); }
say = @printf '\n== %s\n' '$(1)'

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' Makefile | \
	while IFS=@ read -r name meaning; do printf '%-20s %s\n' "$$name" "$$meaning"; done

demo: .venv/.product ## start the whole system with a fictional county, and say how to sign in
	@exec $(BIN)/plainsight demo

check: .venv/.dev ## lint, types, contracts and the quick tests; under two minutes
	$(call say,Lint)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	$(call say,Types)
	@$(BIN)/mypy
	$(call say,Contracts of the layers)
	@$(BIN)/lint-imports
	$(call say,Quick tests)
	@$(BIN)/pytest -q -m 'not slow and not browser'

test: .venv/.dev tools ## everything: lint, types, contracts, all tests, browsers included
	$(call say,Lint)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	$(call say,Types)
	@$(BIN)/mypy
	$(call say,Contracts of the layers)
	@$(BIN)/lint-imports
	$(call say,All tests)
	@$(BIN)/pytest -p tests.reporting || { status=$$?; test $$status = 1 || exit $$status; \
		printf '\n== What failed above, once more and alone: real keys and processes share this machine\n'; \
		$(BIN)/pytest -p tests.reporting --last-failed; }

bench: .venv/.dev tools ## measure all figures, or one: make bench FIGURE=submit.per_second
	@$(BIN)/python -m bench $(FIGURE)

screenshots: .venv/.dev tools ## take the pictures in docs/screenshots from a demo of its own
	@$(BIN)/python -m tools.screenshots

styles: ## compile the desk's stylesheet again (needs npm)
	@cd src/plainsight/desk/sass && npm ci --no-progress && npm run build

clean: ## remove the environment and the caches; the data folder stays
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +

environment: .venv/.product

tools:
	$(call say,Browsers and a screen for the tests)
	@sh tools/browsers.sh

.venv/.uv: tools/uv.txt
	$(call say,Making the environment in .venv)
	@test -n '$(PYTHON)' || { echo 'Python 3.11 was not found; install it first.'; exit 1; }
	@$(BIN)/python -c '' 2>/dev/null || { rm -rf .venv && $(PYTHON) -m venv .venv; } || \
		{ echo 'Its venv module is missing: on Debian, apt-get install python3.11-venv.'; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/uv.txt
	@touch $@

.venv/.product: .venv/.uv pyproject.toml uv.lock
	$(call say,Installing what Plainsight runs on)
	@$(call sync,--no-dev)
	@touch $@

.venv/.dev: .venv/.uv pyproject.toml uv.lock
	$(call say,Installing what its tests use)
	@$(call sync,--all-groups)
	@touch $@ .venv/.product

endif

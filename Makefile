# Everything a newcomer or the build server needs. `make demo` and `make test` do all the set-up themselves.
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all check fix lock bench clean

help:  ## say what can be made
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/.ready  ## create the environment, and install the system packages that are missing if that is allowed

.venv/.ready: requirements.lock pyproject.toml tools/setup.sh
	@sh tools/setup.sh

demo: setup  ## invent a small disclosure, run the main job on it, say where the report is
	@$(BIN)/recense demo --folder demo; code=$$?; [ $$code -eq 0 ] || [ $$code -eq 3 ]

test: setup  ## run the tests
	@$(BIN)/python -m pytest

test-all: setup  ## run the slow tests too
	@$(BIN)/python -m pytest -m ""

check: setup  ## format, lint, types, import contracts, tests: what a change must pass
	@$(BIN)/ruff format --check src tests bench tools
	@$(BIN)/ruff check src tests bench tools
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest

fix: setup  ## format, and repair what the linter can
	@$(BIN)/ruff format src tests bench tools
	@$(BIN)/ruff check --fix src tests bench tools

lock: setup  ## pin every dependency again, after a change of pyproject.toml
	@$(BIN)/pip-compile -q --extra dev --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	  --no-emit-find-links --no-emit-trusted-host --output-file requirements.lock pyproject.toml

bench: setup  ## measure accuracy and speed on unseen heaps (an hour); results go to bench/RESULTS.md
	@$(BIN)/python -m bench

clean:  ## delete the environment and the demo
	@rm -rf .venv demo

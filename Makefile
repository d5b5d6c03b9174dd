# The commands of this project. `make chat` and `make test` need nothing but Python 3.11 or newer.

PYTHON ?= python3
SET_UP := .venv/.set-up
IN := .venv/bin

.PHONY: chat test check lint browser ray evaluate bench constraints clean

chat: $(SET_UP)  ## Read the corpus and open the chat in a browser
	$(IN)/trialcite ingest
	$(IN)/trialcite chat

test: $(SET_UP)  ## Run the tests that need no browser, office or network, on all processors
	$(IN)/python -m pytest -n auto --dist loadfile

check: test  ## Tests, lint, types, import contracts, browser, office and Ray tests: what CI runs
	$(MAKE) --jobs 2 browser lint ray

lint: $(SET_UP)  ## Lint, types and import contracts
	$(IN)/ruff check .
	$(IN)/ruff format --check .
	$(IN)/mypy
	$(IN)/lint-imports

browser: $(SET_UP)  ## The tests that need a browser or an office, which wait more than they compute
	$(IN)/python -m pytest -m "browser or office" -n auto --dist loadfile

ray: $(SET_UP)  ## The test that starts a Ray of its own
	$(IN)/python -m pytest -m ray

evaluate: $(SET_UP)  ## Ask the questions of evaluation/ and record how many are answered right
	$(IN)/trialcite ingest
	$(IN)/python -m evaluation.run $(ARGUMENTS)

bench: $(SET_UP)  ## Measure ingestion, answers and look-ups
	$(IN)/python -m evaluation.bench $(ARGUMENTS)
	$(IN)/python -m evaluation.growth --out evaluation/results/growth.md

constraints: $(SET_UP)  ## Record the versions that are installed now
	$(IN)/python -m pip freeze --exclude-editable | sed -E 's/\+[a-z0-9.]+$$//' > constraints.txt

clean:  ## Remove the environment, and whatever the program and its tools wrote
	rm -rf .venv .trialcite build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# Made again when what is to be installed has changed.
$(SET_UP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "TrialCite needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	-$(IN)/python -m pip install --quiet --upgrade pip  # that of Python 3.11 takes a minute longer; it serves, too
	$(IN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

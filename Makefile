# Everything runs from here; nothing but Python (3.11 or newer) and make is needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := DJANGO_SETTINGS_MODULE=cms.settings.dev $(BIN)/python manage.py
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

.DEFAULT_GOAL := help
.PHONY: help run test check bench faults drills sbom lock catalogues messages pictures clean

help: ## What there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | sort

run: $(VENV)/runtime.stamp catalogues ## Run everything on this machine, with the demo city
	@exec env $(MANAGE) serve --demo

test: $(VENV)/dev.stamp catalogues ## Run the tests
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: $(VENV)/dev.stamp catalogues ## Style, types, layers, migrations, catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	PYTHONPATH=.:site $(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet site home pressreleases directory locales
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING
	@if command -v xgettext > /dev/null; then $(MANAGE) messages --check; \
	else echo "Catalogues not checked: gettext is missing"; fi

bench: $(VENV)/dev.stamp catalogues ## Measure against stock Wagtail, in one run
	$(BIN)/python -m tests.bench $(ARGS)

faults: $(VENV)/dev.stamp catalogues ## Plant faults one by one; each must turn a named test red
	$(BIN)/python -m tests.faults $(ARGS)

drills: $(VENV)/dev.stamp ## Many made-up cases through the real doors, counted in a table
	$(BIN)/python -m tests.drills $(ARGS)
	INSTALL_EVERYTHING=1 $(BIN)/python -m pytest -n 0 tests/operators/test_first_day.py

sbom: $(VENV)/dev.stamp ## List what a release consists of (CycloneDX) and whose licences it comes under: var/
	@mkdir -p var
	@$(BIN)/cyclonedx-py requirements requirements.lock --output-reproducible --output-file var/sbom.json
	@$(BIN)/pip-licenses --from=mixed --format=plain-vertical --with-urls --with-license-file --no-license-path \
		--packages $$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' requirements.lock) --output-file var/NOTICES

catalogues:
	@$(BIN)/python locales/compile_catalogues.py > /dev/null

messages: $(VENV)/dev.stamp ## Collect interface texts into the catalogues (needs gettext)
	$(MANAGE) messages

lock: ## Pin every dependency with hashes
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml --group dev -o requirements-dev.lock

clean: ## Forget the running site's state
	rm -rf var

$(VENV)/bin/python:
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: requirements.lock | $(VENV)/bin/python
	@echo "Installing the pinned dependencies …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing the pinned development dependencies …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/runtime.stamp

pictures: $(VENV)/dev.stamp ## Take the documentation's pictures from the site that `make run` runs
	@$(BIN)/python docs/pictures.py

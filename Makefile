# Each of these is enough on a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help demo test lint types messages requirements

## List what can be made (a line with ## above a target says what it does)
help:
	@awk '/^## / { said = substr($$0, 4); next } \
	  said && /^[a-z]+:/ { sub(/:.*/, ""); printf "make %-14s%s\n", $$0, said } \
	  { said = "" }' Makefile

## Serve the sample (Jambi, 4 April 2019) on 127.0.0.1:8000; another port: make demo PORT=8080
demo: .venv/application
	$(BIN)/python manage.py demo

## Run all tests on the database of DATABASE_URL (default: SQLite)
test: .venv/development
	$(BIN)/python -m pytest -n auto

## Style, types and missing migrations (missing translations fail a test)
lint: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --check --tabwidth 2 templates
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run

## Only the types
types: .venv/development
	$(BIN)/mypy

## Collect and compile the translations, list what is missing
messages: .venv/development
	$(BIN)/python manage.py messages

# The pins that are there are kept, but for what UPGRADE names.
COMPILE = CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet \
  --generate-hashes --allow-unsafe --strip-extras --no-emit-options $(UPGRADE)

## Pin the packages of the *.in files; newer ones: make requirements UPGRADE="-P holidays"
requirements: .venv/development
	$(COMPILE) --output-file requirements.txt requirements.in
	$(COMPILE) --output-file requirements-dev.txt requirements-dev.in

.venv/application: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/development: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

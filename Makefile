# Each of these is enough on a fresh machine with Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint

## Serve the sample (Jambi, 4 April 2019) on 127.0.0.1:8000; another port: make demo PORT=8080
demo: .venv/application
	$(BIN)/python manage.py demo

## Run all tests on the database of DATABASE_URL (default: SQLite)
test: .venv/development
	$(BIN)/python -m pytest -n auto

## Style and missing migrations (missing translations fail a test)
lint: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --check --tabwidth 2 templates
	$(BIN)/python manage.py makemigrations --check --dry-run

.venv/application: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/development: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

# The two commands that matter: `make run` and `make test`. `make help` lists the rest.
PORT ?= 8000
CLIENTS ?= 8
SECONDS ?= 60
PY = .venv/bin/python

.PHONY: help run test test-postgres lint format requirements bench load lighthouse screenshots clean

help:           ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/  /' | sort

run:            ## set up everything and serve the site with sample content
	@bin/setup run
	@PORT=$(PORT) bin/run

test:           ## set up everything and run every test on SQLite, the browser ones too
	@bin/setup test
	@bin/test

test-postgres:  ## the same tests on a PostgreSQL that is started for them
	@bin/setup test
	@bin/with-postgres bin/test

lint:           ## style, templates, migrations, deploy checks, types
	@bin/setup test
	@bin/lint

format:         ## put code and templates in the house style
	$(PY) -m ruff check --fix --quiet .
	$(PY) -m ruff format --quiet .
	-$(PY) -m djlint --quiet --reformat templates

requirements:   ## refresh the exact pins from requirements.in and requirements-dev.in
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements.txt requirements.in
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links --unsafe-package pip --output-file requirements-dev.txt requirements-dev.in

bench:          ## how fast the main pages are, beside a bare Django view
	@bin/setup test
	@$(PY) bin/bench.py

load:           ## book for a minute with eight people at once, and check every promise (CLIENTS=16 SECONDS=20)
	@bin/setup test
	@$(PY) bin/load.py --clients $(CLIENTS) --seconds $(SECONDS)

lighthouse:     ## Lighthouse on home, a session page and the booking start
	@bin/setup test
	@bin/lighthouse

screenshots:    ## draw the README's pictures again
	@bin/setup test
	@$(PY) bin/screenshots.py

clean:          ## forget the virtual environment, the database and what was sent
	rm -rf .venv node_modules var

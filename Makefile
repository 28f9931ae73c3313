# The two commands that matter: `make run` and `make test`. `make help` lists the rest.
PORT ?= 8000
CLIENTS ?= 8
SECONDS ?= 60
DURATIONS = var/test/durations.xml
PY = .venv/bin/python

.PHONY: help run test test-all test-postgres test-sqlite durations mutants lint format requirements bench load \
  lighthouse screenshots clean

help:           ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/  /' | sort

run:            ## set up everything and serve the site with sample content
	@bin/setup run
	@PORT=$(PORT) bin/run

test:           ## set up everything and run the quick tests on SQLite, with a browser walk for each main job
	@bin/setup test
	@bin/test

test-all:       ## every test on SQLite, and every page of the sample site in a real browser
	@bin/setup test
	@bin/test all

test-postgres:  ## all tests but those of the sample site, on a PostgreSQL that is started for them
	@bin/setup test
	@bin/with-postgres bin/test postgres

test-sqlite:    ## the slow tests that PostgreSQL cannot stand in for: the sample site, threads, processes
	@bin/setup test
	@bin/test sqlite

durations:      ## run every test, then print the slowest 30 and the time of each folder
	@bin/setup test
	@mkdir -p $(dir $(DURATIONS))
	@bin/test all --junitxml=$(DURATIONS) || true
	@$(PY) bin/durations.py $(DURATIONS)

mutants:        ## change the services in 300 places, one at a time, and count what no test notices
	@bin/setup mutants
	@$(PY) bin/mutants.py

lint:           ## style, templates, migrations, deploy checks, types
	@bin/setup test
	@bin/lint

format:         ## put code and templates in the house style
	$(PY) -m ruff check --fix --quiet .
	$(PY) -m ruff format --quiet .
	-$(PY) -m djlint --quiet --reformat templates

requirements:   ## refresh the exact pins from the .in files
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements.txt requirements.in
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links --unsafe-package pip --output-file requirements-dev.txt requirements-dev.in
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements-mutants.txt requirements-mutants.in
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements-readers.txt requirements-readers.in

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

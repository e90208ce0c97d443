PYTHON ?= python3
PORT ?= 8501
N ?= auto
VENV := .venv
BIN := $(VENV)/bin
WORKERS = $(shell $(PYTHON) -c "import os; print(2 * os.cpu_count())")

.PHONY: run class cluster dev setup lint check coverage mutants words test screenshots docs clean

run: $(VENV)/app  ## serve the booth on http://localhost:8501
	$(BIN)/streamlit run server.py --server.port $(PORT)

class: $(VENV)/app  ## to a whole room, over https; docs/class.md says how
	$(BIN)/python -m booth class --server.port $(PORT)

cluster: $(VENV)/app  ## N booths behind one door (nginx): make cluster N=3; docs/deploy.md says how
	$(BIN)/python -m booth serve --processes $(N) --server.port $(PORT)

dev: $(VENV)/dev  ## the same, taking up each change as it is saved
	$(BIN)/streamlit run server.py --server.port $(PORT) --server.fileWatcherType auto --server.runOnSave true

setup: $(VENV)/dev $(VENV)/browser  ## environment for developers, a browser, a relay, tesseract and fonts for the tests

lint: $(VENV)/dev  ## lint, format, types, imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: lint  ## before each commit: lint and the fast tests
	$(BIN)/pytest -m "not browser and not slow"

coverage: $(VENV)/dev  ## how much of each wing the fast tests see
	$(BIN)/pytest -m "not browser and not slow" --cov=vision --cov=work --cov=live --cov=ui --cov-report=
	$(BIN)/python -m benchmarks.coverage

mutants: $(VENV)/dev  ## small faults, one at a time: which do the tests not notice? (an hour for all that are drawn)
	$(PYTHON) -m venv $(VENV)/mutants
	$(VENV)/mutants/bin/pip install --quiet "cosmic-ray>=8.3,<9"
	$(BIN)/python -m benchmarks.mutants

# Twice as many workers as cores: the fast tests wait for two thirds of their time
# OMP_NUM_THREADS: one for each of pytest's workers, as the booth's own have; two for each lost a third of it in waiting
test: export PYTHONDONTWRITEBYTECODE =  # wherever it is set, each worker and each server would compile everything anew
test:  ## everything, with a real browser; what lint says stands together, though the browser comes meanwhile
	$(MAKE) -j2 $(if $(filter output-sync,$(.FEATURES)),--output-sync) lint setup
	OMP_NUM_THREADS=1 $(BIN)/pytest -m "not browser" -n $(WORKERS) --dist loadfile --no-loadscope-reorder --reruns 1 -rR
	$(BIN)/pytest tests/e2e -m beside -n 2 --dist loadfile --no-loadscope-reorder --reruns 2 -rR
	$(BIN)/pytest tests/e2e -m "not beside and not slow" --reruns 2 -rR
	$(BIN)/pytest tests/e2e -m "not beside and slow" --reruns 2 -rR

fuzz: $(VENV)/dev  ## damaged files of each kind for ten minutes; the table is benchmarks/fuzz.md
	$(BIN)/python -m tests.fuzz

lowest: $(VENV)/dev  ## the fast tests with the lowest versions that requirements.txt allows
	$(BIN)/python -m rig.lowest $(VENV)-lowest
	$(VENV)-lowest/bin/pytest -m "not browser and not slow"

words: $(VENV)/dev  ## gather all that is said into ui/locale, and bring each language's file up to it
	$(BIN)/python -m rig.words

screenshots: setup  ## the README's pictures, taken anew
	$(BIN)/python -m tests.e2e.screenshots docs

docs: $(VENV)/docs  ## the site, with a picture of each filter, into build/site/html; it needs no network
	$(BIN)/python -m rig.site build/site

clean:  ## remove the environment and all caches
	rm -rf $(VENV) build .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/app: $(VENV)/bin/python requirements.txt
	$(BIN)/pip install --quiet --requirement requirements.txt
	touch $@

$(VENV)/docs: $(VENV)/app requirements-docs.txt
	$(BIN)/pip install --quiet --requirement requirements-docs.txt
	touch $@

$(VENV)/dev: $(VENV)/docs requirements-dev.txt
	$(BIN)/pip install --quiet --requirement requirements-dev.txt
	touch $@

$(VENV)/browser: $(VENV)/dev
	$(BIN)/python -m rig.browser
	$(BIN)/python -m rig.relay
	$(BIN)/python -m rig.nginx
	$(BIN)/python -m rig.redis
	$(BIN)/python -m rig.axe
	$(BIN)/python -m rig.tesseract
	$(BIN)/python -m rig.fonts
	touch $@

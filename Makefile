# make demo   build the bundled sample into exports/
# make test   lint, types and all tests
# make train  learn the models of the extraction again (needs ../shared)
# make evaluate  measure the accuracy again, on unseen days too, with and without the lexicon: 20 minutes (needs ../shared)
# make bench  time the extraction beside spaCy (needs ../shared)
# make lock   resolve the lock files again (needs uv)
# make clean  remove what the others made, except exports/
.POSIX:
.PHONY: demo test lint train evaluate bench lock clean

VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check
PYTHON =
UV = uv
OUT = exports
SHARED = ../shared
COMPILE = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

demo: $(VENV)/run.stamp
	@status=0; $(BIN)/kg build -o $(OUT) || status=$$?; exit $$status

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The stamps say which lock an environment was made from; the package itself is installed in place, so that a changed
# source is seen at once.
$(VENV)/run.stamp: $(VENV)/made.stamp requirements.lock pyproject.toml
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.lock
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/made.stamp:
	@for python in "$(PYTHON)" python3 python3.13 python3.12 python3.11 python; do \
	  if [ -n "$$python" ] && command -v "$$python" >/dev/null 2>&1 \
	    && "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" --version)"; \
	    "$$python" -m venv $(VENV) || { \
	      echo "No virtual environment could be made; on Debian: apt-get install python3-venv" >&2; exit 1; }; \
	    touch $@; exit 0; \
	  fi; \
	  if [ -n "$$python" ] && [ "$$python" = "$(PYTHON)" ]; then \
	    echo "$(PYTHON) is no Python 3.11 or newer; give another one: make PYTHON=/path/to/python3" >&2; exit 1; \
	  fi; \
	done; \
	echo "Python 3.11 or newer was not found; install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1

# The day of the gold that accuracy is measured on is left out of everything that is learned.
train: $(VENV)/run.stamp
	$(BIN)/kg train $(SHARED)/eval/gold/ko-train.jsonl annotations/ko.jsonl annotations/en.jsonl \
	  $(SHARED)/corpus annotations/en --without 2025-02-20 -o kg/extract/models

# Folds are trained on what `train` learns from; the second run says what the lexicon is worth. Then the document.
LEARNED = --gold $(SHARED)/eval/gold/ko-train.jsonl --more annotations/ko.jsonl --more annotations/en.jsonl \
  --digests $(SHARED)/corpus --digests annotations/en --without 2025-02-20

evaluate: $(VENV)/run.stamp
	$(BIN)/python benchmarks/cross_validation.py $(LEARNED) --json benchmarks/cross_validation.json
	$(BIN)/python benchmarks/cross_validation.py $(LEARNED) --without-lexicon --json benchmarks/cross_validation_without_lexicon.json
	$(BIN)/python benchmarks/author_identity.py --shared $(SHARED) --json benchmarks/author_identity.json
	$(BIN)/python benchmarks/entity_identity.py $(SHARED)/corpus --judge $(SHARED)/eval/link.py \
	  --pairs $(SHARED)/eval/link/dev.jsonl --json benchmarks/entity_identity.json
	$(BIN)/python benchmarks/accuracy.py --shared $(SHARED)

bench: $(VENV)/run.stamp
	$(BIN)/python benchmarks/extraction_speed.py $(SHARED)/corpus --write docs/performance.md

lock:
	printf 'hatchling\neditables\n' | $(COMPILE) pyproject.toml - -o requirements.lock
	printf 'hatchling\neditables\n' | $(COMPILE) --extra dev --constraint requirements.lock pyproject.toml - -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
	find kg tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Five verbs: brief, test, lint, bench, train. The first two need only Python 3.11 or newer and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
READY := $(VENV)/ready

.PHONY: brief test lint bench train lock clean

brief: $(READY)  ## the example reports as a brief
	$(BIN)/wiredesk brief examples/iran-pakistan-2024 -o build/brief.html --timings
	@echo "The brief lies at build/brief.html; open it in a browser."

test: $(READY)  ## the tests, under two minutes
	$(BIN)/python -m pytest

lint: $(READY)  ## formatting, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(READY)  ## accuracy on public benchmarks, for whatever data is under DATA
	$(BIN)/python -m bench --data $(DATA)

train: $(VENV)-train/ready  ## the model in the package, from the corpora under DATA/train and training/data; hours on two cores
	$(VENV)-train/bin/python -m training.rolesets --data $(DATA)/train
	$(VENV)-train/bin/python -m training.train --data $(DATA)/train --out build/syntax --epochs 9 --corpora ewt gum crossner re3d btc \
	  --without cue event status fact roles speech event_roles
	for seed in 1 2; do $(VENV)-train/bin/python -m training.train --data $(DATA)/train --out build/whole-$$seed --start build/syntax \
	  --epochs 5 --meaning 0.8 --seed $$seed || exit 1; done
	$(VENV)-train/bin/python -m training.mix build/whole-1 build/whole-2 --out build/both
	$(VENV)-train/bin/python -m training.train --data $(DATA)/train --out build/long-1 --start build/whole-1 --epochs 1 --speed 7e-5 \
	  --apart 0.08 --meaning 2
	$(VENV)-train/bin/python -m training.train --data $(DATA)/train --out build/long-both --start build/both --epochs 1 --speed 7e-5 \
	  --apart 0.08 --meaning 2 --seed 3
	$(VENV)-train/bin/python -m training.mix build/both build/long-1 build/long-both --out build/model
	$(VENV)-train/bin/python -m training.export --data $(DATA)/train --checkpoint build/model --out wiredesk/annotate/model
	$(VENV)-train/bin/python -m training.reader --data $(DATA)/train --checkpoint build/model --model wiredesk/annotate/model
	$(VENV)-train/bin/python -m training.coref --data $(DATA)/train --model wiredesk/annotate/model

lock: $(READY)  ## the pinned versions anew, from pyproject.toml
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --allow-unsafe --extra dev --build-deps-for editable --output-file requirements.lock pyproject.toml

clean:
	rm -rf build $(VENV) $(VENV)-train

$(READY): requirements.lock pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Wiredesk needs Python 3.11 or newer; give one with make PYTHON=/path/to/python3")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)-train/ready: training/requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)-train
	$(VENV)-train/bin/pip install --quiet --disable-pip-version-check -r training/requirements.txt --editable .
	@touch $@

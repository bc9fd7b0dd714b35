# For daily work. A fresh machine needs no make: ./.ci/run tests, ./.ci/demo shows.

.DEFAULT_GOAL := help
.PHONY: help check format lint build test record release bench fuzz clean

PYTHON := .build/venv/bin/python3
RELEASE := -c release --static-swift-stdlib --product mamip-bot

help: ## Shows this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-8s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

check: lint build test ## Checks the format, builds, and runs all tests

format: ## Formats the Swift sources in place
	swift format --in-place --parallel --recursive Package.swift Sources Tests

lint: $(PYTHON) ## Checks the format of sources and workflows
	swift format lint --strict --parallel --recursive Package.swift Sources Tests
	.build/venv/bin/zizmor --offline --no-progress --quiet .

build: ## Builds everything, tests included
	swift build --build-tests

test: build $(PYTHON) ## Runs all tests; FILTER=GitTests runs some
	MAMIP_TEST_PYTHON=$(CURDIR)/$(PYTHON) \
	  swift test --skip-build --disable-xctest $(if $(FILTER),--filter $(FILTER))

record: build $(PYTHON) ## Rewrites the golden files, and fails where one has changed
	RECORD=1 MAMIP_TEST_PYTHON=$(CURDIR)/$(PYTHON) swift test --skip-build --disable-xctest

release: ## Builds .build/mamip-bot: stripped, with Swift linked in
	swift build $(RELEASE)
	strip -o .build/mamip-bot "$$(swift build $(RELEASE) --show-bin-path)/mamip-bot"
	@ls -l .build/mamip-bot

bench: release $(PYTHON) ## Measures the figures the design promises, as ratios
	MAMIP_TEST_PYTHON=$(CURDIR)/$(PYTHON) Tests/Bench/bench

fuzz: ## Throws texts at the parser and the validator; TIME=600 says how many seconds
	Tests/Fuzz/build .build/fuzz
	mkdir -p .build/fuzz/found
	.build/fuzz/fuzz -max_total_time=$(or $(TIME),600) -max_len=4096 -timeout=5 \
	  -artifact_prefix=.build/fuzz/ .build/fuzz/found Tests/ValidateTests/Corpus policies

clean: ## Removes everything that was built
	rm -rf .build

$(PYTHON): Tests/Support/requirements.txt
	.ci/prepare python
	@touch $@

# exitgraph: type `make` to see what there is.
#
# Everything that these targets build or fetch lies under bin/, .cache/ and
# web/islands/dist/, apart from the caches that Go, npm and Maven keep themselves. What a target needs and
# this machine lacks is installed by scripts/need, or it prints the one line to type.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS   += --no-print-directory

# Settings, each of which can be given on the command line.
ARGS     ?=
SEED     ?= 20260101
PKG      ?= ./...
TIMEOUT  ?= 50m
FUZZTIME ?= 30s
BENCH    ?= .
COUNT    ?= 1
PORT     ?= 7687

VERSION = $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS = -X main.version=$(VERSION)

##@ Use it

.PHONY: help
help: ## Print this list
	@awk 'BEGIN { FS = ":.*## " } \
	  /^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z][a-z0-9-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
	@printf '\nSettings: ARGS, SEED, PKG, TIMEOUT, FUZZTIME, BENCH, COUNT, PORT, as in: make test SEED=7 PKG=./graph/...\n'

.PHONY: run
run: ## Serve the built-in data on 127.0.0.1:8080 (ARGS='serve --addr :9090', EXITGRAPH_* honoured)
	@scripts/need go
	@scripts/islands
	@go run -ldflags '$(LDFLAGS)' ./cmd/exitgraph $(ARGS)

.PHONY: build
build: ## Build bin/exitgraph, with the version that git tells; fails where pages lack words
	@scripts/need go
	@go run ./web/words/wordcheck web
	@scripts/islands
	go build -trimpath -buildvcs=false -ldflags '$(LDFLAGS)' -o bin/exitgraph ./cmd/exitgraph

.PHONY: islands
islands: ## Build the parts of the pages that need third-party scripts (GraphiQL, network view)
	@scripts/need node
	@scripts/islands --required

.PHONY: neo4j
neo4j: ## Run a Neo4j on bolt://127.0.0.1:7687 until Ctrl-C (PORT=n); its data stay in .cache/neo4j/data
	@scripts/need go java maven
	@go build -trimpath -buildvcs=false -o bin/neo4jrun ./internal/neo4jtest/neo4jrun
	@exec bin/neo4jrun -port '$(PORT)'

##@ Test it

.PHONY: test
test: setup-test ## Run all tests under the race detector (SEED=n orders them, PKG=./graph/... narrows)
	@scripts/test --seed '$(SEED)' --timeout '$(TIMEOUT)' $(PKG)

.PHONY: test-short
test-short: ## Run the tests without the race detector, with -short
	@scripts/need go
	go test -short -shuffle='$(SEED)' -timeout '$(TIMEOUT)' $(PKG)

.PHONY: check
check: ## Format, lint, vet, vulnerabilities, words of pages, house rules, generated files, go.mod
	@scripts/check

.PHONY: fuzz
fuzz: ## Run each fuzz target for FUZZTIME (30s), one after another; stop at a finding
	@scripts/need go
	@scripts/fuzz '$(FUZZTIME)'

.PHONY: bench
bench: bench-tools ## Measure everything against the driver alone and @neo4j/graphql; writes bench/results.json (ARGS='-only q8,start')
	@bin/bench $(ARGS)

.PHONY: bench-short
bench-short: bench-tools ## The same in short, as a test: fails where a ratio is far from its goal
	@bin/bench -short $(ARGS)

.PHONY: bench-tools
bench-tools: ## Build what `make bench` runs
	@scripts/need go java maven node
	@mkdir -p bin
	@go build -trimpath -buildvcs=false -ldflags '$(LDFLAGS)' -o bin/exitgraph ./cmd/exitgraph
	@go build -buildvcs=false -o bin/bench-floor ./bench/floor
	@go build -buildvcs=false -o bin/bench ./bench/all

.PHONY: bench-go
bench-go: ## Run the Go benchmarks, which report ratios (BENCH=pattern, COUNT=n, PKG=./schema/...)
	@scripts/need go
	go test -run '^$$' -bench '$(BENCH)' -benchmem -count '$(COUNT)' -timeout 30m $(PKG)

.PHONY: bench-questions
bench-questions: ## Measure what each question costs the embedded store, and how it grows (ARGS='-findings 100000')
	@scripts/need go
	@mkdir -p bin && go build -o bin/bench-questions ./bench/questions
	@bin/bench-questions $(ARGS)

.PHONY: cover
cover: setup-test ## Measure how much of the code the tests reach; writes .cache/coverage.html
	@mkdir -p .cache
	go test -coverpkg=./... -coverprofile=.cache/coverage.out -timeout '$(TIMEOUT)' ./...
	@go tool cover -html=.cache/coverage.out -o .cache/coverage.html
	@go tool cover -func=.cache/coverage.out | tail -n 1

.PHONY: screenshots
screenshots: ## Take pictures of all pages into .cache/screenshots, wide and narrow, light and dark (ARGS='-only map -lang it')
	@scripts/need go chromium node
	@mkdir -p bin
	@go build -trimpath -buildvcs=false -ldflags '$(LDFLAGS)' -o bin/exitgraph ./cmd/exitgraph
	@go build -buildvcs=false -o bin/shoot ./web/webtest/shoot
	@bin/shoot $(ARGS)

##@ Work on it

.PHONY: generate
generate: ## Write generated files anew
	@scripts/need go
	go generate ./...

.PHONY: format
format: ## Format the Go files as `make check` wants them
	@scripts/tool golangci-lint fmt

.PHONY: setup-test
setup-test: ## Install what `make test` needs and this machine lacks
	@scripts/need go git cc node java maven chromium
	@scripts/islands --required

.PHONY: install-tools
install-tools: ## Build the pinned linters into .cache/tools (once per version)
	@scripts/need go
	@scripts/tool --install golangci-lint
	@scripts/tool --install govulncheck

.PHONY: clean
clean: ## Remove what was built
	rm -rf bin .cache/coverage.out .cache/coverage.html
	find web/islands/dist -type f ! -name README -delete

.PHONY: clean-cache
clean-cache: ## Remove bin/ and .cache/, tools and the data of `make neo4j` included
	rm -rf bin .cache

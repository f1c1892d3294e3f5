# Every verb calls go or a script; what it takes to run is made first. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-builtin-rules
# The verbs of `make test` share a machine and a screen.
.NOTPARALLEL:

# The Kubernetes minor of the cluster; the first row of the table is the default.
K8S ?= $(shell awk -F '\t' '/^[0-9]/ { print $$1; exit }' support/cluster/versions/versions.tsv)
# Flags of the suite, such as ARGS='-labels feature=hostpath -keep'.
ARGS ?=
# Packages that need no cluster.
UNIT := ./support/... ./manifests/... ./scripts/...

.PHONY: help
help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  K8S=$(K8S)         Kubernetes minor; ARGS='...' flags of the suite (make conformance ARGS=-help)"

.PHONY: conformance
conformance: engine images bin ## Verify the claims on a kind cluster made for it, from nothing
	bin/volconf.test -test.timeout 0 -k8s $(K8S) $(ARGS)

.PHONY: test
test: lint unit browser conformance existing-cluster prove-some ## Lint, unit tests, the pages in a browser, the conformance run, again on a cluster of somebody else, and on three broken ones

.PHONY: unit
unit: ## Unit tests with the race detector
	go test -race $(UNIT)

.PHONY: browser
browser: ## Look at the report's pages in a real browser, which is installed if need be
	axe=$$(scripts/browser.sh) && go test -tags browser -run Browser ./support/report -args -axe "$$axe"

.PHONY: lint
lint: ## Every check of the source; scripts/lint.sh NAME runs one
	scripts/lint.sh

.PHONY: fix
fix: ## Mend what can be mended by machine: formatting, go.mod, generated files
	scripts/lint.sh --fix

.PHONY: matrix
matrix: ## The conformance run on every Kubernetes minor, or on those of K8S="1.32 1.37", then the matrix of their reports
	scripts/matrix.sh $(if $(filter command environment,$(firstword $(origin K8S))),$(K8S))

.PHONY: prove
prove: engine images bin ## Break clusters on purpose and see that exactly the right claims fail (ARGS=--full: every claim)
	bin/volconf prove --k8s $(K8S) $(ARGS)

.PHONY: prove-some
prove-some: engine images bin ## The standing check: three sabotages
	bin/volconf prove --k8s $(K8S) --sabotage emptydir-kept,hostpath-one-disk,auto-pull

.PHONY: habitats
habitats: engine images bin ## Try the suite on healthy clusters that differ from its own (ARGS='--habitat ID,... --shard I/N')
	scripts/habitats.sh $(ARGS)

.PHONY: existing-cluster
existing-cluster: engine images bin ## The claims on a cluster that the suite did not make and that others use too, as a user with the roles that we ship
	bin/volconf prove --k8s $(K8S) --habitat crowded --own _report --report-dir _report/existing-cluster

.PHONY: engine
engine: ## Make sure of a container engine that runs privileged containers
	scripts/bootstrap.sh

.PHONY: images
images: node-image fixture-images ## Make sure of all images

.PHONY: node-image
node-image: engine ## Make sure of the node image for K8S
	scripts/node-image/build.sh $(K8S)

.PHONY: fixture-images
fixture-images: engine ## Make sure of the archive of the images that the claims' Pods run
	scripts/fixture-images/build.sh

.PHONY: bin
bin: ## Build bin/volconf and bin/volconf.test
	go build -o bin/volconf ./support/cmd/volconf
	go test -c -o bin/volconf.test ./suites

.PHONY: bench
bench: engine images bin ## Print times and ratios: cluster creation against a bare kind, the claims, memory
	go run ./scripts/bench -k8s $(K8S) $(ARGS)

.PHONY: cleanup
cleanup: bin ## Remove clusters that earlier runs left behind
	bin/volconf cleanup --yes

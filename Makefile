.DEFAULT_GOAL := help
.PHONY: help start demo test build bench soak redrive verify-audit rules costs format tf-test tf-emulate tf-format bootstrap plan preview apply destroy output clean

# Everything runs on Lambda's Node major, which the workspace brings along; the machine's own Node only fetches it.
PNPM := npx --yes pnpm@12.21.0
NODE := node_modules/.bin/node --disable-warning=ExperimentalWarning
INSTALLED := node_modules/.installed
ENV ?= dev
BUILT := .build/built
SOURCES := $(shell find packages scripts -type f -not -path '*/node_modules/*' -not -name '*.md')

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

start: $(BUILT) ## Run the whole service on this machine; Ctrl-C stops it
	@$(NODE) packages/local-stack/src/main.ts

demo: $(BUILT) ## Create, refuse, mend, share and run real tools, then stop
	@$(NODE) packages/e2e/src/demo/main.ts

test: $(BUILT) ## Everything a change must pass
	@$(NODE) scripts/test.ts

build: $(INSTALLED) ## Bundle and zip every function; print their sizes
	@$(NODE) scripts/build.ts
	@touch $(BUILT)

bench: $(BUILT) ## Measure the bars, as ratios from one run
	@$(NODE) packages/e2e/src/bench/main.ts

soak: $(BUILT) ## The long campaigns at full size
	@DTR_SOAK=1 $(NODE) node_modules/jest/bin/jest.js --runInBand --testPathPatterns '(campaigns|soak)'

redrive: $(INSTALLED) ## Move dead letters back to their queue: the local stack's, or DEAD_LETTER_QUEUE_URL
	@$(NODE) packages/worker/src/redrive/main.ts

verify-audit: $(INSTALLED) ## Check a DAY of the audit log: the local stack's, or that of TABLE_NAME; DIGEST, HEADS: what was logged
	@DAY='$(DAY)' DIGEST='$(DIGEST)' HEADS='$(HEADS)' $(NODE) packages/worker/src/verify-audit/main.ts

rules: $(INSTALLED) ## List the validator's rules after adding one; write their page
	@$(NODE) packages/validator/src/write-rules.ts
	@node_modules/.bin/biome check --write packages/validator/src docs

costs: $(INSTALLED) ## Write docs/costs.md from prices and counted operations
	@$(NODE) scripts/costs.ts

format: $(INSTALLED) ## Format and mend what the linter can
	@node_modules/.bin/biome check --write .

tf-test: $(BUILT) ## Check Terraform and test all of it by its plans; no account, no network
	@$(NODE) scripts/terraform/tf-test.ts

tf-emulate: $(BUILT) ## Make, use and unmake all of it against an emulator of AWS (moto), about four minutes
	@$(NODE) scripts/terraform/tf-emulate.ts

tf-format: $(INSTALLED) ## Format Terraform; write the tables of its READMEs
	@$(NODE) packages/deployment/src/write-service.ts
	@$(NODE) scripts/terraform/tf-format.ts
	@node_modules/.bin/biome check --write terraform

bootstrap: $(INSTALLED) ## Once for each ENV: its state, its lock, the boundary of its roles; REPOSITORY=owner/name for pipelines
	@$(NODE) scripts/terraform/environment.ts bootstrap '$(ENV)'

plan preview apply destroy output: $(BUILT)
	@$(NODE) scripts/terraform/environment.ts $@ '$(ENV)'

plan: ## Show what ENV would become (dev unless told otherwise), and keep it for apply
preview: ## The same for a pull request: reads alone, takes no lock, keeps nothing
apply: ## Make it so, and print the addresses of its APIs; prod takes a plan that was kept
destroy: ## Unmake ENV; where its data is kept, stop there
output: ## Print what ENV has

clean: ## Leave the clone as new
	rm -rf node_modules packages/*/node_modules .build .local

$(INSTALLED): package.json pnpm-lock.yaml pnpm-workspace.yaml $(wildcard packages/*/package.json)
	@echo 'Installing the pinned packages (once) ...'
	@$(PNPM) install --frozen-lockfile
	@touch $@

$(BUILT): $(INSTALLED) $(SOURCES)
	@echo 'Building the functions ...'
	@$(NODE) scripts/build.ts
	@touch $@

variable "account" {
  description = "Where this runs: account id, region and partition. Passed in, so that a plan looks nothing up and knows every ARN."
  type = object({
    id        = string
    region    = string
    partition = optional(string, "aws")
  })

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account.id))
    error_message = "account.id must be the 12 digits of an AWS account."
  }

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.account.region))
    error_message = "account.region must be the name of a region, such as eu-central-1."
  }

  validation {
    condition     = contains(["aws", "aws-cn", "aws-us-gov"], var.account.partition)
    error_message = "account.partition must be aws, aws-cn or aws-us-gov."
  }
}

variable "api_access" {
  description = "Policies for callers, by name: the routes (METHOD /path) of an HTTP API that whoever has the policy may call with its signature."
  type = map(object({
    description   = string
    execution_arn = string
    routes        = set(string)
  }))
  default = {}

  validation {
    condition     = alltrue(flatten([for access in var.api_access : [for route in access.routes : can(regex("^(GET|POST|PUT|PATCH|DELETE) /[A-Za-z0-9._~{}/-]*$", route))]]))
    error_message = "api_access must name each route by one method and a path, such as GET /tools/{toolId}."
  }
}

variable "boundaries" {
  description = "Policies that no role goes beyond which has them as its boundary, by name: statements by their ids. They grant nothing."
  type = map(map(object({
    actions   = set(string)
    resources = set(string)
  })))
  default = {}

  validation {
    condition     = alltrue(flatten([for statements in var.boundaries : [for statement in statements : [for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))]]]))
    error_message = "boundaries must name each action in full; no wildcards."
  }
}

variable "pipelines" {
  description = "Roles that workflows of GitHub take on without any key, by name: the repository, the subject of its token, and rights as policies (name to statements by their ids)."
  type = map(object({
    description = string
    repository  = string
    subject     = string
    policies = map(map(object({
      actions    = set(string)
      resources  = set(string)
      conditions = optional(list(object({ test = string, variable = string, values = set(string) })), [])
    })))
  }))
  default = {}

  validation {
    condition     = alltrue([for pipeline in var.pipelines : can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", pipeline.repository))])
    error_message = "pipelines need a repository written owner/name."
  }

  validation {
    condition     = alltrue([for pipeline in var.pipelines : can(regex("^(environment:[A-Za-z0-9-]+|pull_request|ref:refs/heads/[A-Za-z0-9./_-]+)$", pipeline.subject))])
    error_message = "pipelines need the subject environment:NAME, pull_request or ref:refs/heads/NAME, without wildcards: anything else could be any workflow."
  }

  validation {
    condition     = alltrue(flatten([for pipeline in var.pipelines : [for statements in pipeline.policies : [for statement in statements : [for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))]]]]))
    error_message = "pipelines must name each action in full; no wildcards."
  }

  validation {
    condition     = alltrue([for pipeline in var.pipelines : length(pipeline.policies) >= 1 && length(pipeline.policies) <= 10])
    error_message = "pipelines can have 1 to 10 policies, the quota of a role."
  }
}

variable "is_github_provider_made" {
  description = "Whether to make the account's trust in GitHub, of which there can be only one; false where another environment of the account has made it."
  type        = bool
  default     = true
}

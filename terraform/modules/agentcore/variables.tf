variable "name" {
  description = "Name of all that is made. Where AgentCore takes no hyphens, underscores stand for them."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$", var.name)) && length(var.name) <= 40
    error_message = "name must be a letter, then letters, digits and single hyphens, at most 40 in all."
  }
}

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

variable "gateway" {
  description = "Gateway through which agents find tools; null for none. Its targets are written by the worker, from the catalogue."
  type = object({
    description        = string
    authorizer         = optional(string, "AWS_IAM")
    discovery_url      = optional(string, "")
    allowed_audiences  = optional(set(string), [])
    allowed_clients    = optional(set(string), [])
    function_arns      = optional(set(string), [])
    is_debugged        = optional(bool, false)
    is_kept_on_destroy = optional(bool, false)
  })
  default = null

  validation {
    condition     = var.gateway == null ? true : contains(["AWS_IAM", "CUSTOM_JWT"], var.gateway.authorizer)
    error_message = "gateway.authorizer must be AWS_IAM or CUSTOM_JWT: a gateway that asks nobody who they are is not offered."
  }

  validation {
    condition = var.gateway == null ? true : var.gateway.authorizer != "CUSTOM_JWT" || (
      can(regex("^https://.+/\\.well-known/openid-configuration$", var.gateway.discovery_url)) &&
      length(var.gateway.allowed_audiences) + length(var.gateway.allowed_clients) > 0
    )
    error_message = "gateway with CUSTOM_JWT needs the discovery_url of the issuer, and allowed_audiences or allowed_clients, or tokens meant for others pass."
  }
}

variable "code_interpreter" {
  description = "Sandbox for tools that need a machine of their own; null for none. It never has a role: code in it can call nothing of AWS."
  type = object({
    description        = string
    network            = optional(string, "SANDBOX")
    subnet_ids         = optional(list(string), [])
    security_group_ids = optional(list(string), [])
  })
  default = null

  validation {
    condition     = var.code_interpreter == null ? true : contains(["SANDBOX", "VPC"], var.code_interpreter.network)
    error_message = "code_interpreter.network must be SANDBOX or VPC: with PUBLIC, code that nobody trusts has the internet."
  }

  validation {
    condition     = var.code_interpreter == null ? true : (var.code_interpreter.network == "VPC") == (length(var.code_interpreter.subnet_ids) >= 2 && length(var.code_interpreter.security_group_ids) >= 1)
    error_message = "code_interpreter needs at least two subnets and a security group with VPC, and none with SANDBOX."
  }
}

variable "runtime" {
  description = "Agent in a container, built for arm64; null for none. AgentCore sizes it: there is no CPU or memory to set."
  type = object({
    description           = string
    image_uri             = string
    network               = optional(string, "PUBLIC")
    subnet_ids            = optional(list(string), [])
    security_group_ids    = optional(list(string), [])
    protocol              = optional(string, "HTTP")
    environment           = optional(map(string), {})
    idle_timeout_seconds  = optional(number, 900)
    session_limit_seconds = optional(number, 28800)
    policy_statements = optional(map(object({
      actions   = set(string)
      resources = set(string)
    })), {})
  })
  default = null

  validation {
    condition     = var.runtime == null ? true : can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9._-]+)$", var.runtime.image_uri))
    error_message = "runtime.image_uri must be an image in ECR with its tag or, better, its digest."
  }

  validation {
    condition     = var.runtime == null ? true : contains(["PUBLIC", "VPC"], var.runtime.network)
    error_message = "runtime.network must be PUBLIC or VPC."
  }

  validation {
    condition     = var.runtime == null ? true : (var.runtime.network == "VPC") == (length(var.runtime.subnet_ids) >= 2 && length(var.runtime.security_group_ids) >= 1)
    error_message = "runtime needs at least two subnets and a security group with VPC, and none with PUBLIC."
  }

  validation {
    condition     = var.runtime == null ? true : contains(["HTTP", "MCP", "A2A"], var.runtime.protocol)
    error_message = "runtime.protocol must be HTTP, MCP or A2A."
  }

  validation {
    condition = var.runtime == null ? true : (
      var.runtime.idle_timeout_seconds >= 60 && var.runtime.idle_timeout_seconds <= var.runtime.session_limit_seconds && var.runtime.session_limit_seconds <= 28800
    )
    error_message = "runtime.idle_timeout_seconds must be 60 or more, and at most session_limit_seconds, which must be at most 28800."
  }

  validation {
    condition = var.runtime == null ? true : alltrue(flatten([
      for statement in var.runtime.policy_statements : [
        alltrue([for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))]), !contains(statement.resources, "*"),
      ]
    ]))
    error_message = "runtime.policy_statements must name each action in full, and their resources; no wildcards."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that no right of the roles made here goes beyond; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null ? true : can(regex("^arn:[^:]+:iam::[0-9]{12}:policy/.+$", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn must be the ARN of a policy of the account."
  }
}

variable "emulated" {
  description = "True only against an emulator of AWS. The README says what it leaves out, and why."
  type        = bool
  default     = false
  nullable    = false
}

variable "project" {
  description = "Short name that everything begins with."
  type        = string
  default     = "dtr"

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.project))
    error_message = "project must be 2 to 12 small letters and digits, beginning with a letter."
  }
}

variable "environment" {
  description = "Which deployment this is: the tag Environment, and on every log line."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment)) && !contains(["state", "locks", "deploy", "plan", "boundary"], var.environment)
    error_message = "environment must be 2 to 12 small letters and digits, beginning with a letter, and none of state, locks, deploy, plan, boundary."
  }
}

variable "region" {
  description = "Region of all that is made. AgentCore is not in every one."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the name of a region, such as eu-central-1."
  }
}

variable "zones" {
  description = "Availability zones of the networks. The order gives the addresses: add at the end."
  type        = list(string)

  validation {
    condition     = length(var.zones) >= 2 && alltrue([for zone in var.zones : can(regex("^${var.region}[a-z]$", zone))])
    error_message = "zones must be two or more of the region, such as eu-central-1a."
  }
}

variable "owner" {
  description = "Who answers for the environment: the tag Owner."
  type        = string

  validation {
    condition     = length(var.owner) > 0
    error_message = "owner must not be empty."
  }
}

variable "cost_center" {
  description = "Who pays for it: the tag CostCenter."
  type        = string

  validation {
    condition     = length(var.cost_center) > 0
    error_message = "cost_center must not be empty."
  }
}

variable "runtime" {
  description = "Lambda's Node.js. nodejs22.x is deprecated on 30 April 2027; what follows it needs provider 6."
  type        = string
  default     = "nodejs22.x"

  validation {
    condition     = can(regex("^nodejs[0-9]+\\.x$", var.runtime))
    error_message = "runtime must be a Node.js of Lambda, such as nodejs22.x."
  }
}

variable "sizes" {
  description = "Memory of each function, with which Lambda gives CPU, and instances set aside for it; null leaves it its share of the account's."
  type = object({
    tool_manager = object({ memory_mb = number, reserved_concurrency = optional(number) })
    validator    = object({ memory_mb = number, reserved_concurrency = optional(number) })
    executor     = object({ memory_mb = number, reserved_concurrency = optional(number) })
    worker       = object({ memory_mb = number, reserved_concurrency = optional(number) })
    authorizer   = object({ memory_mb = number, reserved_concurrency = optional(number) })
  })

  validation {
    # A tool may have 1024 MB (limits.memoryMb of contracts), and the interpreter stands beside it.
    condition     = var.sizes.executor.memory_mb >= 2048
    error_message = "sizes.executor.memory_mb must be 2048 or more: a tool may have 1024 of them."
  }

  validation {
    condition     = var.sizes.validator.memory_mb >= 512
    error_message = "sizes.validator.memory_mb must be 512 or more."
  }

  validation {
    # One more is for the schedule.
    condition     = var.sizes.worker.reserved_concurrency == null ? true : var.sizes.worker.reserved_concurrency > var.maximum_workers
    error_message = "sizes.worker.reserved_concurrency must be more than maximum_workers: the schedule needs one."
  }
}

variable "maximum_workers" {
  description = "Messages that are handled at the same time."
  type        = number
  default     = 10

  validation {
    condition     = var.maximum_workers >= 2 && var.maximum_workers <= 1000
    error_message = "maximum_workers must be 2 to 1000."
  }
}

variable "maximum_table_units" {
  description = "Read and write units per second that the table never exceeds: a ceiling on the bill, felt as throttling. Null for none."
  type        = object({ read = number, write = number })
  default     = null

  validation {
    condition     = var.maximum_table_units == null ? true : var.maximum_table_units.read >= 1 && var.maximum_table_units.write >= 1
    error_message = "maximum_table_units must be 1 or more each."
  }
}

variable "throttle" {
  description = "Requests per second, and at once, of each route at each door. All callers share it."
  type        = object({ rate_per_second = number, burst = number })
  default     = { rate_per_second = 100, burst = 200 }

  validation {
    condition     = var.throttle.rate_per_second >= 1 && var.throttle.burst >= 1
    error_message = "throttle must be 1 or more each: 0 closes the API."
  }
}

variable "route_throttles" {
  description = "A throttle of its own for some routes, by METHOD /path."
  type        = map(object({ rate_per_second = number, burst = number }))
  default     = {}

  validation {
    condition     = alltrue([for throttle in var.route_throttles : throttle.rate_per_second >= 1 && throttle.burst >= 1])
    error_message = "route_throttles must be 1 or more each: 0 closes the route."
  }
}

variable "allowed_origins" {
  description = "Origins whose pages may call; empty for none, which agents do not need."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.allowed_origins : startswith(origin, "http")])
    error_message = "allowed_origins must be origins, such as https://example.com."
  }
}

variable "agent_limits" {
  description = "Requests a minute and executions a UTC day of agents that have no limits of their own; null for no limit a day."
  type        = object({ requests_per_minute = number, executions_per_day = optional(number) })
  default     = { requests_per_minute = 600 }

  validation {
    condition     = var.agent_limits.requests_per_minute >= 1 && var.agent_limits.requests_per_minute <= 100000
    error_message = "agent_limits.requests_per_minute must be 1 to 100000."
  }
}

variable "operator_agents" {
  description = "Ids of the agents that may apply policies, make agents and read the audit log: ACCOUNT/role/NAME or ACCOUNT/user/NAME. Empty for nobody."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for agent in var.operator_agents : can(regex("^[0-9]{12}/(role|user)/[^, ]+$", agent))])
    error_message = "operator_agents must be written ACCOUNT/role/NAME or ACCOUNT/user/NAME."
  }
}

variable "code_interpreter_network" {
  description = "SANDBOX, AgentCore's own isolation, or VPC: the sealed network, which does not even look up names."
  type        = string
  default     = "SANDBOX"

  validation {
    condition     = contains(["SANDBOX", "VPC"], var.code_interpreter_network)
    error_message = "code_interpreter_network must be SANDBOX or VPC."
  }
}

variable "is_private" {
  description = "Whether functions with rights, and agents, have a network of their own, which reaches AWS through endpoints alone. These cost by the hour."
  type        = bool
  default     = false
}

variable "has_gateway" {
  description = "Whether to make a gateway. Leave it out until something registers tools there: until then they would stay pending."
  type        = bool
  default     = false
}

variable "agent" {
  description = "Repository for the image of an agent, and the runtime of the image with this digest once it is pushed; null for neither."
  type = object({
    image_digest = optional(string)
    environment  = optional(map(string), {})
  })
  default = null

  validation {
    condition     = try(var.agent.image_digest, null) == null ? true : can(regex("^sha256:[0-9a-f]{64}$", var.agent.image_digest))
    error_message = "agent.image_digest must be sha256: and 64 hexadecimal digits."
  }
}

variable "log_level" {
  description = "The least that functions log."
  type        = string
  default     = "INFO"

  validation {
    condition     = contains(["DEBUG", "INFO", "WARN", "ERROR"], var.log_level)
    error_message = "log_level must be DEBUG, INFO, WARN or ERROR."
  }
}

variable "log_retention_days" {
  description = "How long logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = var.log_retention_days >= 1 && var.log_retention_days <= 731
    error_message = "log_retention_days must be 1 to 731, and one that CloudWatch knows."
  }
}

variable "alarm_subscribers" {
  description = "Addresses that get every alarm by mail; each has to confirm once."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.alarm_subscribers : can(regex("^[^@ ]+@[^@ ]+$", address))])
    error_message = "alarm_subscribers must be mail addresses."
  }
}

variable "runbooks_url" {
  description = "Where this repository is shown: alarms name its docs/runbooks."
  type        = string

  validation {
    condition     = can(regex("^https://[^ ]+[^/ ]$", var.runbooks_url))
    error_message = "runbooks_url must be an https address without a slash at its end."
  }
}

variable "is_kept_on_destroy" {
  description = "Whether destroy stops at data: the table is protected, a bucket that holds anything stays, secrets can be brought back for 30 days."
  type        = bool
  default     = true
}

variable "max_retries" {
  description = "How often the provider repeats a call; null for its own choice. An emulator that lacks an operation is else asked for minutes."
  type        = number
  default     = null

  validation {
    condition     = var.max_retries == null ? true : var.max_retries >= 0
    error_message = "max_retries must be 0 or more."
  }
}

variable "emulated" {
  description = "True only against an emulator of AWS. The README says what it leaves out, and why."
  type        = bool
  default     = false
  nullable    = false
}

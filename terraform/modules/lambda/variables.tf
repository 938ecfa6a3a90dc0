variable "name" {
  description = "Name of the function; its role and log group are named after it."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9-]{0,63}$", var.name))
    error_message = "name must be 1 to 64 letters, digits and hyphens, since the role of the same name takes no more."
  }
}

variable "description" {
  description = "What the function does, in one line."
  type        = string

  validation {
    condition     = length(var.description) >= 1 && length(var.description) <= 256
    error_message = "description must have 1 to 256 characters."
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

variable "zip_path" {
  description = "The built zip. Its bytes are the same for the same sources, so that an unchanged function is not deployed again."
  type        = string

  validation {
    condition     = fileexists(var.zip_path)
    error_message = "zip_path names no file: build the functions first."
  }
}

variable "handler" {
  description = "File and export that Lambda calls."
  type        = string
  default     = "index.handler"

  validation {
    condition     = can(regex("^[^.]+\\.[a-zA-Z_]+$", var.handler))
    error_message = "handler must be written file.export."
  }
}

variable "runtime" {
  description = "Lambda's Node.js. Provider 5.100 knows none newer than nodejs22.x, which AWS deprecates on 30 April 2027."
  type        = string
  default     = "nodejs22.x"

  validation {
    condition     = can(regex("^nodejs(2[2-9]|[3-9][0-9])\\.x$", var.runtime))
    error_message = "runtime must be nodejs22.x or newer: older ones can no longer be created."
  }
}

variable "memory_mb" {
  description = "Memory; Lambda gives CPU in proportion, one whole core at 1769."
  type        = number
  default     = 512

  validation {
    condition     = var.memory_mb >= 128 && var.memory_mb <= 10240
    error_message = "memory_mb must be 128 to 10240."
  }
}

variable "timeout_seconds" {
  description = "Hard limit for one invocation."
  type        = number
  default     = 10

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds must be 1 to 900."
  }
}

variable "scratch_mb" {
  description = "Space under /tmp."
  type        = number
  default     = 512

  validation {
    condition     = var.scratch_mb >= 512 && var.scratch_mb <= 10240
    error_message = "scratch_mb must be 512 to 10240."
  }
}

variable "reserved_concurrency" {
  description = "Instances set aside for this function, which it never exceeds; null for its share of the account's."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null ? true : var.reserved_concurrency >= 0
    error_message = "reserved_concurrency must be 0 (never runs) or more."
  }
}

variable "environment" {
  description = "What its settings.ts reads. AWS keeps it encrypted, but whoever may read the function's configuration sees it."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Z][A-Z0-9_]*$", name))])
    error_message = "environment variables must be named in capitals, digits and underscores."
  }

  validation {
    condition     = length(join("", [for name, value in var.environment : "${name}${value}"])) <= 4096
    error_message = "environment must not exceed the 4 KB that Lambda accepts."
  }
}

variable "policy_statements" {
  description = "What the function may do beyond writing its own logs, by statement id. A resource of \"*\" needs a reason."
  type = map(object({
    actions    = set(string)
    resources  = set(string)
    reason     = optional(string, "")
    conditions = optional(list(object({ test = string, variable = string, values = set(string) })), [])
  }))
  default = {}

  validation {
    condition     = alltrue([for id in keys(var.policy_statements) : can(regex("^[A-Za-z0-9]+$", id))])
    error_message = "policy_statements must be keyed by letters and digits: IAM takes nothing else as a statement id."
  }

  validation {
    condition = alltrue(flatten([
      for statement in var.policy_statements : [
        for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Za-z]+$", action))
      ]
    ]))
    error_message = "policy_statements must name each action in full, such as dynamodb:GetItem; no wildcards."
  }

  validation {
    condition = alltrue([
      for statement in var.policy_statements : statement.reason != "" || alltrue([
        for resource in statement.resources : !can(regex("^(\\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\\*+)$", resource))
      ])
    ])
    error_message = "policy_statements must name their resources; where an action knows none, say so in reason."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that no right of the function goes beyond, whatever its statements say; null for none."
  type        = string
  default     = null

  validation {
    condition     = var.permissions_boundary_arn == null ? true : can(regex("^arn:[^:]+:iam::[0-9]{12}:policy/.+$", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn must be the ARN of a policy of the account."
  }
}

variable "is_traced" {
  description = "Whether it records X-Ray segments. That is a right of its own: false for a function that must have none."
  type        = bool
  default     = true
}

variable "log_retention_days" {
  description = "How long its logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_retention_days)
    error_message = "log_retention_days must be one that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731."
  }
}

variable "vpc" {
  description = "Subnets and security groups whose network it is held to; null for Lambda's own network with access to the internet."
  type = object({
    subnet_ids         = set(string)
    security_group_ids = set(string)
  })
  default = null

  validation {
    condition     = var.vpc == null ? true : length(var.vpc.subnet_ids) >= 2 && length(var.vpc.security_group_ids) >= 1
    error_message = "vpc needs subnets in two zones at least, and a security group: the default one lets members talk."
  }
}

variable "async_failure" {
  description = "Queue that takes events Lambda gave up on, and how long it tries; null where nobody invokes asynchronously."
  type = object({
    queue_arn       = string
    retry_attempts  = optional(number, 1)
    max_age_seconds = optional(number, 3600)
  })
  default = null

  validation {
    condition     = var.async_failure == null ? true : contains([0, 1, 2], var.async_failure.retry_attempts)
    error_message = "async_failure.retry_attempts must be 0, 1 or 2."
  }

  validation {
    condition     = var.async_failure == null ? true : var.async_failure.max_age_seconds >= 60 && var.async_failure.max_age_seconds <= 21600
    error_message = "async_failure.max_age_seconds must be 60 to 21600."
  }
}

variable "queue" {
  description = "Queue that feeds it, in batches whose failed messages alone come back; null for none."
  type = object({
    arn                        = string
    visibility_timeout_seconds = number
    batch_size                 = optional(number, 10)
    maximum_concurrency        = optional(number, 2)
  })
  default = null

  validation {
    condition     = var.queue == null ? true : var.queue.visibility_timeout_seconds >= var.timeout_seconds
    error_message = "queue.visibility_timeout_seconds must be at least timeout_seconds, or messages are delivered again while they are handled."
  }

  validation {
    condition     = var.queue == null ? true : var.queue.batch_size >= 1 && var.queue.batch_size <= 10
    error_message = "queue.batch_size must be 1 to 10; more would have to wait for a batch to fill."
  }

  validation {
    condition     = var.queue == null ? true : var.queue.maximum_concurrency >= 2 && var.queue.maximum_concurrency <= 1000
    error_message = "queue.maximum_concurrency must be 2 to 1000."
  }

  validation {
    condition     = var.queue == null || var.reserved_concurrency == null ? true : var.reserved_concurrency >= var.queue.maximum_concurrency
    error_message = "reserved_concurrency must be at least queue.maximum_concurrency, or messages are throttled into the dead-letter queue."
  }
}

variable "schedules" {
  description = "When it is called with the same JSON each time, by a short name. A call that fails is left to the next one."
  type = map(object({
    expression = string
    input      = string
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.schedules) : can(regex("^[a-z][a-z0-9-]{0,30}$", name))])
    error_message = "schedules must be keyed by short names in small letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for schedule in var.schedules : can(regex("^(rate|cron)\\(.+\\)$", schedule.expression))])
    error_message = "schedules need an expression of EventBridge: rate(…) or cron(…)."
  }

  validation {
    condition     = alltrue([for schedule in var.schedules : can(jsondecode(schedule.input))])
    error_message = "schedules need an input that is JSON."
  }
}

variable "emulated" {
  description = "True only against an emulator of AWS. The README says what it leaves out, and why."
  type        = bool
  default     = false
  nullable    = false
}

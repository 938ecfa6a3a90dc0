variable "name" {
  description = "Name of the HTTP API and of its log group."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9-]{0,127}$", var.name))
    error_message = "name must be 1 to 128 letters, digits and hyphens."
  }
}

variable "description" {
  description = "What the API is for, in one line."
  type        = string

  validation {
    condition     = length(var.description) >= 1 && length(var.description) <= 1024
    error_message = "description must have 1 to 1024 characters."
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

variable "functions" {
  description = "Functions that answer routes, by the name that routes call them by."
  type = map(object({
    name       = string
    invoke_arn = string
  }))

  validation {
    condition     = length(var.functions) >= 1
    error_message = "functions must name at least one function."
  }
}

variable "routes" {
  description = "Every route there is, by METHOD /path: who answers, who may call (AWS_IAM, CUSTOM or NONE), and a lower rate where it needs one."
  type = map(object({
    function      = string
    authorization = string
    throttle = optional(object({
      rate_per_second = number
      burst           = number
    }))
  }))

  validation {
    condition     = length(var.routes) >= 1 && length(var.routes) <= 300
    error_message = "routes must be 1 to 300, the quota of an HTTP API."
  }

  validation {
    # ANY and $default would also catch the OPTIONS that the API answers itself.
    condition     = alltrue([for key in keys(var.routes) : can(regex("^(GET|POST|PUT|PATCH|DELETE) /[A-Za-z0-9._~{}/+-]*$", key))])
    error_message = "routes must be keyed by one method and a path, such as GET /tools/{toolId}; no ANY, no $default."
  }

  validation {
    condition     = alltrue([for route in var.routes : contains(keys(var.functions), route.function)])
    error_message = "routes must be answered by one of functions."
  }

  validation {
    condition     = alltrue([for route in var.routes : contains(["AWS_IAM", "CUSTOM", "NONE"], route.authorization)])
    error_message = "routes must have the authorization AWS_IAM, CUSTOM or NONE."
  }

  validation {
    condition     = var.authorizer != null || alltrue([for route in var.routes : route.authorization != "CUSTOM"])
    error_message = "routes with the authorization CUSTOM need an authorizer."
  }
}

variable "authorizer" {
  description = "Function that decides about CUSTOM routes; null for none. While answers are kept, a request without one of identity_sources is refused unasked, and an answer holds for equal values of all of them."
  type = object({
    name             = string
    invoke_arn       = string
    identity_sources = optional(list(string), ["$request.header.authorization", "$context.routeKey"])
    ttl_seconds      = optional(number, 60)
  })
  default = null

  validation {
    condition     = var.authorizer == null ? true : var.authorizer.ttl_seconds >= 0 && var.authorizer.ttl_seconds <= 3600
    error_message = "authorizer.ttl_seconds must be 0 to 3600; a revoked key works for that long."
  }

  validation {
    condition     = var.authorizer == null ? true : var.authorizer.ttl_seconds == 0 || contains(var.authorizer.identity_sources, "$context.routeKey")
    error_message = "authorizer.identity_sources must hold $context.routeKey while answers are kept, or leave for one route opens all."
  }

  validation {
    condition     = var.authorizer == null ? true : var.authorizer.ttl_seconds == 0 || anytrue([for source in var.authorizer.identity_sources : startswith(source, "$request.")])
    error_message = "authorizer.identity_sources must hold something of the request while answers are kept, or all callers are one."
  }
}

variable "allowed_origins" {
  description = "Origins whose pages may call; empty for none, which agents do not need."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.allowed_origins : can(regex("^https://[a-z0-9.-]+(:[0-9]+)?$|^http://localhost(:[0-9]+)?$", origin))])
    error_message = "allowed_origins must be https origins without path, or http://localhost."
  }
}

variable "cors_headers" {
  description = "Headers that such pages may send and read."
  type = object({
    request  = optional(set(string), ["authorization", "content-type", "idempotency-key", "if-match", "prefer", "x-amz-date", "x-amz-security-token", "x-api-key"])
    response = optional(set(string), ["etag", "location", "ratelimit", "ratelimit-policy", "retry-after"])
  })
  default = {}

  validation {
    condition     = alltrue([for header in setunion(var.cors_headers.request, var.cors_headers.response) : can(regex("^[a-z0-9-]+$", header))])
    error_message = "cors_headers must be named, in small letters; no wildcards."
  }
}

variable "throttle" {
  description = "Requests per second, and at once, of each route that has no throttle of its own. All callers share it."
  type = object({
    rate_per_second = number
    burst           = number
  })
  default = {
    rate_per_second = 100
    burst           = 200
  }

  validation {
    condition     = var.throttle.rate_per_second >= 1 && var.throttle.burst >= 1
    error_message = "throttle must be 1 or more each: 0 closes the API."
  }
}

variable "timeout_ms" {
  description = "How long a function may take to answer. 30 seconds is the most of an HTTP API, and no quota raises it."
  type        = number
  default     = 30000

  validation {
    condition     = var.timeout_ms >= 50 && var.timeout_ms <= 30000
    error_message = "timeout_ms must be 50 to 30000."
  }
}

variable "log_retention_days" {
  description = "How long access logs are kept."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_retention_days)
    error_message = "log_retention_days must be one that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731."
  }
}

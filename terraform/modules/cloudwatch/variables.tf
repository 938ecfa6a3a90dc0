variable "name" {
  description = "Name that alarms, dashboard and topic begin with."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$", var.name))
    error_message = "name must be 1 to 100 letters, digits and hyphens."
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

variable "alarms" {
  description = "What somebody is called for, by a short name: metrics, an expression over them by their names (none with a single metric), when it is too much, and the page that says what to do."
  type = map(object({
    description = string
    runbook_url = string
    metrics = map(object({
      namespace  = string
      name       = string
      statistic  = optional(string, "Sum")
      dimensions = optional(map(string), {})
    }))
    expression         = optional(string)
    comparison         = optional(string, "GreaterThanThreshold")
    threshold          = number
    period_seconds     = optional(number, 60)
    periods            = optional(number, 1)
    periods_over       = optional(number)
    treat_missing_data = optional(string, "notBreaching")
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.alarms) : can(regex("^[a-z][a-z0-9-]{0,99}$", name))])
    error_message = "alarms must be keyed by short names in small letters, digits and hyphens."
  }

  validation {
    condition     = alltrue([for alarm in var.alarms : can(regex("^https://[^ ]+$", alarm.runbook_url)) && length(alarm.description) > 0])
    error_message = "alarms need a description and the https address of a runbook: who is called must know what to do."
  }

  validation {
    condition     = length(distinct([for alarm in var.alarms : alarm.runbook_url])) == length(var.alarms)
    error_message = "alarms need a runbook of their own each."
  }

  validation {
    condition = alltrue([
      for alarm in var.alarms : alarm.expression == null ? length(alarm.metrics) == 1 : length(alarm.metrics) >= 1 && length(alarm.metrics) <= 9
    ])
    error_message = "alarms need one metric, or an expression over one to nine."
  }

  validation {
    condition     = alltrue(flatten([for alarm in var.alarms : [for id in keys(alarm.metrics) : can(regex("^[a-z][a-zA-Z0-9_]*$", id)) && id != "result"]]))
    error_message = "alarms must name their metrics by a small letter, then letters, digits and underscores; result is the name of the expression."
  }

  validation {
    condition = alltrue([
      for alarm in var.alarms : contains(["GreaterThanThreshold", "GreaterThanOrEqualToThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"], alarm.comparison)
    ])
    error_message = "alarms must compare by GreaterThanThreshold, GreaterThanOrEqualToThreshold, LessThanThreshold or LessThanOrEqualToThreshold."
  }

  validation {
    condition     = alltrue([for alarm in var.alarms : alarm.period_seconds % 60 == 0 && alarm.period_seconds >= 60 && alarm.periods * alarm.period_seconds <= 86400])
    error_message = "alarms must look at whole minutes, and at one day at most."
  }

  validation {
    condition     = alltrue([for alarm in var.alarms : coalesce(alarm.periods_over, alarm.periods) <= alarm.periods])
    error_message = "alarms cannot be over in more periods than they look at."
  }

  validation {
    condition     = alltrue([for alarm in var.alarms : contains(["notBreaching", "breaching", "ignore", "missing"], alarm.treat_missing_data)])
    error_message = "alarms must treat missing data as notBreaching, breaching, ignore or missing."
  }
}

variable "composites" {
  description = "Alarms that ring when any of theirs does, by a short name: one call instead of many."
  type = map(object({
    description = string
    runbook_url = string
    alarms      = set(string)
  }))
  default = {}

  validation {
    condition     = alltrue(flatten([for composite in var.composites : [for alarm in composite.alarms : contains(keys(var.alarms), alarm)]]))
    error_message = "composites must be made of alarms that there are."
  }

  validation {
    condition     = alltrue([for composite in var.composites : can(regex("^https://[^ ]+$", composite.runbook_url)) && length(composite.alarms) >= 2])
    error_message = "composites need two alarms or more, and the https address of a runbook."
  }
}

variable "metric_filters" {
  description = "Log lines that are counted as a metric in metric_namespace, by the metric's name."
  type = map(object({
    log_group_name = string
    pattern        = string
  }))
  default = {}

  validation {
    condition     = alltrue([for name in keys(var.metric_filters) : can(regex("^[A-Z][A-Za-z0-9]*$", name))])
    error_message = "metric_filters must be keyed by metrics' names, such as PolicyBroken."
  }
}

variable "metric_namespace" {
  description = "Namespace of the metrics that metric_filters make: the one the functions write to."
  type        = string
  default     = "DynamicToolRuntime"

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_./#-]*$", var.metric_namespace)) && !startswith(var.metric_namespace, "AWS/")
    error_message = "metric_namespace must not be one of AWS."
  }
}

variable "charts" {
  description = "Charts of the dashboard, two in a row, below the state of all alarms."
  type = list(object({
    title     = string
    statistic = optional(string, "Sum")
    metrics = list(object({
      namespace  = string
      name       = string
      label      = optional(string, "")
      dimensions = optional(map(string), {})
    }))
  }))
  default = []

  validation {
    condition     = alltrue([for chart in var.charts : length(chart.metrics) >= 1])
    error_message = "charts need at least one metric."
  }
}

variable "subscribers" {
  description = "Addresses that get every alarm by mail; each has to confirm once."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for address in var.subscribers : can(regex("^[^@ ]+@[^@ ]+\\.[^@ ]+$", address))])
    error_message = "subscribers must be mail addresses."
  }
}

variable "emulated" {
  description = "True only against an emulator of AWS. The README says what it leaves out, and why."
  type        = bool
  default     = false
  nullable    = false
}

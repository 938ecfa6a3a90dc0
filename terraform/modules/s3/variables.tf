variable "name" {
  description = "Name of the bucket; unique in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 63 small letters, digits and hyphens; dots would break TLS."
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

variable "kms_key_arn" {
  description = "Key of one's own to encrypt with; null for the keys that S3 keeps, which cost nothing and need no right."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias."
  }
}

variable "expirations" {
  description = "After how many days objects are deleted, by prefix. What has no entry stays."
  type        = map(number)
  default     = {}

  validation {
    condition     = alltrue([for prefix in keys(var.expirations) : can(regex("^[a-z0-9-]+(/[a-z0-9-]+)*/$", prefix))])
    error_message = "expirations must be keyed by prefixes that end in a slash; there is none for the whole bucket."
  }

  validation {
    condition     = alltrue([for days in values(var.expirations) : days >= 1 && floor(days) == days])
    error_message = "expirations must be whole days."
  }
}

variable "noncurrent_days" {
  description = "How long an overwritten or deleted object can be brought back."
  type        = number
  default     = 30

  validation {
    condition     = var.noncurrent_days >= 1
    error_message = "noncurrent_days must be 1 or more."
  }
}

variable "upload_origins" {
  description = "Origins whose pages may upload and fetch by presigned URL; empty for none."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.upload_origins : can(regex("^https://[a-z0-9.-]+(:[0-9]+)?$|^http://localhost(:[0-9]+)?$", origin))])
    error_message = "upload_origins must be https origins without path, or http://localhost."
  }
}

variable "notifications" {
  description = "Queues that are told of new objects, by a short name. The queue's own policy has to let the bucket in."
  type = map(object({
    queue_arn = string
    prefix    = string
    suffix    = optional(string, "")
  }))
  default = {}

  validation {
    condition     = alltrue([for notification in var.notifications : notification.prefix != ""])
    error_message = "notifications must name a prefix: whoever handles them and writes elsewhere must not hear of that."
  }
}

variable "is_emptied_on_destroy" {
  description = "Whether destroy deletes the objects too. Without it a bucket that holds anything stays."
  type        = bool
  default     = false
}

variable "emulated" {
  description = "True only against an emulator of AWS. The README says what it leaves out, and why."
  type        = bool
  default     = false
  nullable    = false
}

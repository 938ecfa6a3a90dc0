variable "name" {
  description = "Name of the queue; the dead-letter queue's is the same with -dead."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9-]{0,74}$", var.name))
    error_message = "name must be 1 to 75 letters, digits and hyphens."
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

variable "consumer_timeout_seconds" {
  description = "Longest time that the function behind the queue may take."
  type        = number

  validation {
    condition     = var.consumer_timeout_seconds >= 1 && var.consumer_timeout_seconds <= 900
    error_message = "consumer_timeout_seconds must be 1 to 900."
  }
}

variable "visibility_timeout_seconds" {
  description = "How long a message that was received stays hidden from others. AWS advises six times the consumer's timeout; less is right where the consumer extends it."
  type        = number

  validation {
    condition     = var.visibility_timeout_seconds >= var.consumer_timeout_seconds && var.visibility_timeout_seconds <= 43200
    error_message = "visibility_timeout_seconds must be consumer_timeout_seconds to 43200, or messages are handled twice at once."
  }
}

variable "maximum_receives" {
  description = "How often a message is tried before it goes to the dead-letter queue."
  type        = number
  default     = 5

  validation {
    condition     = var.maximum_receives >= 2 && var.maximum_receives <= 100
    error_message = "maximum_receives must be 2 to 100: after one a single throttled poll would bury a good message."
  }
}

variable "retention_seconds" {
  description = "How long a message that nobody takes is kept. The dead-letter queue keeps for 14 days, counted from the first send."
  type        = number
  default     = 345600

  validation {
    condition     = var.retention_seconds >= 60 && var.retention_seconds < 1209600
    error_message = "retention_seconds must be 60 to less than 1209600: the dead-letter queue has to keep longer."
  }
}

variable "kms_key_arn" {
  description = "Key of one's own to encrypt with; null for the key that SQS keeps, which costs nothing and needs no right."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias."
  }
}

variable "senders" {
  description = "AWS services that may send, each on behalf of one resource, by statement id. Functions need no entry: they send by their own right."
  type = map(object({
    service    = string
    source_arn = string
  }))
  default = {}

  validation {
    condition     = alltrue([for id in keys(var.senders) : can(regex("^[A-Za-z0-9]+$", id))])
    error_message = "senders must be keyed by letters and digits: IAM takes nothing else as a statement id."
  }

  validation {
    condition     = alltrue([for sender in var.senders : can(regex("^[a-z0-9-]+\\.amazonaws\\.com$", sender.service)) && startswith(sender.source_arn, "arn:")])
    error_message = "senders need a service such as s3.amazonaws.com and the ARN of the resource it sends for."
  }
}

variable "emulated" {
  description = "True only against an emulator of AWS. The README says what it leaves out, and why."
  type        = bool
  default     = false
  nullable    = false
}

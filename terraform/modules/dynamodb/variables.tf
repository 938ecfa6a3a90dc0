variable "name" {
  description = "Name of the table."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9_.-]{3,255}$", var.name))
    error_message = "name must be 3 to 255 letters, digits, underscores, dots and hyphens."
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

variable "indexes" {
  description = "Names of the global secondary indexes. The keys of index x are the text attributes xpk and xsk."
  type        = set(string)
  default     = ["gsi1", "gsi2"]

  validation {
    condition     = alltrue([for name in var.indexes : can(regex("^[a-z][a-z0-9]{2,30}$", name))])
    error_message = "indexes must be named by 3 to 31 small letters and digits."
  }
}

variable "projected_attributes" {
  description = "What the indexes hold beside keys: as little as lists show, so that large items do not make lists dear."
  type        = set(string)
  default     = ["summary"]

  validation {
    condition     = length(var.projected_attributes) >= 1 && length(var.projected_attributes) <= 20
    error_message = "projected_attributes must name 1 to 20 attributes."
  }
}

variable "expiry_attribute" {
  description = "Attribute with the epoch second from which an item may be dropped. DynamoDB does so within days: readers check for themselves."
  type        = string
  default     = "expiresAtEpochSeconds"

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9]{0,254}$", var.expiry_attribute))
    error_message = "expiry_attribute must be the name of an attribute."
  }
}

variable "is_deletion_protected" {
  description = "Whether AWS refuses to delete the table until this is switched off."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = "Key of one's own to encrypt with; null for the key AWS keeps for DynamoDB, whose calls cost nothing."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key_arn == null ? true : can(regex("^arn:[^:]+:kms:[^:]+:[0-9]{12}:key/.+$", var.kms_key_arn))
    error_message = "kms_key_arn must be the ARN of a key, not of an alias."
  }
}

variable "maximum_units" {
  description = "Read and write units per second that the table never exceeds: a ceiling on the bill, felt as throttling. Null for none."
  type = object({
    read  = number
    write = number
  })
  default = null

  validation {
    condition     = var.maximum_units == null ? true : var.maximum_units.read >= 1 && var.maximum_units.write >= 1
    error_message = "maximum_units must be 1 or more each."
  }
}

variable "emulated" {
  description = "True only against an emulator of AWS. The README says what it leaves out, and why."
  type        = bool
  default     = false
  nullable    = false
}

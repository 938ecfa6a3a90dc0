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
  description = "Deployment that this state and these rights are for. Each has its own, so that none can touch another's."
  type        = string

  validation {
    # These words stand in its place in the names of what bootstrap itself makes.
    condition     = can(regex("^[a-z][a-z0-9]{1,11}$", var.environment)) && !contains(["state", "locks", "deploy", "plan", "boundary"], var.environment)
    error_message = "environment must be 2 to 12 small letters and digits, beginning with a letter, and none of state, locks, deploy, plan, boundary."
  }
}

variable "region" {
  description = "Region of the environment and of its state."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the name of a region, such as eu-central-1."
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

variable "repository" {
  description = "Repository on GitHub, as owner/name, whose workflows may plan and deploy; null for none, when people deploy by hand."
  type        = string
  default     = null

  validation {
    condition     = var.repository == null ? true : can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.repository))
    error_message = "repository must be written owner/name."
  }
}

variable "is_github_provider_made" {
  description = "Whether to make the account's trust in GitHub, of which there can be only one; false where another environment of the account has made it."
  type        = bool
  default     = true
}

variable "emulated" {
  description = "True only against an emulator of AWS. The README says what it leaves out, and why."
  type        = bool
  default     = false
  nullable    = false
}

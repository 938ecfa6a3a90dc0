variable "name" {
  description = "Name of the network; all in it is named after it."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z0-9][a-zA-Z0-9-]{0,59}$", var.name))
    error_message = "name must be 1 to 60 letters, digits and hyphens."
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

variable "cidr_block" {
  description = "Addresses of the network. Each zone gets a sixteenth of them."
  type        = string
  default     = "10.64.0.0/20"

  validation {
    condition     = can(cidrhost(var.cidr_block, 0)) && can(regex("/(1[6-9]|2[0-4])$", var.cidr_block))
    error_message = "cidr_block must be IPv4 addresses from /16 to /24."
  }
}

variable "zones" {
  description = "Availability zones with a subnet each. The order gives the addresses: add at the end."
  type        = list(string)

  validation {
    condition     = length(var.zones) >= 2 && length(var.zones) <= 6 && length(distinct(var.zones)) == length(var.zones)
    error_message = "zones must be 2 to 6, and different."
  }
}

variable "interface_services" {
  description = "AWS services reachable from inside by an interface endpoint, such as sqs or bedrock-agentcore. Each costs by the hour and zone."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for service in var.interface_services : can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)*$", service)) && !contains(["s3", "dynamodb"], service)])
    error_message = "interface_services must be names of services; s3 and dynamodb belong into gateway_services, which cost nothing."
  }
}

variable "gateway_services" {
  description = "AWS services reachable from inside by a gateway endpoint, which costs nothing: s3, dynamodb."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for service in var.gateway_services : contains(["s3", "dynamodb"], service)])
    error_message = "gateway_services may be s3 and dynamodb: there are no others."
  }
}

variable "log_retention_days" {
  description = "How long refused connections are kept on record."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_retention_days)
    error_message = "log_retention_days must be one that CloudWatch knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731."
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

terraform {
  required_version = ">= 1.10.0, < 2.0.0"

  # Where the state is, says environments/ENV-backend.hcl.
  backend "s3" {}

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0, < 7.0.0"
    }
  }
}

provider "aws" {
  region      = var.region
  max_retries = var.max_retries

  default_tags {
    tags = {
      Project     = var.project
      Environment = var.environment
      Owner       = var.owner
      CostCenter  = var.cost_center
    }
  }
}

data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

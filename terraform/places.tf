# Where code runs: networks, and the microVMs of AgentCore.

locals {
  # Nothing goes in or out, not even a name: for what judges and runs code that nobody trusts.
  sealed = {
    subnet_ids         = module.sealed_network.subnet_ids
    security_group_ids = [module.sealed_network.security_group_id]
  }

  # The rest reach AWS through endpoints of their own network, or through Lambda's.
  private = one([
    for network in module.private_network : {
      subnet_ids         = network.subnet_ids
      security_group_ids = [network.security_group_id]
    }
  ])

  # Its id is its name and ten letters that AWS chooses.
  code_interpreter_arn = "arn:${local.account.partition}:bedrock-agentcore:${var.region}:${local.account.id}:code-interpreter-custom/${replace(local.prefix, "-", "_")}-*"
}

module "sealed_network" {
  source = "./modules/network"

  account                  = local.account
  name                     = "${local.prefix}-sealed"
  zones                    = var.zones
  cidr_block               = "10.64.0.0/20"
  log_retention_days       = var.log_retention_days
  permissions_boundary_arn = local.boundary_arn
}

module "private_network" {
  source   = "./modules/network"
  for_each = var.is_private ? { this = "10.64.16.0/20" } : {}

  account    = local.account
  name       = "${local.prefix}-private"
  zones      = var.zones
  cidr_block = each.value
  # The last four are for agents in the runtime: models, their image, their logs.
  interface_services       = setunion(["bedrock-agentcore", "lambda", "sqs"], var.agent == null ? [] : ["bedrock-runtime", "ecr.api", "ecr.dkr", "logs"])
  gateway_services         = ["dynamodb", "s3"]
  log_retention_days       = var.log_retention_days
  permissions_boundary_arn = local.boundary_arn
}

module "agentcore" {
  source = "./modules/agentcore"

  account                  = local.account
  name                     = local.prefix
  permissions_boundary_arn = local.boundary_arn
  emulated                 = var.emulated

  # Without a role: code in it can call nothing of AWS. In VPC mode it is in the sealed network.
  code_interpreter = {
    description        = "Runs one tool in the microvm tier."
    network            = var.code_interpreter_network
    subnet_ids         = var.code_interpreter_network == "VPC" ? local.sealed.subnet_ids : []
    security_group_ids = var.code_interpreter_network == "VPC" ? local.sealed.security_group_ids : []
  }

  gateway = var.has_gateway ? {
    description        = "Where agents find the tools of ${local.prefix}."
    is_kept_on_destroy = var.is_kept_on_destroy
  } : null

  runtime = try(var.agent.image_digest, null) == null ? null : {
    description        = "Agents of ${local.prefix}."
    image_uri          = "${local.account.id}.dkr.ecr.${var.region}.amazonaws.com/${local.prefix}-agent@${var.agent.image_digest}"
    network            = var.is_private ? "VPC" : "PUBLIC"
    subnet_ids         = try(local.private.subnet_ids, [])
    security_group_ids = try(local.private.security_group_ids, [])
    environment        = var.agent.environment
  }
}

resource "aws_ecr_repository" "agent" {
  for_each = var.agent == null ? {} : { this = "${local.prefix}-agent" }

  name                 = each.value
  image_tag_mutability = "IMMUTABLE"
  force_delete         = !var.is_kept_on_destroy

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "agent" {
  for_each = aws_ecr_repository.agent

  repository = each.value.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Keep the last images, to go back to."
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
      action       = { type = "expire" }
    }]
  })
}

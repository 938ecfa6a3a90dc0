locals {
  functions = {
    tool-manager = module.tool_manager
  }

  cors_headers = {
    request  = local.service.cors.request
    response = local.service.cors.response
  }
}

# The same routes twice, since AWS knows one kind of authorization for each: with a signature here,
module "iam_door" {
  source = "./modules/api_gateway"

  account            = local.account
  name               = "${local.prefix}-iam"
  description        = "Tools, for callers who sign with AWS credentials."
  functions          = local.functions
  allowed_origins    = var.allowed_origins
  cors_headers       = local.cors_headers
  throttle           = var.throttle
  log_retention_days = var.log_retention_days

  routes = {
    for key, route in local.service.routes : key => {
      function      = route.function
      authorization = route.opener == "anyone" ? "NONE" : "AWS_IAM"
      throttle      = lookup(var.route_throttles, key, null)
    }
  }
}

# with an agent's key there. The key comes in one of two headers, so that neither can be what an answer is kept by: the authorizer is
# asked every time, and a revoked key opens nothing from that moment on.
module "key_door" {
  source = "./modules/api_gateway"

  account            = local.account
  name               = "${local.prefix}-key"
  description        = "Tools, for callers with an agent's key."
  functions          = local.functions
  allowed_origins    = var.allowed_origins
  cors_headers       = local.cors_headers
  throttle           = var.throttle
  log_retention_days = var.log_retention_days

  routes = {
    for key, route in local.service.routes : key => {
      function      = route.function
      authorization = route.opener == "anyone" ? "NONE" : "CUSTOM"
      throttle      = lookup(var.route_throttles, key, null)
    }
  }

  authorizer = {
    name             = module.authorizer.name
    invoke_arn       = module.authorizer.invoke_arn
    identity_sources = ["$context.routeKey"]
    ttl_seconds      = 0
  }
}

# To be attached to the roles of agents and of operators, who are named by var.operator_agents besides.
module "iam" {
  source = "./modules/iam"

  account = local.account
  api_access = {
    "${local.prefix}-agent" = {
      description   = "Calls what agents call at ${local.prefix}."
      execution_arn = module.iam_door.execution_arn
      routes        = [for key, route in local.service.routes : key if route.opener == "agents"]
    }
    "${local.prefix}-operator" = {
      description   = "Calls what operators call at ${local.prefix}, beside what agents do."
      execution_arn = module.iam_door.execution_arn
      routes        = [for key, route in local.service.routes : key if route.opener == "operators"]
    }
  }
}

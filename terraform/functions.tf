locals {
  # As in packages/local-stack/src/start/functions.ts; a check compares them.
  timeouts_seconds = {
    tool_manager = 30
    validator    = 20
    # The longest execution of its tier, and what comes before and after it.
    executor = 35
    # The longest that Lambda gives: the longest execution of a job, and what comes before and after it.
    worker = 900
    # One read of the table; the gateway itself waits for 10 s.
    authorizer = 5
  }

  common_environment = {
    ENVIRONMENT     = var.environment
    SERVICE_VERSION = local.version
    LOG_LEVEL       = var.log_level
  }

  services_environment = merge(local.common_environment, {
    TABLE_NAME              = module.table.name
    BUCKET_NAME             = module.bucket.name
    QUEUE_URL               = module.work.url
    VALIDATOR_FUNCTION_NAME = module.validator.name
    EXECUTOR_FUNCTION_NAME  = module.executor.name
    CODE_INTERPRETER_ID     = module.agentcore.code_interpreter_id
  }, var.has_gateway ? { GATEWAY_ID = module.agentcore.gateway_id } : {})
}

# Judges what nobody trusts yet: no right but its own log, no network.
module "validator" {
  source = "./modules/lambda"

  account                  = local.account
  name                     = "${local.prefix}-validator"
  description              = "Judges a tool's code against a policy without running it."
  zip_path                 = "${local.zips}/validator.zip"
  runtime                  = var.runtime
  memory_mb                = var.sizes.validator.memory_mb
  timeout_seconds          = local.timeouts_seconds.validator
  reserved_concurrency     = var.sizes.validator.reserved_concurrency
  environment              = local.common_environment
  vpc                      = local.sealed
  is_traced                = false
  log_retention_days       = var.log_retention_days
  permissions_boundary_arn = local.boundary_arn
  emulated                 = var.emulated
}

# Runs what nobody trusts: no right but its own log, no network.
module "executor" {
  source = "./modules/lambda"

  account                  = local.account
  name                     = "${local.prefix}-executor"
  description              = "Runs one tool in the wasm tier."
  zip_path                 = "${local.zips}/executor.zip"
  runtime                  = var.runtime
  memory_mb                = var.sizes.executor.memory_mb
  timeout_seconds          = local.timeouts_seconds.executor
  reserved_concurrency     = var.sizes.executor.reserved_concurrency
  environment              = local.common_environment
  vpc                      = local.sealed
  is_traced                = false
  log_retention_days       = var.log_retention_days
  permissions_boundary_arn = local.boundary_arn
  emulated                 = var.emulated
}

module "tool_manager" {
  source = "./modules/lambda"

  account              = local.account
  name                 = "${local.prefix}-tool-manager"
  description          = "Answers the HTTP APIs: tools, versions, validation, execution, jobs, policies, agents, audit."
  zip_path             = "${local.zips}/tool-manager.zip"
  runtime              = var.runtime
  memory_mb            = var.sizes.tool_manager.memory_mb
  timeout_seconds      = local.timeouts_seconds.tool_manager
  reserved_concurrency = var.sizes.tool_manager.reserved_concurrency

  environment = merge(
    local.services_environment,
    { AGENT_REQUESTS_PER_MINUTE = tostring(var.agent_limits.requests_per_minute) },
    { CURSOR_KEY = aws_secretsmanager_secret_version.cursor_key.secret_string },
    # An empty list would name an agent without a name.
    var.agent_limits.executions_per_day == null ? {} : { AGENT_EXECUTIONS_PER_DAY = tostring(var.agent_limits.executions_per_day) },
    length(var.operator_agents) == 0 ? {} : { OPERATOR_AGENTS = join(",", sort(var.operator_agents)) },
  )

  policy_statements = {
    Catalogue = {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
      resources = [module.table.arn]
    }
    # Of the audit log nothing is changed or taken away.
    ChangeCatalogue = {
      actions    = ["dynamodb:DeleteItem", "dynamodb:UpdateItem"]
      resources  = [module.table.arn]
      conditions = [{ test = "ForAllValues:StringNotLike", variable = "dynamodb:LeadingKeys", values = ["AUDIT#*"] }]
    }
    Lists = {
      # Simulations of a policy read every tool.
      actions   = ["dynamodb:Query", "dynamodb:Scan"]
      resources = values(module.table.index_arns)
    }
    Artifacts = {
      actions   = ["s3:GetObject", "s3:PutObject"]
      resources = ["${module.bucket.arn}/*"]
    }
    TellAbsentFromForbidden = {
      actions   = ["s3:ListBucket"]
      resources = [module.bucket.arn]
    }
    Announce = {
      actions   = ["sqs:SendMessage"]
      resources = [module.work.arn]
    }
    JudgeAndRun = {
      actions   = ["lambda:InvokeFunction"]
      resources = [module.validator.arn, module.executor.arn]
    }
    RunInMicroVm = {
      actions   = [for verb in ["InvokeCodeInterpreter", "StartCodeInterpreterSession", "StopCodeInterpreterSession"] : "bedrock-agentcore:${verb}"]
      resources = [local.code_interpreter_arn]
    }
  }

  vpc                      = local.private
  log_retention_days       = var.log_retention_days
  permissions_boundary_arn = local.boundary_arn
  emulated                 = var.emulated
}

module "worker" {
  source = "./modules/lambda"

  account              = local.account
  name                 = "${local.prefix}-worker"
  description          = "Does what need not be waited for: jobs, judging again, sweeps."
  zip_path             = "${local.zips}/worker.zip"
  runtime              = var.runtime
  memory_mb            = var.sizes.worker.memory_mb
  timeout_seconds      = local.timeouts_seconds.worker
  reserved_concurrency = var.sizes.worker.reserved_concurrency
  environment          = merge(local.services_environment, { DEAD_LETTER_QUEUE_URL = module.work.dead_letter_url })

  # A batch is answered when its slowest message is done, and a job may take 14 minutes.
  queue = {
    arn                        = module.work.arn
    visibility_timeout_seconds = module.work.visibility_timeout_seconds
    batch_size                 = 1
    maximum_concurrency        = var.maximum_workers
  }

  schedules = {
    sweep           = { expression = "rate(1 minute)", input = jsonencode({ kind = "sweep" }) }
    sweep-artifacts = { expression = "rate(1 hour)", input = jsonencode({ kind = "sweep.artifacts" }) }
  }

  async_failure = {
    queue_arn       = module.failed_sweeps.arn
    retry_attempts  = 0
    max_age_seconds = 60
  }

  policy_statements = {
    Catalogue = {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
      resources = [module.table.arn]
    }
    # Of the audit log nothing is changed or taken away.
    ChangeCatalogue = {
      actions    = ["dynamodb:DeleteItem", "dynamodb:UpdateItem"]
      resources  = [module.table.arn]
      conditions = [{ test = "ForAllValues:StringNotLike", variable = "dynamodb:LeadingKeys", values = ["AUDIT#*"] }]
    }
    Lists = {
      actions   = ["dynamodb:Query", "dynamodb:Scan"]
      resources = values(module.table.index_arns)
    }
    Artifacts = {
      actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
      resources = ["${module.bucket.arn}/*"]
    }
    ListArtifacts = {
      actions   = ["s3:ListBucket"]
      resources = [module.bucket.arn]
    }
    Announce = {
      actions   = ["sqs:ChangeMessageVisibility", "sqs:SendMessage"]
      resources = [module.work.arn]
    }
    CountDeadLetters = {
      actions   = ["sqs:GetQueueAttributes"]
      resources = [module.work.dead_letter_arn]
    }
    JudgeAndRun = {
      actions   = ["lambda:InvokeFunction"]
      resources = [module.validator.arn, module.executor.arn]
    }
    RunInMicroVm = {
      actions = [
        for verb in ["InvokeCodeInterpreter", "ListCodeInterpreterSessions", "StartCodeInterpreterSession", "StopCodeInterpreterSession"] : "bedrock-agentcore:${verb}"
      ]
      resources = [local.code_interpreter_arn]
    }
  }

  vpc                      = local.private
  log_retention_days       = var.log_retention_days
  permissions_boundary_arn = local.boundary_arn
  emulated                 = var.emulated
}

module "authorizer" {
  source = "./modules/lambda"

  account              = local.account
  name                 = "${local.prefix}-authorizer"
  description          = "Opens the second door to whoever has an agent's key."
  zip_path             = "${local.zips}/authorizer.zip"
  runtime              = var.runtime
  memory_mb            = var.sizes.authorizer.memory_mb
  timeout_seconds      = local.timeouts_seconds.authorizer
  reserved_concurrency = var.sizes.authorizer.reserved_concurrency
  environment          = merge(local.common_environment, { TABLE_NAME = module.table.name })

  policy_statements = {
    # Of the table it sees keys and the audit log alone, and can change no key.
    FindKeys = {
      actions    = ["dynamodb:GetItem"]
      resources  = [module.table.arn]
      conditions = [{ test = "ForAllValues:StringLike", variable = "dynamodb:LeadingKeys", values = ["KEY#*"] }]
    }
    AppendToAudit = {
      actions    = ["dynamodb:GetItem", "dynamodb:PutItem"]
      resources  = [module.table.arn]
      conditions = [{ test = "ForAllValues:StringLike", variable = "dynamodb:LeadingKeys", values = ["AUDIT#*"] }]
    }
  }

  vpc                      = local.private
  log_retention_days       = var.log_retention_days
  permissions_boundary_arn = local.boundary_arn
  emulated                 = var.emulated
}

locals {
  runbooks  = "${var.runbooks_url}/docs/runbooks"
  namespace = "DynamicToolRuntime"

  own = { for service in ["tool-manager", "authorizer", "worker"] : service => { service = service, environment = var.environment } }

  functions_by_alarm = {
    authorizer   = module.authorizer.name
    executor     = module.executor.name
    tool-manager = module.tool_manager.name
    validator    = module.validator.name
    worker       = module.worker.name
  }

  # What Lambda itself counts, for all functions together: which it was stands on the dashboard.
  errors_by_function = {
    for name, function in local.functions_by_alarm : replace(name, "-", "_") => {
      namespace = "AWS/Lambda", name = "Errors", dimensions = { FunctionName = function }
    }
  }
  throttles_by_function = {
    for id, metric in local.errors_by_function : id => merge(metric, { name = "Throttles" })
  }

  alarms = {
    api-errors = {
      description = "More than 1 % of requests fail by our own fault, at least five of them."
      metrics = {
        iam_failed = { namespace = "AWS/ApiGateway", name = "5xx", dimensions = { ApiId = module.iam_door.id } }
        key_failed = { namespace = "AWS/ApiGateway", name = "5xx", dimensions = { ApiId = module.key_door.id } }
        iam_all    = { namespace = "AWS/ApiGateway", name = "Count", dimensions = { ApiId = module.iam_door.id } }
        key_all    = { namespace = "AWS/ApiGateway", name = "Count", dimensions = { ApiId = module.key_door.id } }
      }
      expression     = "IF(FILL(iam_failed, 0) + FILL(key_failed, 0) < 5, 0, 100 * (FILL(iam_failed, 0) + FILL(key_failed, 0)) / (FILL(iam_all, 0) + FILL(key_all, 0)))"
      threshold      = 1
      period_seconds = 300
    }
    function-errors = {
      description    = "A function crashed or ran out of time."
      metrics        = local.errors_by_function
      expression     = "SUM(METRICS())"
      threshold      = 0
      period_seconds = 300
    }
    throttles = {
      description    = "A function has no more instances: its own limit is reached, or the account's."
      metrics        = local.throttles_by_function
      expression     = "SUM(METRICS())"
      threshold      = 10
      period_seconds = 300
    }
    dead-letters = {
      description = "Messages were given up."
      metrics     = { letters = { namespace = local.namespace, name = "DeadLetters", statistic = "Maximum", dimensions = local.own.worker } }
      threshold   = 0
      periods     = 5
    }
    no-sweep = {
      description        = "Nobody sweeps: what is half done stays so."
      metrics            = { sweeps = { namespace = local.namespace, name = "JobsSwept", statistic = "SampleCount", dimensions = local.own.worker } }
      comparison         = "LessThanThreshold"
      threshold          = 1
      periods            = 5
      treat_missing_data = "breaching"
    }
    failed-sweeps = {
      description  = "Parts of sweeps fail again and again."
      metrics      = { sweeps = { namespace = local.namespace, name = "FailedSweeps", dimensions = local.own.worker } }
      threshold    = 0
      periods      = 10
      periods_over = 5
    }
    jobs-swept = {
      description    = "Jobs are left lying: workers die, or messages get lost."
      metrics        = { jobs = { namespace = local.namespace, name = "JobsSwept", dimensions = local.own.worker } }
      threshold      = 10
      period_seconds = 300
    }
    sessions-swept = {
      description    = "Sandbox sessions, which cost money, are left running again and again."
      metrics        = { sessions = { namespace = local.namespace, name = "SessionsSwept", dimensions = local.own.worker } }
      threshold      = 0
      period_seconds = 300
      periods        = 6
      periods_over   = 3
    }
    old-messages = {
      description    = "Messages wait for minutes: more is asked for than the workers can do."
      metrics        = { age = { namespace = "AWS/SQS", name = "ApproximateAgeOfOldestMessage", statistic = "Maximum", dimensions = { QueueName = module.work.name } } }
      threshold      = 300
      period_seconds = 300
      periods        = 2
    }
    made-up-keys = {
      description    = "Somebody makes keys up at the second door, checksum and all."
      metrics        = { refused = { namespace = local.namespace, name = "KeysRefused", dimensions = merge(local.own.authorizer, { reason = "unknown" }) } }
      threshold      = 20
      period_seconds = 300
    }
    revoked-keys = {
      description    = "A revoked key is being used: it has leaked, or a program was forgotten."
      metrics        = { refused = { namespace = local.namespace, name = "KeysRefused", dimensions = merge(local.own.authorizer, { reason = "revoked" }) } }
      threshold      = 0
      period_seconds = 300
    }
    sandbox-not-ready = {
      description = "An interpreter does not start: its tier runs nothing."
      metrics     = { failures = { namespace = local.namespace, name = "SandboxNotReady" } }
      threshold   = 0
    }
    runtime-disagreement = {
      description = "The validator accepted code that the interpreter does not take: one of them is wrong."
      metrics     = { cases = { namespace = local.namespace, name = "RefusedByRuntime" } }
      threshold   = 0
    }
    analysis-failed = {
      description = "The validator has a fault: it refused code that it could not judge."
      metrics     = { cases = { namespace = local.namespace, name = "AnalysisFailed" } }
      threshold   = 0
    }
    not-judged-again = {
      description = "After a policy was applied, some tools could not be judged again."
      metrics     = { cases = { namespace = local.namespace, name = "NotJudgedAgain" } }
      threshold   = 0
    }
    refused-connections = {
      description = "Code in the sealed network tried to get out."
      metrics     = { attempts = { namespace = local.namespace, name = "RefusedConnections" } }
      threshold   = 0
    }
  }

  metric_filters = {
    AnalysisFailed = { log_group_name = module.validator.log_group_name, pattern = "{ $.message = \"analysis failed\" }" }
    NotJudgedAgain = { log_group_name = module.worker.log_group_name, pattern = "{ $.message = \"tools judged again\" && $.level = \"ERROR\" }" }
    # The flow log of the sealed network holds nothing but refusals.
    RefusedConnections = { log_group_name = module.sealed_network.log_group_name, pattern = "REJECT" }
    RefusedByRuntime   = { log_group_name = module.executor.log_group_name, pattern = "{ $.message = \"executed\" && $.isRefusedByRuntime IS TRUE }" }
    SandboxNotReady    = { log_group_name = module.executor.log_group_name, pattern = "{ $.message = \"sandbox not ready\" }" }
  }
}

module "cloudwatch" {
  source = "./modules/cloudwatch"

  account          = local.account
  name             = "${local.prefix}-service"
  alarms           = { for name, alarm in local.alarms : name => merge(alarm, { runbook_url = "${local.runbooks}/${name}.md" }) }
  metric_filters   = local.metric_filters
  metric_namespace = local.namespace
  charts           = local.charts
  subscribers      = var.alarm_subscribers
  emulated         = var.emulated

  # One call when the sandbox is at fault, whatever shows it first.
  composites = {
    sandbox = {
      description = "The sandbox is not what it should be."
      runbook_url = "${local.runbooks}/sandbox.md"
      alarms      = ["refused-connections", "runtime-disagreement", "sandbox-not-ready"]
    }
  }
}

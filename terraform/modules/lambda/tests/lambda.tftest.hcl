# The real provider without an account: plans are computed here, policies are the JSON that AWS would get.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  account     = { id = "111122223333", region = "eu-central-1" }
  name        = "dtr-test-worker"
  description = "Handles what need not be waited for."
  # Any file will do for a plan.
  zip_path = "./versions.tf"
}

run "has_no_rights_but_its_logs_and_traces_by_default" {
  command = plan

  assert {
    condition = toset(flatten([for s in jsondecode(output.policy_json).Statement : s.Action])) == toset([
      "logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTelemetryRecords", "xray:PutTraceSegments",
    ])
    error_message = "A function may write its logs and traces and nothing else unless told so."
  }

  assert {
    condition = one([
      for s in jsondecode(output.policy_json).Statement : s.Resource if s.Sid == "WriteOwnLogs"
    ]) == "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/dtr-test-worker:*"
    error_message = "The log group it may write to must be its own."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal.Service == "lambda.amazonaws.com"
    error_message = "Only Lambda may take on the role."
  }

  assert {
    condition     = aws_lambda_function.this.runtime == "nodejs22.x" && aws_lambda_function.this.architectures == tolist(["arm64"])
    error_message = "Functions run on Node.js 22 on arm64."
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active"
    error_message = "Functions are traced by default."
  }

  assert {
    condition     = aws_lambda_function.this.logging_config[0].log_format == "JSON" && aws_lambda_function.this.logging_config[0].log_group == "/aws/lambda/dtr-test-worker"
    error_message = "Logs are JSON, in the function's own group."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Logs must not be kept for ever."
  }

  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == -1
    error_message = "Without a reservation the function shares the account's concurrency."
  }

  assert {
    condition     = length(aws_lambda_event_source_mapping.this) + length(aws_cloudwatch_event_rule.this) + length(aws_lambda_function_event_invoke_config.this) == 0
    error_message = "Nothing calls the function unless told so."
  }
}

run "gets_exactly_what_its_queue_schedule_and_caller_need" {
  command = plan

  variables {
    timeout_seconds          = 60
    reserved_concurrency     = 5
    permissions_boundary_arn = "arn:aws:iam::111122223333:policy/dtr-test-boundary"
    environment              = { TABLE_NAME = "dtr-test" }
    queue = {
      arn                        = "arn:aws:sqs:eu-central-1:111122223333:dtr-test-jobs"
      visibility_timeout_seconds = 360
      maximum_concurrency        = 5
    }
    async_failure = { queue_arn = "arn:aws:sqs:eu-central-1:111122223333:dtr-test-jobs-dead" }
    schedules     = { sweep = { expression = "rate(1 minute)", input = "{\"kind\":\"sweep\"}" } }
    policy_statements = {
      ReadTable = {
        actions   = ["dynamodb:GetItem"]
        resources = ["arn:aws:dynamodb:eu-central-1:111122223333:table/dtr-test"]
        conditions = [
          { test = "ForAllValues:StringLike", variable = "dynamodb:LeadingKeys", values = ["TOOL#*"] },
        ]
      }
    }
  }

  assert {
    condition = toset([for s in jsondecode(output.policy_json).Statement : s.Sid]) == toset([
      "WriteOwnLogs", "WriteTraces", "ReadQueue", "SendFailedEvents", "ReadTable",
    ])
    error_message = "One statement for each thing that was asked for."
  }

  assert {
    condition = toset(one([
      for s in jsondecode(output.policy_json).Statement : s.Action if s.Sid == "ReadQueue"
    ])) == toset(["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"])
    error_message = "An event source needs three actions on its queue."
  }

  assert {
    condition = one([
      for s in jsondecode(output.policy_json).Statement : s.Condition if s.Sid == "ReadTable"
    ])["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] == "TOOL#*"
    error_message = "Conditions of the caller must be in the policy."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this["this"].function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "Without partial answers, failed messages are lost."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.this["this"].batch_size == 10 && aws_lambda_event_source_mapping.this["this"].scaling_config[0].maximum_concurrency == 5
    error_message = "Batch size and concurrency are the caller's."
  }

  assert {
    condition     = aws_lambda_function_event_invoke_config.this["this"].destination_config[0].on_failure[0].destination == "arn:aws:sqs:eu-central-1:111122223333:dtr-test-jobs-dead"
    error_message = "Events that failed must go to the queue for them."
  }

  assert {
    condition     = aws_cloudwatch_event_target.this["sweep"].input == "{\"kind\":\"sweep\"}" && aws_cloudwatch_event_rule.this["sweep"].schedule_expression == "rate(1 minute)"
    error_message = "The schedule calls with its constant input."
  }

  assert {
    condition     = aws_lambda_permission.this["sweep"].source_arn == "arn:aws:events:eu-central-1:111122223333:rule/dtr-test-worker-sweep"
    error_message = "Only its own rule may call it."
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::111122223333:policy/dtr-test-boundary"
    error_message = "The boundary must be on the role."
  }

  assert {
    condition     = output.invoke_arn == "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:dtr-test-worker/invocations"
    error_message = "The invoke ARN must be known from the plan."
  }
}

run "keeps_a_function_in_a_network_from_using_the_rights_of_lambda" {
  command = plan

  variables {
    is_traced = false
    vpc       = { subnet_ids = ["subnet-1", "subnet-2"], security_group_ids = ["sg-1"] }
  }

  assert {
    condition     = toset([for s in jsondecode(output.policy_json).Statement : s.Sid]) == toset(["WriteOwnLogs", "JoinNetwork", "KeepNetworkFromCode"])
    error_message = "Untraced in a network: logs, the network, and a refusal for the code."
  }

  assert {
    condition = alltrue([
      for s in jsondecode(output.policy_json).Statement : (
        s.Effect == "Deny" && s.Condition.ArnEquals["lambda:SourceFunctionArn"] == output.arn
      ) if s.Sid == "KeepNetworkFromCode"
    ])
    error_message = "What Lambda may do with network interfaces, the code may not."
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "PassThrough"
    error_message = "A function without the right to trace must not try."
  }

  assert {
    condition     = aws_lambda_function.this.vpc_config[0].subnet_ids == toset(["subnet-1", "subnet-2"])
    error_message = "The function must be in the given subnets."
  }
}

run "refuses_wildcard_actions_and_short_visibility" {
  command = plan

  variables {
    name              = "no spaces"
    memory_mb         = 64
    timeout_seconds   = 60
    runtime           = "nodejs20.x"
    policy_statements = { All = { actions = ["s3:*"], resources = ["arn:aws:s3:::dtr-test"] } }
    queue             = { arn = "arn:aws:sqs:eu-central-1:111122223333:q", visibility_timeout_seconds = 59 }
    schedules         = { sweep = { expression = "every minute", input = "{}" } }
    environment       = { "lower-case" = "x" }
    zip_path          = "./absent.zip"
  }

  expect_failures = [
    var.name, var.memory_mb, var.runtime, var.policy_statements, var.queue, var.schedules, var.environment, var.zip_path,
  ]
}

run "refuses_any_resource_without_a_reason_and_more_consumers_than_instances" {
  command = plan

  variables {
    account              = { id = "1", region = "eu-central-1" }
    log_retention_days   = 31
    reserved_concurrency = 2
    policy_statements    = { Tables = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-central-1:111122223333:*"] } }
    queue                = { arn = "arn:aws:sqs:eu-central-1:111122223333:q", visibility_timeout_seconds = 60, maximum_concurrency = 3 }
    async_failure        = { queue_arn = "arn:aws:sqs:eu-central-1:111122223333:q", retry_attempts = 3 }
  }

  expect_failures = [
    var.account, var.log_retention_days, var.policy_statements, var.queue, var.async_failure,
  ]
}

run "has_the_same_rights_when_emulated" {
  command = plan

  variables {
    emulated = true
  }

  assert {
    condition     = output.policy_json == run.has_no_rights_but_its_logs_and_traces_by_default.policy_json
    error_message = "The emulator must run with the rights of production."
  }
}

locals {
  # Built from its parts: known before the function exists, and so in every policy of the plan.
  arn = "arn:${var.account.partition}:lambda:${var.account.region}:${var.account.id}:function:${var.name}"
}

resource "aws_lambda_function" "this" {
  function_name                  = var.name
  description                    = var.description
  role                           = aws_iam_role.this.arn
  filename                       = var.zip_path
  source_code_hash               = filebase64sha256(var.zip_path)
  handler                        = var.handler
  runtime                        = var.runtime
  architectures                  = ["arm64"]
  memory_size                    = var.memory_mb
  timeout                        = var.timeout_seconds
  reserved_concurrent_executions = coalesce(var.reserved_concurrency, -1)

  ephemeral_storage {
    size = var.scratch_mb
  }

  tracing_config {
    mode = var.is_traced ? "Active" : "PassThrough"
  }

  dynamic "environment" {
    for_each = length(var.environment) > 0 ? [var.environment] : []

    content {
      variables = environment.value
    }
  }

  dynamic "logging_config" {
    for_each = var.emulated ? [] : [aws_cloudwatch_log_group.this.name]

    content {
      log_format = "JSON"
      log_group  = logging_config.value
      # Lambda drops nothing of what the code logs: LOG_LEVEL in its settings is the one place that decides.
      application_log_level = "TRACE"
      system_log_level      = "WARN"
    }
  }

  dynamic "vpc_config" {
    for_each = var.vpc == null ? [] : [var.vpc]

    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  # Without its rights a function in a VPC cannot be created, and none should start before it has them.
  depends_on = [aws_iam_role_policy.this]
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
}

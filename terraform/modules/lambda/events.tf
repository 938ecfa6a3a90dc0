resource "aws_lambda_function_event_invoke_config" "this" {
  for_each = var.async_failure == null ? {} : { this = var.async_failure }

  function_name                = aws_lambda_function.this.function_name
  maximum_retry_attempts       = each.value.retry_attempts
  maximum_event_age_in_seconds = each.value.max_age_seconds

  destination_config {
    on_failure {
      destination = each.value.queue_arn
    }
  }
}

resource "aws_lambda_event_source_mapping" "this" {
  for_each = var.queue == null ? {} : { this = var.queue }

  event_source_arn        = each.value.arn
  function_name           = aws_lambda_function.this.function_name
  batch_size              = each.value.batch_size
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = each.value.maximum_concurrency
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = var.schedules

  name                = "${var.name}-${each.key}"
  description         = "Calls ${var.name}: ${each.key}"
  schedule_expression = each.value.expression
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = var.schedules

  rule  = aws_cloudwatch_event_rule.this[each.key].name
  arn   = aws_lambda_function.this.arn
  input = each.value.input

  # A late call would only meet the next one.
  retry_policy {
    maximum_event_age_in_seconds = 60
    maximum_retry_attempts       = 0
  }
}

resource "aws_lambda_permission" "this" {
  for_each = var.schedules

  statement_id  = "Schedule-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  principal     = "events.amazonaws.com"
  source_arn    = "arn:${var.account.partition}:events:${var.account.region}:${var.account.id}:rule/${aws_cloudwatch_event_rule.this[each.key].name}"
}

locals {
  topic_arn = "arn:${var.account.partition}:sns:${var.account.region}:${var.account.id}:${var.name}-alarms"
  in_composite = setunion([], [
    for composite in var.emulated ? {} : var.composites : composite.alarms
  ]...)
}

# Every alarm is a query, so that rates and plain metrics are written the same way.
resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = var.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.description} What to do: ${each.value.runbook_url}"
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = coalesce(each.value.periods_over, each.value.periods)
  treat_missing_data  = each.value.treat_missing_data
  # What is part of a composite calls nobody by itself.
  actions_enabled = !contains(local.in_composite, each.key)
  alarm_actions   = [aws_sns_topic.this.arn]
  ok_actions      = [aws_sns_topic.this.arn]

  dynamic "metric_query" {
    for_each = each.value.metrics

    content {
      id          = metric_query.key
      return_data = each.value.expression == null

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        stat        = metric_query.value.statistic
        period      = each.value.period_seconds
      }
    }
  }

  dynamic "metric_query" {
    for_each = each.value.expression == null ? [] : [each.value.expression]

    content {
      id          = "result"
      expression  = metric_query.value
      label       = each.key
      return_data = true
    }
  }
}

# moto has none; alarms then call by themselves.
resource "aws_cloudwatch_composite_alarm" "this" {
  for_each = var.emulated ? {} : var.composites

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = "${each.value.description} What to do: ${each.value.runbook_url}"
  alarm_rule        = join(" OR ", [for alarm in sort(each.value.alarms) : "ALARM(\"${aws_cloudwatch_metric_alarm.this[alarm].alarm_name}\")"])
  alarm_actions     = [aws_sns_topic.this.arn]
  ok_actions        = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_log_metric_filter" "this" {
  for_each = var.metric_filters

  name           = "${var.name}-${each.key}"
  log_group_name = each.value.log_group_name
  pattern        = each.value.pattern

  metric_transformation {
    namespace     = var.metric_namespace
    name          = each.key
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

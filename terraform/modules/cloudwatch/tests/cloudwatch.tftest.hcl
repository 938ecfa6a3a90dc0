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
  account = { id = "111122223333", region = "eu-central-1" }
  name    = "dtr-test"
  alarms = {
    dead-letters = {
      description = "Messages were given up."
      runbook_url = "https://example.com/runbooks/dead-letters.md"
      metrics     = { depth = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", statistic = "Maximum", dimensions = { QueueName = "dtr-test-jobs-dead" } } }
      threshold   = 0
    }
    api-errors = {
      description = "Requests fail."
      runbook_url = "https://example.com/runbooks/api-errors.md"
      metrics = {
        failed = { namespace = "AWS/ApiGateway", name = "5xx", dimensions = { ApiId = "abc" } }
        all    = { namespace = "AWS/ApiGateway", name = "Count", dimensions = { ApiId = "abc" } }
      }
      expression     = "100 * failed / all"
      threshold      = 1
      period_seconds = 300
      periods        = 3
      periods_over   = 2
    }
  }
}

run "calls_with_the_page_that_says_what_to_do" {
  command = plan

  variables {
    composites = {
      degraded = { description = "Callers notice.", runbook_url = "https://example.com/runbooks/degraded.md", alarms = ["dead-letters", "api-errors"] }
    }
    metric_filters = {
      PolicyBroken = { log_group_name = "/aws/lambda/dtr-test-tool-manager", pattern = "{ $.event = \"policy.broken\" }" }
    }
    charts = [
      { title = "Requests", metrics = [{ namespace = "AWS/ApiGateway", name = "Count", dimensions = { ApiId = "abc" } }] },
      { title = "Errors", metrics = [{ namespace = "AWS/ApiGateway", name = "5xx", dimensions = { ApiId = "abc" } }] },
      { title = "Latency", statistic = "p99", metrics = [{ namespace = "AWS/ApiGateway", name = "Latency", dimensions = { ApiId = "abc" }, label = "p99" }] },
    ]
    subscribers = ["ops@example.com"]
  }

  assert {
    condition     = alltrue([for name, alarm in aws_cloudwatch_metric_alarm.this : endswith(alarm.alarm_description, "https://example.com/runbooks/${name}.md")])
    error_message = "Each alarm names its runbook."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this : length([for q in alarm.metric_query : q if q.return_data]) == 1
    ])
    error_message = "An alarm looks at exactly one value."
  }

  assert {
    condition = one([
      for q in aws_cloudwatch_metric_alarm.this["api-errors"].metric_query : q.expression if q.id == "result"
    ]) == "100 * failed / all"
    error_message = "A rate is an expression over its metrics."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["api-errors"].datapoints_to_alarm == 2 && aws_cloudwatch_metric_alarm.this["api-errors"].evaluation_periods == 3
    error_message = "Two of three periods have to be over."
  }

  assert {
    condition     = aws_cloudwatch_composite_alarm.this["degraded"].alarm_rule == "ALARM(\"dtr-test-api-errors\") OR ALARM(\"dtr-test-dead-letters\")"
    error_message = "A composite rings when any of its alarms does."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : !alarm.actions_enabled])
    error_message = "What a composite calls for must not call too."
  }

  assert {
    condition     = aws_cloudwatch_log_metric_filter.this["PolicyBroken"].metric_transformation[0].namespace == "DynamicToolRuntime" && aws_cloudwatch_log_metric_filter.this["PolicyBroken"].metric_transformation[0].default_value == "0"
    error_message = "Lines are counted beside the functions' own metrics, and no line is zero."
  }

  assert {
    condition     = [for w in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : [w.type, w.x, w.y]] == [["alarm", 0, 0], ["metric", 0, 3], ["metric", 12, 3], ["metric", 0, 9]]
    error_message = "Alarms come first, then two charts in a row."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets[3].properties.metrics == [["AWS/ApiGateway", "Latency", "ApiId", "abc", { label = "p99" }]]
    error_message = "A chart names its metric as CloudWatch wants it."
  }

  assert {
    condition     = jsondecode(aws_sns_topic_policy.this.policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "111122223333"
    error_message = "Only alarms of this account may call."
  }

  assert {
    condition     = aws_sns_topic_subscription.this["ops@example.com"].protocol == "email"
    error_message = "Subscribers get mail."
  }
}

run "lets_alarms_call_themselves_where_there_are_no_composites" {
  command = plan

  variables {
    emulated = true
    composites = {
      degraded = { description = "Callers notice.", runbook_url = "https://example.com/runbooks/degraded.md", alarms = ["dead-letters", "api-errors"] }
    }
  }

  assert {
    condition     = length(aws_cloudwatch_composite_alarm.this) == 0
    error_message = "moto has no composites."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.actions_enabled && alarm.treat_missing_data == "notBreaching"])
    error_message = "Alarms outside a composite call."
  }
}

run "refuses_alarms_that_nobody_could_act_on" {
  command = plan

  variables {
    name             = "dtr test"
    metric_namespace = "AWS/Lambda"
    metric_filters   = { "policy broken" = { log_group_name = "x", pattern = "" } }
    charts           = [{ title = "Nothing", metrics = [] }]
    subscribers      = ["nobody"]
    alarms = {
      silent = {
        description = "Something is wrong."
        runbook_url = "docs/runbooks/silent.md"
        metrics     = { m = { namespace = "AWS/SQS", name = "x" } }
        threshold   = 0
      }
    }
  }

  expect_failures = [
    var.name, var.metric_namespace, var.metric_filters, var.charts, var.subscribers, var.alarms,
  ]
}

run "refuses_composites_of_alarms_that_are_not_there" {
  command = plan

  variables {
    composites = { degraded = { description = "Callers notice.", runbook_url = "https://example.com/d.md", alarms = ["dead-letters", "absent"] } }
  }

  expect_failures = [
    var.composites,
  ]
}

run "refuses_two_alarms_with_one_runbook" {
  command = plan

  variables {
    alarms = {
      one = { description = "One.", runbook_url = "https://example.com/r.md", threshold = 0, metrics = { m = { namespace = "AWS/SQS", name = "x" } } }
      two = { description = "Two.", runbook_url = "https://example.com/r.md", threshold = 0, metrics = { m = { namespace = "AWS/SQS", name = "y" } } }
    }
  }

  expect_failures = [
    var.alarms,
  ]
}

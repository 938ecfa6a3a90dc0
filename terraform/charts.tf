locals {
  doors = { signed = module.iam_door.id, key = module.key_door.id }

  charts = [
    {
      title   = "Requests"
      metrics = [for door, id in local.doors : { namespace = "AWS/ApiGateway", name = "Count", label = door, dimensions = { ApiId = id } }]
    },
    {
      title = "Refused and failed requests"
      metrics = flatten([
        for door, id in local.doors : [
          for status in ["4xx", "5xx"] : { namespace = "AWS/ApiGateway", name = status, label = "${door} ${status}", dimensions = { ApiId = id } }
        ]
      ])
    },
    {
      title     = "Time to answer, 95 of 100 (ms)"
      statistic = "p95"
      metrics   = [for door, id in local.doors : { namespace = "AWS/ApiGateway", name = "Latency", label = door, dimensions = { ApiId = id } }]
    },
    {
      title     = "Time in functions, 95 of 100 (ms)"
      statistic = "p95"
      metrics   = [for name, function in local.functions_by_alarm : { namespace = "AWS/Lambda", name = "Duration", label = name, dimensions = { FunctionName = function } }]
    },
    {
      title   = "Errors of functions"
      metrics = [for name, function in local.functions_by_alarm : { namespace = "AWS/Lambda", name = "Errors", label = name, dimensions = { FunctionName = function } }]
    },
    {
      title     = "Instances at once"
      statistic = "Maximum"
      metrics   = [for name, function in local.functions_by_alarm : { namespace = "AWS/Lambda", name = "ConcurrentExecutions", label = name, dimensions = { FunctionName = function } }]
    },
    {
      title = "Jobs"
      metrics = [
        for name in ["JobAttempts", "JobsDeferred", "JobsSwept", "FailedMessages"] : { namespace = local.namespace, name = name, dimensions = local.own.worker }
      ]
    },
    {
      title     = "Queue"
      statistic = "Maximum"
      metrics = [
        { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", label = "waiting", dimensions = { QueueName = module.work.name } },
        { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesNotVisible", label = "being handled", dimensions = { QueueName = module.work.name } },
        { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", label = "given up", dimensions = { QueueName = module.work.dead_letter_name } },
      ]
    },
    {
      title = "Keys at the second door"
      metrics = concat(
        [{ namespace = local.namespace, name = "KeysAdmitted", label = "admitted", dimensions = local.own.authorizer }],
        [
          for reason in ["absent", "malformed", "unknown", "revoked", "expired", "out-of-scope"] :
          { namespace = local.namespace, name = "KeysRefused", label = reason, dimensions = merge(local.own.authorizer, { reason = reason }) }
        ],
      )
    },
    {
      title = "Table"
      metrics = [
        for name in ["ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits", "ReadThrottleEvents", "WriteThrottleEvents"] :
        { namespace = "AWS/DynamoDB", name = name, dimensions = { TableName = module.table.name } }
      ]
    },
  ]
}

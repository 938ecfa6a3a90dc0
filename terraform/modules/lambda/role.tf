locals {
  log_group_arn = "arn:${var.account.partition}:logs:${var.account.region}:${var.account.id}:log-group:/aws/lambda/${var.name}"

  network_actions = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
  ]

  own_statements = merge(
    {
      # The group is Terraform's; a function that could create groups could also outlive its retention.
      WriteOwnLogs = {
        actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        resources = ["${local.log_group_arn}:*"]
      }
    },
    var.is_traced ? {
      # X-Ray knows no resources to name.
      WriteTraces = {
        actions   = ["xray:PutTelemetryRecords", "xray:PutTraceSegments"]
        resources = ["*"]
      }
    } : {},
    var.vpc == null ? {} : {
      # Lambda makes the network interfaces with the function's role; most of these actions know no resources to name.
      JoinNetwork = {
        actions   = local.network_actions
        resources = ["*"]
      }
    },
    var.queue == null ? {} : {
      ReadQueue = {
        actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        resources = [var.queue.arn]
      }
    },
    var.async_failure == null ? {} : {
      SendFailedEvents = {
        actions   = ["sqs:SendMessage"]
        resources = [var.async_failure.queue_arn]
      }
    },
  )
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "What ${var.name} may do"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "this" {
  name   = "rights"
  role   = aws_iam_role.this.name
  policy = data.aws_iam_policy_document.rights.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "rights" {
  dynamic "statement" {
    for_each = local.own_statements

    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  dynamic "statement" {
    for_each = var.policy_statements

    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = statement.value.conditions

        content {
          test     = condition.value.test
          variable = condition.value.variable
          values   = condition.value.values
        }
      }
    }
  }

  # The right to join a network is Lambda's to use. The code, which has the same role, is refused it.
  dynamic "statement" {
    for_each = var.vpc == null ? [] : [local.arn]

    content {
      sid       = "KeepNetworkFromCode"
      effect    = "Deny"
      actions   = local.network_actions
      resources = ["*"]

      condition {
        test     = "ArnEquals"
        variable = "lambda:SourceFunctionArn"
        values   = [statement.value]
      }
    }
  }
}

locals {
  regional = "${var.account.region}:${var.account.id}"

  role_arns = {
    gateway = "arn:${var.account.partition}:iam::${var.account.id}:role/${var.name}-gateway"
    runtime = "arn:${var.account.partition}:iam::${var.account.id}:role/${var.name}-runtime"
  }

  runtime_log_groups = "arn:${var.account.partition}:logs:${local.regional}:log-group:/aws/bedrock-agentcore/runtimes/${local.underscored}-*"
  # 111122223333.dkr.ecr.region.amazonaws.com/name:tag
  image = var.runtime == null ? null : regex("^(?P<account>[0-9]+)\\.dkr\\.ecr\\.(?P<region>[^.]+)\\.[^/]+/(?P<name>[^:@]+)", var.runtime.image_uri)
}

resource "aws_iam_role" "gateway" {
  for_each = var.gateway == null ? {} : { this = var.gateway }

  name                 = "${var.name}-gateway"
  description          = "What the gateway ${var.name} may do: call its tools"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "gateway" {
  for_each = data.aws_iam_policy_document.gateway

  name   = "rights"
  role   = aws_iam_role.gateway[each.key].name
  policy = each.value.json
}

resource "aws_iam_role" "runtime" {
  for_each = var.runtime == null ? {} : { this = var.runtime }

  name                 = "${var.name}-runtime"
  description          = "What agents in the runtime ${var.name} may do"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.permissions_boundary_arn
}

resource "aws_iam_role_policy" "runtime" {
  for_each = aws_iam_role.runtime

  name   = "rights"
  role   = each.value.name
  policy = data.aws_iam_policy_document.runtime[each.key].json
}

# Only AgentCore, for resources of this account: otherwise another account could have it act with our role.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["bedrock-agentcore.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account.id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:${var.account.partition}:bedrock-agentcore:${local.regional}:*"]
    }
  }
}

data "aws_iam_policy_document" "gateway" {
  for_each = { for key, arns in { this = try(var.gateway.function_arns, []) } : key => arns if length(arns) > 0 }

  statement {
    sid       = "CallTools"
    actions   = ["lambda:InvokeFunction"]
    resources = each.value
  }
}

data "aws_iam_policy_document" "runtime" {
  for_each = var.runtime == null ? {} : { this = var.runtime.policy_statements }

  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = ["arn:${var.account.partition}:ecr:${local.image.region}:${local.image.account}:repository/${local.image.name}"]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = [local.runtime_log_groups, "${local.runtime_log_groups}:log-stream:*"]
  }

  # None of these knows a resource to name.
  statement {
    sid       = "SignInToEcrAndTrace"
    actions   = ["ecr:GetAuthorizationToken", "logs:DescribeLogGroups", "xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    resources = ["*"]
  }

  statement {
    sid       = "WriteMetrics"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["bedrock-agentcore"]
    }
  }

  dynamic "statement" {
    for_each = each.value

    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

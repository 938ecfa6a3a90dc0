locals {
  github              = "token.actions.githubusercontent.com"
  github_provider_arn = "arn:${var.account.partition}:iam::${var.account.id}:oidc-provider/${local.github}"

  pipeline_policies = merge([
    for role, pipeline in var.pipelines : {
      for name, statements in pipeline.policies : "${role}-${name}" => { role = role, statements = statements }
    }
  ]...)
}

resource "aws_iam_openid_connect_provider" "this" {
  for_each = length(var.pipelines) > 0 && var.is_github_provider_made ? { github = "https://${local.github}" } : {}

  url            = each.value
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "this" {
  for_each = var.pipelines

  name                 = each.key
  description          = each.value.description
  assume_role_policy   = data.aws_iam_policy_document.pipeline_trust[each.key].json
  max_session_duration = 3600
  depends_on           = [aws_iam_openid_connect_provider.this]
}

resource "aws_iam_policy" "pipeline" {
  for_each = local.pipeline_policies

  name        = each.key
  description = "Part of what ${each.value.role} may do"
  policy      = data.aws_iam_policy_document.pipeline[each.key].minified_json

  lifecycle {
    precondition {
      condition     = length(data.aws_iam_policy_document.pipeline[each.key].minified_json) <= 6144
      error_message = "${each.key} exceeds the 6144 characters of a managed policy: split it."
    }
  }
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = local.pipeline_policies

  role       = aws_iam_role.this[each.value.role].name
  policy_arn = aws_iam_policy.pipeline[each.key].arn
}

# One repository and one kind of run of it. Without the subject any repository of GitHub could take on the role.
data "aws_iam_policy_document" "pipeline_trust" {
  for_each = var.pipelines

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.github_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.github}:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.github}:sub"
      values   = ["repo:${each.value.repository}:${each.value.subject}"]
    }
  }
}

data "aws_iam_policy_document" "pipeline" {
  for_each = local.pipeline_policies

  dynamic "statement" {
    for_each = each.value.statements

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
}

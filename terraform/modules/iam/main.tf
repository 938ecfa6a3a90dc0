# Roles of functions are made where the functions are: modules/lambda. Here is what belongs to people and pipelines.

resource "aws_iam_policy" "api_access" {
  for_each = var.api_access

  name        = each.key
  description = each.value.description
  policy      = data.aws_iam_policy_document.api_access[each.key].json
}

data "aws_iam_policy_document" "api_access" {
  for_each = var.api_access

  statement {
    sid     = "CallRoutes"
    actions = ["execute-api:Invoke"]
    # The stage is any, since an API has one; {toolId} in a path stands for any tool.
    resources = [
      for route in each.value.routes : format("%s/*/%s", each.value.execution_arn, replace(replace(route, "/\\{[^}]+\\}/", "*"), " ", ""))
    ]
  }
}

resource "aws_iam_policy" "boundary" {
  for_each = var.boundaries

  name        = each.key
  description = "No role that has this as its boundary may do more"
  policy      = data.aws_iam_policy_document.boundary[each.key].minified_json

  lifecycle {
    precondition {
      condition     = length(data.aws_iam_policy_document.boundary[each.key].minified_json) <= 6144
      error_message = "${each.key} exceeds the 6144 characters of a managed policy."
    }
  }
}

data "aws_iam_policy_document" "boundary" {
  for_each = var.boundaries

  dynamic "statement" {
    for_each = each.value

    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

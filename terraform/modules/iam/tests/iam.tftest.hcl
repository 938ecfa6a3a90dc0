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
}

run "lets_callers_call_their_routes" {
  command = plan

  variables {
    api_access = {
      dtr-test-agent = {
        description   = "Agents of dtr-test."
        execution_arn = "arn:aws:execute-api:eu-central-1:111122223333:abc"
        routes        = ["GET /tools", "GET /tools/{toolId}/versions/{version}"]
      }
    }
  }

  assert {
    condition = toset(jsondecode(aws_iam_policy.api_access["dtr-test-agent"].policy).Statement[0].Resource) == toset([
      "arn:aws:execute-api:eu-central-1:111122223333:abc/*/GET/tools",
      "arn:aws:execute-api:eu-central-1:111122223333:abc/*/GET/tools/*/versions/*",
    ])
    error_message = "Callers may call the routes they were given, on that API."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.api_access["dtr-test-agent"].policy).Statement[0].Action == "execute-api:Invoke"
    error_message = "Callers may call and nothing else."
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.this) == 0
    error_message = "GitHub is not trusted unless a pipeline needs it."
  }

  assert {
    condition     = output.api_access_arns == { dtr-test-agent = "arn:aws:iam::111122223333:policy/dtr-test-agent" }
    error_message = "ARNs must be known from the plan."
  }
}

run "lets_one_environment_of_one_repository_deploy" {
  command = plan

  variables {
    boundaries = {
      dtr-boundary-test = { Table = { actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-central-1:111122223333:table/dtr-test"] } }
    }
    pipelines = {
      dtr-deploy-test = {
        description = "Deploys dtr-test."
        repository  = "example/dtr"
        subject     = "environment:test"
        policies = {
          data = {
            MakeRoles = {
              actions    = ["iam:CreateRole"]
              resources  = ["arn:aws:iam::111122223333:role/dtr-test-*"]
              conditions = [{ test = "StringEquals", variable = "iam:PermissionsBoundary", values = ["arn:aws:iam::111122223333:policy/dtr-boundary-test"] }]
            }
          }
        }
      }
    }
  }

  assert {
    condition = jsondecode(aws_iam_role.this["dtr-deploy-test"].assume_role_policy).Statement[0].Condition.StringEquals == {
      "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
      "token.actions.githubusercontent.com:sub" = "repo:example/dtr:environment:test"
    }
    error_message = "One environment of one repository may take on the role, and nobody else."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.pipeline["dtr-deploy-test-data"].policy).Statement[0].Condition.StringEquals["iam:PermissionsBoundary"] == "arn:aws:iam::111122223333:policy/dtr-boundary-test"
    error_message = "Conditions must be in the policy."
  }

  assert {
    condition     = aws_iam_openid_connect_provider.this["github"].client_id_list == toset(["sts.amazonaws.com"])
    error_message = "Tokens must be meant for AWS."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.boundary["dtr-boundary-test"].policy).Statement[0].Action == "dynamodb:GetItem"
    error_message = "The boundary must say what is allowed at most."
  }
}

run "refuses_any_run_of_a_repository_and_wildcards" {
  command = plan

  variables {
    api_access = { all = { description = "All.", execution_arn = "arn:aws:execute-api:eu-central-1:111122223333:abc", routes = ["*"] } }
    boundaries = { all = { All = { actions = ["*"], resources = ["*"] } } }
    pipelines = {
      all = { description = "All.", repository = "example/dtr", subject = "*", policies = { all = { All = { actions = ["s3:*"], resources = ["*"] } } } }
    }
  }

  expect_failures = [
    var.api_access, var.boundaries, var.pipelines,
  ]
}

# The real provider without an account: plans are computed here, policies are the JSON that AWS would get.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.this
  values = { account_id = "111122223333" }
}

variables {
  environment = "test"
  region      = "eu-central-1"
  owner       = "platform"
  cost_center = "agents"
}

run "keeps_the_state_safe" {
  command = plan

  assert {
    condition     = aws_s3_bucket.state.bucket == "dtr-state-test-111122223333"
    error_message = "Each environment of each account has a state of its own."
  }

  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "A broken state must be brought back."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.state.block_public_policy && aws_s3_bucket_public_access_block.state.restrict_public_buckets
    error_message = "States hold secrets and must never be public."
  }

  assert {
    condition     = jsondecode(aws_s3_bucket_policy.state["this"].policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false"
    error_message = "Plain HTTP must be refused."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.state.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "States must be encrypted."
  }

  assert {
    condition     = aws_dynamodb_table.locks.hash_key == "LockID" && aws_dynamodb_table.locks.deletion_protection_enabled
    error_message = "The lock is found by LockID, and cannot be deleted by mistake."
  }

  assert {
    condition     = output.backend == { bucket = "dtr-state-test-111122223333", key = "terraform.tfstate", region = "eu-central-1", dynamodb_table = "dtr-locks-test", encrypt = true, use_lockfile = true }
    error_message = "The backend must be found where it is."
  }

  assert {
    condition     = output.pipeline_role_arns == {}
    error_message = "No pipeline may deploy unless its repository is named."
  }
}

run "lets_pipelines_deploy_within_the_boundary_and_plan_without_changing" {
  command = plan

  variables {
    repository = "example/dtr"
  }

  assert {
    condition = output.pipeline_role_arns == {
      dtr-deploy-test = "arn:aws:iam::111122223333:role/dtr-deploy-test"
      dtr-plan-test   = "arn:aws:iam::111122223333:role/dtr-plan-test"
    }
    error_message = "There is one role to deploy and one to plan."
  }

  assert {
    condition = alltrue(flatten([
      for statements in local.deploy_rights : [
        for statement in statements : [
          for condition in statement.conditions : condition.values == [local.boundary_arn]
          if condition.variable == "iam:PermissionsBoundary"
        ] if contains(statement.actions, "iam:CreateRole") || contains(statement.actions, "iam:PutRolePolicy")
      ]
    ])) && length(local.deploy_rights.roles.BoundRoles.conditions) == 1
    error_message = "Roles can be made and given rights only within the boundary."
  }

  assert {
    condition = length(setintersection(toset(flatten([
      for statements in local.deploy_rights : [for statement in statements : statement.actions]
    ])), ["iam:AttachRolePolicy", "iam:DeleteRolePermissionsBoundary", "iam:CreateUser", "iam:CreateAccessKey", "s3:GetObject", "dynamodb:GetItem"])) == 0
    error_message = "Nothing lets a pipeline out of the boundary, or at what people stored."
  }

  assert {
    condition = alltrue(flatten([
      for statements in local.plan_rights : [
        for statement in statements : [for action in statement.actions : can(regex(":(Get|Describe|List|GET)", action))]
      ]
    ]))
    error_message = "To plan is to read."
  }

  assert {
    condition = alltrue([
      for name, arn in local.arns : strcontains(arn, "dtr-test-") || name == "agentcore"
    ])
    error_message = "Rights must end where the next environment's name begins."
  }

  assert {
    condition     = alltrue([for name in concat(keys(output.pipeline_role_arns), [local.boundary_name, local.state_bucket, local.lock_table]) : !startswith(name, "${local.prefix}-")])
    error_message = "A pipeline must not reach its own role, the boundary or the state by the rights it has on what it deploys."
  }
}

run "leaves_out_only_the_policy_when_emulated" {
  command = plan

  variables {
    emulated = true
  }

  assert {
    condition     = length(aws_s3_bucket_policy.state) == 0
    error_message = "moto would lock out the backend."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.state.block_public_policy && aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "All else must be as in production."
  }
}

run "refuses_names_that_would_cross_and_missing_tags" {
  command = plan

  variables {
    project     = "DTR"
    environment = "state"
    region      = "Frankfurt"
    owner       = ""
    cost_center = ""
    repository  = "dtr"
  }

  expect_failures = [
    var.project, var.environment, var.region, var.owner, var.cost_center, var.repository,
  ]
}

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

override_data {
  target = data.aws_secretsmanager_random_password.cursor_key
  values = { random_password = "abcdefghijklmnopqrstuvwxyz012345" }
}

# What only AWS will say, so that all settings of the functions are known.
override_resource {
  target          = module.work.aws_sqs_queue.this
  override_during = plan
  values          = { url = "https://sqs.eu-central-1.amazonaws.com/111122223333/work" }
}

override_resource {
  target          = module.work.aws_sqs_queue.dead_letter
  override_during = plan
  values          = { url = "https://sqs.eu-central-1.amazonaws.com/111122223333/work-dead" }
}

override_resource {
  target          = module.agentcore.aws_cloudformation_stack.this
  override_during = plan
  values          = { outputs = { CodeInterpreterId = "dtr_test-0123456789", GatewayId = "dtr-test-0123456789" } }
}

variables {
  environment  = "test"
  region       = "eu-central-1"
  zones        = ["eu-central-1a", "eu-central-1b"]
  owner        = "platform"
  cost_center  = "agents"
  runbooks_url = "https://example.com"
  sizes = {
    tool_manager = { memory_mb = 512 }
    validator    = { memory_mb = 1024 }
    executor     = { memory_mb = 2048 }
    worker       = { memory_mb = 512 }
    authorizer   = { memory_mb = 256 }
  }
}

run "gives_what_runs_strange_code_no_rights_and_no_network" {
  command = plan

  assert {
    condition = alltrue([
      for json in [module.executor.policy_json, module.validator.policy_json] :
      toset(flatten([for s in jsondecode(json).Statement : s.Action if s.Effect == "Allow" && s.Sid != "JoinNetwork"])) == toset(["logs:CreateLogStream", "logs:PutLogEvents"])
    ])
    error_message = "Executor and validator may write their own logs and nothing else."
  }

  assert {
    condition = alltrue([
      for json in [module.executor.policy_json, module.validator.policy_json] :
      anytrue([for s in jsondecode(json).Statement : s.Effect == "Deny" && s.Sid == "KeepNetworkFromCode"])
    ])
    error_message = "What Lambda needs to put them into the network must be refused to their code."
  }

  assert {
    condition     = length(module.private_network) == 0 && local.private == null
    error_message = "Without is_private there is no network that costs by the hour."
  }
}

run "gives_the_authorizer_keys_and_audit_alone" {
  command = plan

  assert {
    condition = alltrue([
      for s in jsondecode(module.authorizer.policy_json).Statement :
      can(s.Condition["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]) if anytrue([for action in flatten([s.Action]) : startswith(action, "dynamodb:")])
    ])
    error_message = "The authorizer must not see tools or agents."
  }

  assert {
    condition     = !strcontains(module.authorizer.policy_json, "s3:") && !strcontains(module.authorizer.policy_json, "lambda:InvokeFunction")
    error_message = "The authorizer needs the table alone."
  }
}

run "lets_nobody_change_or_remove_audit_events" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for json in [module.tool_manager.policy_json, module.worker.policy_json, module.authorizer.policy_json] : [
        for s in jsondecode(json).Statement :
        try(s.Condition["ForAllValues:StringNotLike"]["dynamodb:LeadingKeys"], "") == "AUDIT#*"
        if length(setintersection(flatten([s.Action]), ["dynamodb:DeleteItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem"])) > 0
      ]
    ]))
    error_message = "Whoever may change or delete items must be kept from the audit log."
  }
}

run "lets_only_the_worker_remove_objects_and_read_its_queue" {
  command = plan

  assert {
    condition     = strcontains(module.worker.policy_json, "s3:DeleteObject") && !strcontains(module.tool_manager.policy_json, "s3:DeleteObject")
    error_message = "Sweeping is the worker's."
  }

  assert {
    condition     = !strcontains(module.tool_manager.policy_json, "sqs:ReceiveMessage")
    error_message = "The tool manager sends and never receives."
  }
}

run "opens_two_doors_to_the_same_routes" {
  command = plan

  assert {
    condition     = alltrue([for key, route in local.service.routes : (route.opener == "anyone") == contains(["GET /health", "GET /openapi.json", "GET /docs", "GET /docs/{asset}"], key)])
    error_message = "Only health and documentation are open to anyone."
  }

  assert {
    condition     = length(local.service.routes) > 20 && alltrue([for route in local.service.routes : contains(keys(local.functions), route.function)])
    error_message = "Every route must have a function that answers."
  }
}

run "keeps_data_unless_told_otherwise" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret.cursor_key.recovery_window_in_days == 30
    error_message = "A secret that was destroyed must be brought back."
  }

  assert {
    condition     = length(base64decode(nonsensitive(aws_secretsmanager_secret_version.cursor_key.secret_string))) == 32
    error_message = "The key that seals cursors has 32 bytes."
  }

  assert {
    condition     = length(aws_ecr_repository.agent) == 0 && output.agent_repository_url == null
    error_message = "Nothing is made for agents until they are asked for."
  }
}

run "makes_agents_in_two_steps" {
  command = plan

  variables {
    agent = { image_digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
  }

  assert {
    condition     = aws_ecr_repository.agent["this"].image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.agent["this"].name == "dtr-test-agent"
    error_message = "An image that ran must stay what it was."
  }

  assert {
    condition     = strcontains(module.agentcore.template_json, "111122223333.dkr.ecr.eu-central-1.amazonaws.com/dtr-test-agent@sha256:0123456789abcdef")
    error_message = "The runtime runs the image with that digest."
  }
}

run "gives_functions_with_rights_a_network_of_endpoints" {
  command = plan

  variables {
    is_private = true
  }

  assert {
    condition     = length(module.private_network) == 1
    error_message = "With is_private there is a network with endpoints."
  }

  assert {
    condition = alltrue([
      for json in [module.tool_manager.policy_json, module.worker.policy_json, module.authorizer.policy_json] : strcontains(json, "KeepNetworkFromCode")
    ])
    error_message = "Every function with rights must be in it."
  }
}

run "refuses_what_cannot_work" {
  command = plan

  variables {
    environment     = "Test"
    zones           = ["us-east-1a", "us-east-1b"]
    operator_agents = ["somebody"]
    agent           = { image_digest = "latest" }
    runbooks_url    = "https://example.com/"
    agent_limits    = { requests_per_minute = 0 }
    sizes = {
      tool_manager = { memory_mb = 512 }
      validator    = { memory_mb = 256 }
      executor     = { memory_mb = 1024 }
      worker       = { memory_mb = 512, reserved_concurrency = 10 }
      authorizer   = { memory_mb = 256 }
    }
  }

  expect_failures = [
    var.environment, var.zones, var.operator_agents, var.agent, var.runbooks_url, var.agent_limits, var.sizes,
  ]
}

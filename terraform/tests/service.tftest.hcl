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

run "makes_all_of_it" {
  command = plan

  assert {
    condition     = module.table.name == "dtr-test-catalogue"
    error_message = "x"
  }
}

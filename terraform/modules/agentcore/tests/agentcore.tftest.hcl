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
}

run "makes_a_gateway_a_sandbox_without_role_and_a_runtime" {
  command = plan

  variables {
    gateway = {
      description   = "Tools of dtr-test."
      function_arns = ["arn:aws:lambda:eu-central-1:111122223333:function:dtr-test-tool-manager"]
    }
    code_interpreter = { description = "Tools that need a machine." }
    runtime = {
      description = "The agent API."
      image_uri   = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/dtr-test/agent:1.0.0"
      environment = { ENVIRONMENT = "test" }
      policy_statements = {
        AskModel = {
          actions   = ["bedrock:InvokeModel"]
          resources = ["arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-lite-v1:0"]
        }
      }
    }
  }

  assert {
    condition = { for name, resource in jsondecode(output.template_json).Resources : name => resource.Type } == {
      Gateway         = "AWS::BedrockAgentCore::Gateway"
      CodeInterpreter = "AWS::BedrockAgentCore::CodeInterpreterCustom"
      Runtime         = "AWS::BedrockAgentCore::Runtime"
    }
    error_message = "One stack makes all three."
  }

  assert {
    condition     = jsondecode(output.template_json).Resources.CodeInterpreter.Properties.NetworkConfiguration == { NetworkMode = "SANDBOX" }
    error_message = "The code interpreter has no network by default."
  }

  assert {
    condition     = !contains(keys(jsondecode(output.template_json).Resources.CodeInterpreter.Properties), "ExecutionRoleArn")
    error_message = "Code that nobody trusts must have no role."
  }

  assert {
    condition     = jsondecode(output.template_json).Resources.Gateway.Properties.AuthorizerType == "AWS_IAM" && !contains(keys(jsondecode(output.template_json).Resources.Gateway.Properties), "ExceptionLevel")
    error_message = "The gateway asks for signatures and hides what went wrong inside."
  }

  assert {
    condition = [
      jsondecode(output.template_json).Resources.Gateway.Properties.Name,
      jsondecode(output.template_json).Resources.Runtime.Properties.AgentRuntimeName,
      jsondecode(output.template_json).Resources.CodeInterpreter.Properties.Name,
    ] == ["dtr-test", "dtr_test", "dtr_test"]
    error_message = "Gateways take hyphens, the others underscores."
  }

  assert {
    condition     = jsondecode(output.template_json).Resources.Runtime.Properties.LifecycleConfiguration == { IdleRuntimeSessionTimeout = 900, MaxLifetime = 28800 }
    error_message = "Idle sessions end after 15 minutes, all after 8 hours."
  }

  assert {
    condition = alltrue([
      for role in [aws_iam_role.gateway["this"], aws_iam_role.runtime["this"]] : (
        jsondecode(role.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "111122223333" &&
        jsondecode(role.assume_role_policy).Statement[0].Condition.ArnLike["aws:SourceArn"] == "arn:aws:bedrock-agentcore:eu-central-1:111122223333:*"
      )
    ])
    error_message = "AgentCore may take on the roles for this account only."
  }

  assert {
    condition     = jsondecode(aws_iam_role_policy.gateway["this"].policy).Statement[0].Resource == "arn:aws:lambda:eu-central-1:111122223333:function:dtr-test-tool-manager"
    error_message = "The gateway calls its functions and nothing else."
  }

  assert {
    condition = one([
      for s in jsondecode(aws_iam_role_policy.runtime["this"].policy).Statement : s.Resource if s.Sid == "PullImage"
    ]) == "arn:aws:ecr:eu-central-1:111122223333:repository/dtr-test/agent"
    error_message = "The runtime pulls its own image and no other."
  }

  assert {
    condition = one([
      for s in jsondecode(aws_iam_role_policy.runtime["this"].policy).Statement : s.Condition.StringEquals["cloudwatch:namespace"] if s.Sid == "WriteMetrics"
    ]) == "bedrock-agentcore"
    error_message = "The runtime writes metrics of its namespace only."
  }

  assert {
    condition     = contains([for s in jsondecode(aws_iam_role_policy.runtime["this"].policy).Statement : s.Sid], "AskModel")
    error_message = "The caller's statements must be in the policy."
  }

  assert {
    condition = toset(keys(jsondecode(output.template_json).Outputs)) == toset([
      "GatewayId", "GatewayArn", "GatewayUrl", "CodeInterpreterId", "CodeInterpreterArn", "AgentRuntimeId", "AgentRuntimeArn", "AgentRuntimeVersion",
    ])
    error_message = "Ids and addresses must come out of the stack."
  }
}

run "puts_all_into_a_network_and_keeps_the_gateway" {
  command = plan

  variables {
    gateway = {
      description        = "Tools of dtr-test."
      authorizer         = "CUSTOM_JWT"
      discovery_url      = "https://id.example.com/.well-known/openid-configuration"
      allowed_audiences  = ["dtr"]
      is_kept_on_destroy = true
    }
    code_interpreter = {
      description        = "Tools that need a machine."
      network            = "VPC"
      subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
      security_group_ids = ["sg-0123456789abcdef0"]
    }
    runtime = {
      description        = "The agent API."
      image_uri          = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/dtr-test/agent:1.0.0"
      network            = "VPC"
      subnet_ids         = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
      security_group_ids = ["sg-0123456789abcdef0"]
      protocol           = "MCP"
    }
  }

  assert {
    condition     = jsondecode(output.template_json).Resources.CodeInterpreter.Properties.NetworkConfiguration.VpcConfig.SecurityGroups == ["sg-0123456789abcdef0"]
    error_message = "The code interpreter must be in the network."
  }

  assert {
    condition     = length(jsondecode(output.template_json).Resources.Runtime.Properties.NetworkConfiguration.NetworkModeConfig.Subnets) == 2
    error_message = "The runtime must be in the network."
  }

  assert {
    condition     = jsondecode(output.template_json).Resources.Gateway.DeletionPolicy == "Retain"
    error_message = "A gateway that is kept must survive the stack."
  }

  assert {
    condition     = jsondecode(output.template_json).Resources.Gateway.Properties.AuthorizerConfiguration.CustomJWTAuthorizer.AllowedAudience == ["dtr"]
    error_message = "Tokens for others must be refused."
  }

  assert {
    condition     = length(aws_iam_role_policy.gateway) == 0
    error_message = "Without functions the gateway may do nothing."
  }
}

run "leaves_out_only_the_outputs_when_emulated" {
  command = plan

  variables {
    code_interpreter = { description = "Tools that need a machine." }
    emulated         = true
  }

  assert {
    condition     = toset(keys(jsondecode(output.template_json))) == toset(["AWSTemplateFormatVersion", "Description", "Resources"])
    error_message = "moto fails on outputs, and on nothing else of the template."
  }
}

run "refuses_open_gateways_sandboxes_with_internet_and_foreign_images" {
  command = plan

  variables {
    name             = "dtr_test"
    gateway          = { description = "Open.", authorizer = "NONE" }
    code_interpreter = { description = "Open.", network = "PUBLIC" }
    runtime          = { description = "Foreign.", image_uri = "docker.io/library/node:22" }
  }

  expect_failures = [
    var.name, var.gateway, var.code_interpreter, var.runtime,
  ]
}

run "refuses_tokens_for_anyone_networks_without_subnets_and_wildcards" {
  command = plan

  variables {
    gateway          = { description = "Any token.", authorizer = "CUSTOM_JWT", discovery_url = "https://id.example.com/.well-known/openid-configuration" }
    code_interpreter = { description = "No subnets.", network = "VPC" }
    runtime = {
      description       = "Everything."
      image_uri         = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/dtr-test/agent:1.0.0"
      policy_statements = { All = { actions = ["bedrock:*"], resources = ["*"] } }
    }
  }

  expect_failures = [
    var.gateway, var.code_interpreter, var.runtime,
  ]
}

run "refuses_to_make_nothing" {
  command = plan

  expect_failures = [
    aws_cloudformation_stack.this,
  ]
}

locals {
  # Runtimes and code interpreters take no hyphens, gateways no underscores.
  underscored = replace(var.name, "-", "_")

  resources = {
    for name, resource in {
      Gateway         = local.gateway
      CodeInterpreter = local.code_interpreter
      Runtime         = local.runtime
    } : name => resource if resource != null
  }

  values_by_resource = {
    Gateway = {
      GatewayId  = { Ref = "Gateway" }
      GatewayArn = { "Fn::GetAtt" = ["Gateway", "GatewayArn"] }
      GatewayUrl = { "Fn::GetAtt" = ["Gateway", "GatewayUrl"] }
    }
    CodeInterpreter = {
      CodeInterpreterId  = { Ref = "CodeInterpreter" }
      CodeInterpreterArn = { "Fn::GetAtt" = ["CodeInterpreter", "CodeInterpreterArn"] }
    }
    Runtime = {
      AgentRuntimeId      = { Ref = "Runtime" }
      AgentRuntimeArn     = { "Fn::GetAtt" = ["Runtime", "AgentRuntimeArn"] }
      AgentRuntimeVersion = { "Fn::GetAtt" = ["Runtime", "AgentRuntimeVersion"] }
    }
  }

  outputs = merge([for name in keys(local.resources) : { for key, value in local.values_by_resource[name] : key => { Value = value } }]...)

  template = merge(
    {
      AWSTemplateFormatVersion = "2010-09-09"
      Description              = "AgentCore resources of ${var.name}"
      Resources                = local.resources
    },
    # moto fails on outputs that read attributes of resources it does not know.
    var.emulated ? {} : { Outputs = local.outputs },
  )
}

# Provider 5 has no AgentCore resources, and one module cannot hold both: a type it does not know fails even with count = 0.
resource "aws_cloudformation_stack" "this" {
  name               = "${var.name}-agentcore"
  template_body      = jsonencode(local.template)
  on_failure         = "ROLLBACK"
  timeout_in_minutes = 30

  # AgentCore looks into the image and the roles while it creates.
  depends_on = [aws_iam_role_policy.gateway, aws_iam_role_policy.runtime]

  lifecycle {
    precondition {
      condition     = length(local.resources) > 0
      error_message = "Nothing to make: give gateway, code_interpreter or runtime, or leave the module out."
    }
  }
}

# Named as the attributes of the provider's own resources (6.x), so that a later change to those changes no caller.

locals {
  made = try(aws_cloudformation_stack.this.outputs, {})
}

output "gateway_id" {
  description = "Id of the gateway; empty without one, and when emulated."
  value       = try(local.made["GatewayId"], "")
}

output "gateway_arn" {
  description = "ARN of the gateway; empty without one, and when emulated."
  value       = try(local.made["GatewayArn"], "")
}

output "gateway_url" {
  description = "Where MCP clients find the gateway; empty without one, and when emulated."
  value       = try(local.made["GatewayUrl"], "")
}

output "code_interpreter_id" {
  description = "Id of the code interpreter; empty without one, and when emulated."
  value       = try(local.made["CodeInterpreterId"], "")
}

output "code_interpreter_arn" {
  description = "ARN of the code interpreter; empty without one, and when emulated."
  value       = try(local.made["CodeInterpreterArn"], "")
}

output "agent_runtime_id" {
  description = "Id of the runtime; empty without one, and when emulated."
  value       = try(local.made["AgentRuntimeId"], "")
}

output "agent_runtime_arn" {
  description = "ARN of the runtime; empty without one, and when emulated."
  value       = try(local.made["AgentRuntimeArn"], "")
}

output "agent_runtime_version" {
  description = "Version of the runtime; empty without one, and when emulated."
  value       = try(local.made["AgentRuntimeVersion"], "")
}

output "gateway_role_arn" {
  description = "ARN of the role with which the gateway calls tools, known before it exists."
  value       = local.role_arns.gateway
  depends_on  = [aws_iam_role.gateway]
}

output "runtime_role_arn" {
  description = "ARN of the role of agents in the runtime, known before it exists."
  value       = local.role_arns.runtime
  depends_on  = [aws_iam_role.runtime]
}

output "template_json" {
  description = "The CloudFormation template, for cfn-lint."
  value       = jsonencode(local.template)
}

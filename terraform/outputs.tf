output "api_url" {
  description = "Where callers who sign find the service."
  value       = module.iam_door.url
}

output "key_api_url" {
  description = "Where callers with an agent's key find it."
  value       = module.key_door.url
}

output "caller_policy_arns" {
  description = "What to attach to the roles of agents and operators, by its name."
  value       = module.iam.api_access_arns
}

output "function_names" {
  description = "Name of each function, by its package."
  value       = local.functions_by_alarm
}

output "table_name" {
  description = "Name of the table."
  value       = module.table.name
}

output "bucket_name" {
  description = "Name of the bucket."
  value       = module.bucket.name
}

output "queue_url" {
  description = "URL of the worker's queue."
  value       = module.work.url
}

output "dead_letter_queue_url" {
  description = "URL of the queue of messages that were given up: for make redrive."
  value       = module.work.dead_letter_url
}

output "alarm_topic_arn" {
  description = "Where alarms are sent, for other receivers than mail."
  value       = module.cloudwatch.topic_arn
}

output "dashboard_name" {
  description = "Name of the dashboard."
  value       = module.cloudwatch.dashboard_name
}

output "gateway_url" {
  description = "Where MCP clients find the gateway; empty without one."
  value       = module.agentcore.gateway_url
}

output "code_interpreter_id" {
  description = "Id of the code interpreter; empty when emulated."
  value       = module.agentcore.code_interpreter_id
}

output "agent_repository_url" {
  description = "Where the image of the agents is pushed to; null without agents."
  value       = one([for repository in aws_ecr_repository.agent : repository.repository_url])
}

output "agent_runtime_arn" {
  description = "ARN of the runtime; empty without agents."
  value       = module.agentcore.agent_runtime_arn
}

locals {
  iam = "arn:${var.account.partition}:iam::${var.account.id}"
}

output "api_access_arns" {
  description = "ARN of each policy for callers, by name."
  value       = { for name, policy in aws_iam_policy.api_access : name => "${local.iam}:policy/${policy.name}" }
}

output "boundary_arns" {
  description = "ARN of each boundary, by name."
  value       = { for name, policy in aws_iam_policy.boundary : name => "${local.iam}:policy/${policy.name}" }
}

output "pipeline_role_arns" {
  description = "ARN of each pipeline's role, by name."
  value       = { for name, role in aws_iam_role.this : name => "${local.iam}:role/${role.name}" }
}

output "name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "arn" {
  description = "ARN of the function, known before it exists."
  value       = local.arn
}

output "invoke_arn" {
  description = "What an HTTP API integrates with."
  value       = "arn:${var.account.partition}:apigateway:${var.account.region}:lambda:path/2015-03-31/functions/${local.arn}/invocations"
  # The function has to be there before anything points at it.
  depends_on = [aws_lambda_function.this]
}

output "role_name" {
  description = "Name of the role."
  value       = aws_iam_role.this.name
}

output "policy_json" {
  description = "All that the function may do, for checks against what its code calls."
  value       = data.aws_iam_policy_document.rights.json
}

output "log_group_name" {
  description = "Where its logs are."
  value       = aws_cloudwatch_log_group.this.name
}

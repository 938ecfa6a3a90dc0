output "id" {
  description = "Id of the API: the ApiId dimension of its metrics."
  value       = aws_apigatewayv2_api.this.id
}

output "url" {
  description = "Where callers find it."
  value       = aws_apigatewayv2_api.this.api_endpoint
}

output "execution_arn" {
  description = "What the rights of callers are written on: this, then /stage/METHOD/path."
  value       = aws_apigatewayv2_api.this.execution_arn
}

output "log_group_name" {
  description = "Where access logs are."
  value       = aws_cloudwatch_log_group.this.name
}

locals {
  arn = "arn:${var.account.partition}:dynamodb:${var.account.region}:${var.account.id}:table/${aws_dynamodb_table.this.name}"
}

output "name" {
  description = "Name of the table."
  value       = aws_dynamodb_table.this.name
}

output "arn" {
  description = "ARN of the table, known before it exists."
  value       = local.arn
}

output "index_arns" {
  description = "ARN of each index, by its name."
  value       = { for name in var.indexes : name => "${local.arn}/index/${name}" }
}

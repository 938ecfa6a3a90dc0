output "name" {
  description = "Name of the queue."
  value       = aws_sqs_queue.this.name
}

output "url" {
  description = "Where to send."
  value       = aws_sqs_queue.this.url
}

output "arn" {
  description = "ARN of the queue, known before it exists."
  value       = local.arn
  depends_on  = [aws_sqs_queue.this]
}

output "visibility_timeout_seconds" {
  description = "How long a received message stays hidden."
  value       = aws_sqs_queue.this.visibility_timeout_seconds
}

output "dead_letter_name" {
  description = "Name of the dead-letter queue."
  value       = aws_sqs_queue.dead_letter.name
}

output "dead_letter_arn" {
  description = "ARN of the dead-letter queue, known before it exists."
  value       = local.dead_letter_arn
  depends_on  = [aws_sqs_queue.dead_letter]
}

output "dead_letter_url" {
  description = "Where to count, and to redrive from."
  value       = aws_sqs_queue.dead_letter.url
}

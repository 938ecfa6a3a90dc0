output "name" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.bucket
}

output "arn" {
  description = "ARN of the bucket, known before it exists."
  value       = local.arn
  depends_on  = [aws_s3_bucket.this]
}

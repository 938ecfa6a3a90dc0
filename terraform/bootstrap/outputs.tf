output "state_bucket" {
  description = "Bucket of the environment's state."
  value       = aws_s3_bucket.state.bucket
}

output "lock_table" {
  description = "Table of the environment's lock."
  value       = aws_dynamodb_table.locks.name
}

output "backend" {
  description = "What environments/ENV-backend.hcl has to say."
  value = {
    bucket         = aws_s3_bucket.state.bucket
    key            = local.state_key
    region         = var.region
    dynamodb_table = aws_dynamodb_table.locks.name
    encrypt        = true
    use_lockfile   = true
  }
}

output "boundary_arn" {
  description = "Boundary that every role of the environment has to have."
  value       = module.iam.boundary_arns[local.boundary_name]
}

output "pipeline_role_arns" {
  description = "Roles for GitHub: to plan and to deploy."
  value       = module.iam.pipeline_role_arns
}

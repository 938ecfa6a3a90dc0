# The real provider without an account: plans are computed here, policies are the JSON that AWS would get.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

variables {
  account = { id = "111122223333", region = "eu-central-1" }
  name    = "dtr-test-111122223333"
}

run "is_closed_encrypted_and_versioned" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "Nothing of the bucket may be public, by any of the four ways."
  }

  assert {
    condition     = one(aws_s3_bucket_ownership_controls.this.rule).object_ownership == "BucketOwnerEnforced"
    error_message = "Access lists must be off."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "Objects are encrypted with the keys of S3 unless a key is given."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "What was overwritten must come back."
  }

  assert {
    condition = alltrue([
      for s in jsondecode(aws_s3_bucket_policy.this["this"].policy).Statement :
      s.Effect == "Deny" && s.Principal == "*" && toset(s.Resource) == toset(["arn:aws:s3:::dtr-test-111122223333", "arn:aws:s3:::dtr-test-111122223333/*"])
    ])
    error_message = "The policy only refuses, for everyone and everything."
  }

  assert {
    condition = one([
      for s in jsondecode(aws_s3_bucket_policy.this["this"].policy).Statement : s.Condition.Bool["aws:SecureTransport"] if s.Sid == "RefusePlainHttp"
    ]) == "false"
    error_message = "Plain HTTP must be refused."
  }

  assert {
    condition = one([
      for s in jsondecode(aws_s3_bucket_policy.this["this"].policy).Statement : s.Condition.NumericLessThan["s3:TlsVersion"] if s.Sid == "RefuseOldTls"
    ]) == "1.2"
    error_message = "TLS older than 1.2 must be refused."
  }

  assert {
    condition     = !aws_s3_bucket.this.force_destroy
    error_message = "A bucket with objects must survive destroy by default."
  }

  assert {
    condition     = length(aws_s3_bucket_cors_configuration.this) + length(aws_s3_bucket_notification.this) == 0
    error_message = "No page may upload and nobody is told unless asked for."
  }

  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.this.rule) == 1
    error_message = "No object expires unless its prefix is named."
  }
}

run "expires_by_prefix_and_tells_the_queue" {
  command = plan

  variables {
    kms_key_arn    = "arn:aws:kms:eu-central-1:111122223333:key/1234"
    expirations    = { "outputs/" = 31, "answers/" = 2 }
    upload_origins = ["https://app.example.com"]
    notifications = {
      uploads = { queue_arn = "arn:aws:sqs:eu-central-1:111122223333:q", prefix = "uploads/" }
    }
  }

  assert {
    condition = {
      for r in aws_s3_bucket_lifecycle_configuration.this.rule : r.filter[0].prefix => r.expiration[0].days if length(r.expiration) > 0
    } == { "outputs/" = 31, "answers/" = 2 }
    error_message = "Each prefix expires after its own days."
  }

  assert {
    condition = one([
      for r in aws_s3_bucket_lifecycle_configuration.this.rule : r.noncurrent_version_expiration[0].noncurrent_days if r.id == "leftovers"
    ]) == 30
    error_message = "Old versions must go in time."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == "arn:aws:kms:eu-central-1:111122223333:key/1234"
    error_message = "The given key must be used."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "With a key of one's own, calls to KMS must be few."
  }

  assert {
    condition     = one(aws_s3_bucket_cors_configuration.this["this"].cors_rule).allowed_origins == toset(["https://app.example.com"])
    error_message = "Only the given origin may upload."
  }

  assert {
    condition     = aws_s3_bucket_notification.this["this"].queue[0].filter_prefix == "uploads/"
    error_message = "The queue hears of its prefix only."
  }
}

run "leaves_out_only_the_policy_when_emulated" {
  command = plan

  variables {
    emulated = true
  }

  assert {
    condition     = length(aws_s3_bucket_policy.this) == 0
    error_message = "moto would refuse every call."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.this.block_public_policy && aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "All else must be as in production."
  }
}

run "refuses_what_would_delete_or_open_everything" {
  command = plan

  variables {
    name            = "dtr.test"
    kms_key_arn     = "alias/dtr"
    expirations     = { "" = 1 }
    noncurrent_days = 0
    upload_origins  = ["*"]
    notifications   = { all = { queue_arn = "arn:aws:sqs:eu-central-1:111122223333:q", prefix = "" } }
  }

  expect_failures = [
    var.name, var.kms_key_arn, var.expirations, var.noncurrent_days, var.upload_origins, var.notifications,
  ]
}

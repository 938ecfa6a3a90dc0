locals {
  account = {
    id        = data.aws_caller_identity.this.account_id
    region    = var.region
    partition = data.aws_partition.this.partition
  }

  # What the environment makes begins with this; what bootstrap makes does not, or a pipeline could change its own rights.
  prefix        = "${var.project}-${var.environment}"
  state_bucket  = "${var.project}-state-${var.environment}-${local.account.id}"
  lock_table    = "${var.project}-locks-${var.environment}"
  state_key     = "terraform.tfstate"
  boundary_name = "${var.project}-boundary-${var.environment}"
}

# Not modules/s3: only here must the bucket outlive every mistake, and prevent_destroy takes no variable.
resource "aws_s3_bucket" "state" {
  bucket = local.state_bucket

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_ownership_controls" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket                  = aws_s3_bucket.state.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    id     = "old-states"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 365
    }
  }

  depends_on = [aws_s3_bucket_versioning.state]
}

# moto reads this refusal without its condition and would lock out the backend itself.
resource "aws_s3_bucket_policy" "state" {
  for_each = var.emulated ? {} : { this = data.aws_iam_policy_document.tls_only.json }

  bucket     = aws_s3_bucket.state.id
  policy     = each.value
  depends_on = [aws_s3_bucket_public_access_block.state]
}

data "aws_iam_policy_document" "tls_only" {
  statement {
    sid       = "RefusePlainHttp"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:${local.account.partition}:s3:::${local.state_bucket}", "arn:${local.account.partition}:s3:::${local.state_bucket}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

# For older Terraform beside the lock file in the bucket; both at once work.
resource "aws_dynamodb_table" "locks" {
  name                        = local.lock_table
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = true

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }

  lifecycle {
    prevent_destroy = true
  }
}

module "iam" {
  source = "../modules/iam"

  account                 = local.account
  is_github_provider_made = var.is_github_provider_made
  boundaries              = { (local.boundary_name) = local.boundary }

  pipelines = var.repository == null ? {} : {
    "${var.project}-deploy-${var.environment}" = {
      description = "Deploys ${local.prefix}, after approval where GitHub asks for one"
      repository  = var.repository
      subject     = "environment:${var.environment}"
      policies    = merge(local.deploy_rights, { state = local.state_rights })
    }
    "${var.project}-plan-${var.environment}" = {
      description = "Shows on a pull request what ${local.prefix} would become"
      repository  = var.repository
      subject     = "pull_request"
      policies    = merge(local.plan_rights, { state = local.state_reading })
    }
  }
}

locals {
  state_bucket_arn = "arn:${local.account.partition}:s3:::${local.state_bucket}"
  lock_table_arn   = "arn:${local.account.partition}:dynamodb:${var.region}:${local.account.id}:table/${local.lock_table}"

  state_rights = {
    FindState = {
      actions   = ["s3:ListBucket"]
      resources = [local.state_bucket_arn]
    }
    KeepState = {
      actions   = ["s3:GetObject", "s3:PutObject"]
      resources = ["${local.state_bucket_arn}/${local.state_key}"]
    }
    LockState = {
      actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
      resources = ["${local.state_bucket_arn}/${local.state_key}.tflock"]
    }
    LockTable = {
      actions   = ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"]
      resources = [local.lock_table_arn]
    }
  }

  # A plan for a pull request changes nothing and takes no lock.
  state_reading = {
    FindState = local.state_rights.FindState
    ReadState = {
      actions   = ["s3:GetObject"]
      resources = ["${local.state_bucket_arn}/${local.state_key}"]
    }
    ReadDigest = {
      actions   = ["dynamodb:DescribeTable", "dynamodb:GetItem"]
      resources = [local.lock_table_arn]
    }
  }
}

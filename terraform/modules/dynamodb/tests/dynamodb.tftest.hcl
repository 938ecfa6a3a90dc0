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
  name    = "dtr-test"
}

run "is_the_table_that_the_repositories_use" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this.hash_key == "pk" && aws_dynamodb_table.this.range_key == "sk"
    error_message = "Items are found by pk and sk."
  }

  assert {
    condition = toset([for a in aws_dynamodb_table.this.attribute : "${a.name}:${a.type}"]) == toset([
      "pk:S", "sk:S", "gsi1pk:S", "gsi1sk:S", "gsi2pk:S", "gsi2sk:S",
    ])
    error_message = "All keys are text, and nothing else is declared."
  }

  assert {
    condition = { for i in aws_dynamodb_table.this.global_secondary_index : i.name => [i.hash_key, i.range_key] } == {
      gsi1 = ["gsi1pk", "gsi1sk"], gsi2 = ["gsi2pk", "gsi2sk"],
    }
    error_message = "Each index has keys named after it."
  }

  assert {
    condition = alltrue([
      for i in aws_dynamodb_table.this.global_secondary_index : i.projection_type == "INCLUDE" && i.non_key_attributes == toset(["summary"])
    ])
    error_message = "Indexes hold summaries only."
  }

  assert {
    condition     = aws_dynamodb_table.this.ttl[0].enabled && aws_dynamodb_table.this.ttl[0].attribute_name == "expiresAtEpochSeconds"
    error_message = "Expired items must be dropped."
  }

  assert {
    condition     = aws_dynamodb_table.this.point_in_time_recovery[0].enabled
    error_message = "The table must be recoverable to any second."
  }

  assert {
    condition     = aws_dynamodb_table.this.server_side_encryption[0].enabled
    error_message = "The table must be encrypted with a KMS key."
  }

  assert {
    condition     = aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "Protection from deletion is the default."
  }

  assert {
    condition     = aws_dynamodb_table.this.billing_mode == "PAY_PER_REQUEST"
    error_message = "Capacity is on demand."
  }

  assert {
    condition     = output.index_arns["gsi1"] == "arn:aws:dynamodb:eu-central-1:111122223333:table/dtr-test/index/gsi1"
    error_message = "ARNs must be known from the plan."
  }
}

run "takes_a_key_of_ones_own_and_a_ceiling" {
  command = plan

  variables {
    kms_key_arn           = "arn:aws:kms:eu-central-1:111122223333:key/1234"
    maximum_units         = { read = 500, write = 100 }
    is_deletion_protected = false
  }

  assert {
    condition     = aws_dynamodb_table.this.server_side_encryption[0].kms_key_arn == "arn:aws:kms:eu-central-1:111122223333:key/1234"
    error_message = "The given key must be used."
  }

  assert {
    condition     = aws_dynamodb_table.this.on_demand_throughput[0].max_write_request_units == 100
    error_message = "The ceiling must be set."
  }
}

run "leaves_out_only_the_ceiling_when_emulated" {
  command = plan

  variables {
    maximum_units = { read = 500, write = 100 }
    emulated      = true
  }

  assert {
    condition     = length(aws_dynamodb_table.this.on_demand_throughput) == 0
    error_message = "The emulator does not keep the ceiling."
  }

  assert {
    condition     = aws_dynamodb_table.this.point_in_time_recovery[0].enabled && aws_dynamodb_table.this.ttl[0].enabled && aws_dynamodb_table.this.server_side_encryption[0].enabled
    error_message = "All else must be as in production."
  }
}

run "refuses_what_aws_would" {
  command = plan

  variables {
    name                 = "a table"
    indexes              = ["by-owner"]
    projected_attributes = []
    expiry_attribute     = "expires at"
    kms_key_arn          = "alias/dtr"
    maximum_units        = { read = 0, write = 1 }
  }

  expect_failures = [
    var.name, var.indexes, var.projected_attributes, var.expiry_attribute, var.kms_key_arn, var.maximum_units,
  ]
}

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
  account                    = { id = "111122223333", region = "eu-central-1" }
  name                       = "dtr-test-jobs"
  consumer_timeout_seconds   = 60
  visibility_timeout_seconds = 360
}

run "keeps_what_fails_and_is_encrypted" {
  command = plan

  assert {
    condition = jsondecode(aws_sqs_queue_redrive_policy.this.redrive_policy) == {
      deadLetterTargetArn = "arn:aws:sqs:eu-central-1:111122223333:dtr-test-jobs-dead", maxReceiveCount = 5,
    }
    error_message = "After five tries a message goes to the dead-letter queue."
  }

  assert {
    condition = jsondecode(aws_sqs_queue_redrive_allow_policy.this["this"].redrive_allow_policy) == {
      redrivePermission = "byQueue", sourceQueueArns = ["arn:aws:sqs:eu-central-1:111122223333:dtr-test-jobs"],
    }
    error_message = "The dead-letter queue takes from this queue alone."
  }

  assert {
    condition     = aws_sqs_queue.this.sqs_managed_sse_enabled && aws_sqs_queue.dead_letter.sqs_managed_sse_enabled
    error_message = "Both queues must be encrypted."
  }

  assert {
    condition     = aws_sqs_queue.this.visibility_timeout_seconds == 360
    error_message = "A message must stay hidden while it is handled."
  }

  assert {
    condition     = aws_sqs_queue.dead_letter.message_retention_seconds > aws_sqs_queue.this.message_retention_seconds
    error_message = "The dead-letter queue has to keep longer."
  }

  assert {
    condition = alltrue([
      for policy in [aws_sqs_queue_policy.this.policy, aws_sqs_queue_policy.dead_letter.policy] :
      jsondecode(policy).Statement[0].Effect == "Deny" && jsondecode(policy).Statement[0].Condition.Bool["aws:SecureTransport"] == "false"
    ])
    error_message = "Plain HTTP must be refused by both queues."
  }

  assert {
    condition     = length(jsondecode(aws_sqs_queue_policy.this.policy).Statement) == 1
    error_message = "No service may send unless named."
  }

  assert {
    condition     = output.arn == "arn:aws:sqs:eu-central-1:111122223333:dtr-test-jobs"
    error_message = "The ARN must be known from the plan."
  }
}

run "lets_one_bucket_send_and_takes_a_key_of_ones_own" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/1234"
    senders     = { Uploads = { service = "s3.amazonaws.com", source_arn = "arn:aws:s3:::dtr-test-111122223333" } }
  }

  assert {
    condition = one([
      for s in jsondecode(aws_sqs_queue_policy.this.policy).Statement : [s.Principal.Service, s.Action, s.Resource] if s.Sid == "Uploads"
    ]) == ["s3.amazonaws.com", "sqs:SendMessage", "arn:aws:sqs:eu-central-1:111122223333:dtr-test-jobs"]
    error_message = "S3 may send to the queue and nothing else."
  }

  assert {
    condition = one([
      for s in jsondecode(aws_sqs_queue_policy.this.policy).Statement :
      [s.Condition.ArnEquals["aws:SourceArn"], s.Condition.StringEquals["aws:SourceAccount"]] if s.Sid == "Uploads"
    ]) == ["arn:aws:s3:::dtr-test-111122223333", "111122223333"]
    error_message = "Only for that bucket, and only while it is ours."
  }

  assert {
    condition     = aws_sqs_queue.this.kms_master_key_id == "arn:aws:kms:eu-central-1:111122223333:key/1234" && aws_sqs_queue.dead_letter.kms_master_key_id == aws_sqs_queue.this.kms_master_key_id
    error_message = "The given key must be used for both."
  }
}

run "leaves_out_only_the_list_of_sources_when_emulated" {
  command = plan

  variables {
    emulated = true
  }

  assert {
    condition     = length(aws_sqs_queue_redrive_allow_policy.this) == 0
    error_message = "moto does not store it."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue_redrive_policy.this.redrive_policy).maxReceiveCount == 5 && aws_sqs_queue.this.sqs_managed_sse_enabled
    error_message = "All else must be as in production."
  }
}

run "refuses_what_would_lose_or_repeat_messages" {
  command = plan

  variables {
    name                       = "jobs.fifo"
    visibility_timeout_seconds = 59
    maximum_receives           = 1
    retention_seconds          = 1209600
    kms_key_arn                = "alias/dtr"
    senders                    = { Anyone = { service = "*", source_arn = "*" } }
  }

  expect_failures = [
    var.name, var.visibility_timeout_seconds, var.maximum_receives, var.retention_seconds, var.kms_key_arn, var.senders,
  ]
}

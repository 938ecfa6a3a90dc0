locals {
  arn_prefix      = "arn:${var.account.partition}:sqs:${var.account.region}:${var.account.id}"
  arn             = "${local.arn_prefix}:${var.name}"
  dead_letter_arn = "${local.arn_prefix}:${var.name}-dead"
}

resource "aws_sqs_queue" "this" {
  name                       = var.name
  visibility_timeout_seconds = var.visibility_timeout_seconds
  message_retention_seconds  = var.retention_seconds
  receive_wait_time_seconds  = 20
  # The most that provider 5.100 takes. Messages carry ids, not payloads.
  max_message_size        = 262144
  sqs_managed_sse_enabled = var.kms_key_arn == null ? true : null
  kms_master_key_id       = var.kms_key_arn

  lifecycle {
    # Kept by the resource below: inline it would be text, and text differs by its spaces.
    ignore_changes = [redrive_policy]
  }
}

resource "aws_sqs_queue" "dead_letter" {
  name                      = "${var.name}-dead"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = var.kms_key_arn == null ? true : null
  kms_master_key_id         = var.kms_key_arn
}

resource "aws_sqs_queue_redrive_policy" "this" {
  queue_url = aws_sqs_queue.this.id
  redrive_policy = jsonencode({
    deadLetterTargetArn = local.dead_letter_arn
    maxReceiveCount     = var.maximum_receives
  })
  depends_on = [aws_sqs_queue.dead_letter]
}

# moto never stores it, and the provider would wait for it without end.
resource "aws_sqs_queue_redrive_allow_policy" "this" {
  for_each = var.emulated ? {} : { this = local.arn }

  queue_url = aws_sqs_queue.dead_letter.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [each.value]
  })
  depends_on = [aws_sqs_queue.this]
}

resource "aws_sqs_queue_policy" "this" {
  queue_url = aws_sqs_queue.this.id
  policy    = data.aws_iam_policy_document.this.json
  # moto forgets the policy when any other attribute is set after it.
  depends_on = [aws_sqs_queue_redrive_policy.this]
}

resource "aws_sqs_queue_policy" "dead_letter" {
  queue_url  = aws_sqs_queue.dead_letter.id
  policy     = data.aws_iam_policy_document.dead_letter.json
  depends_on = [aws_sqs_queue_redrive_allow_policy.this]
}

data "aws_iam_policy_document" "this" {
  statement {
    sid       = "RefusePlainHttp"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [local.arn]

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

  dynamic "statement" {
    for_each = var.senders

    content {
      sid       = statement.key
      actions   = ["sqs:SendMessage"]
      resources = [local.arn]

      principals {
        type        = "Service"
        identifiers = [statement.value.service]
      }

      condition {
        test     = "ArnEquals"
        variable = "aws:SourceArn"
        values   = [statement.value.source_arn]
      }

      condition {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [var.account.id]
      }
    }
  }
}

data "aws_iam_policy_document" "dead_letter" {
  statement {
    sid       = "RefusePlainHttp"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [local.dead_letter_arn]

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

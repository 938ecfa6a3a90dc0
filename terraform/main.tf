locals {
  account = {
    id        = data.aws_caller_identity.this.account_id
    region    = var.region
    partition = data.aws_partition.this.partition
  }

  # All that is made begins with this: the rights of whoever deploys are written on it.
  prefix       = "${var.project}-${var.environment}"
  boundary_arn = "arn:${local.account.partition}:iam::${local.account.id}:policy/${var.project}-boundary-${var.environment}"

  # Written from the code by make tf-format: routes, keys of the table, headers.
  service = jsondecode(file("${path.module}/service.json"))
  version = jsondecode(file("${path.module}/../package.json")).version
  zips    = "${path.module}/../.build/lambda"
}

module "table" {
  source = "./modules/dynamodb"

  account               = local.account
  name                  = "${local.prefix}-catalogue"
  indexes               = local.service.table.indexes
  projected_attributes  = local.service.table.projectedAttributes
  expiry_attribute      = local.service.table.expiryAttribute
  is_deletion_protected = var.is_kept_on_destroy
  maximum_units         = var.maximum_table_units
  emulated              = var.emulated
}

# Long texts go a day after the rows that name them. Artifacts and policies stay: the worker's sweep looks after the former, and rows and audit
# events name the latter. Verdicts cost next to nothing, and a judgement more when they are gone.
module "bucket" {
  source = "./modules/s3"

  account               = local.account
  name                  = "${local.prefix}-artifacts-${local.account.id}"
  is_emptied_on_destroy = !var.is_kept_on_destroy
  emulated              = var.emulated

  expirations = {
    "answers/"    = 2
    "executions/" = 31
    "jobs/"       = 31
    "outputs/"    = 31
  }
}

# A message holds ids alone. The worker hides it anew while it is at it, so that a visibility timeout of the worker's own time is enough.
module "work" {
  source = "./modules/sqs"

  account                    = local.account
  name                       = "${local.prefix}-work"
  consumer_timeout_seconds   = local.timeouts_seconds.worker
  visibility_timeout_seconds = local.timeouts_seconds.worker
  emulated                   = var.emulated
}

# Sweeps that failed, with the error: the next one sees to what they left, people to why.
module "failed_sweeps" {
  source = "./modules/sqs"

  account                    = local.account
  name                       = "${local.prefix}-failed-sweeps"
  consumer_timeout_seconds   = 30
  visibility_timeout_seconds = 30
  retention_seconds          = 1123200
  emulated                   = var.emulated
}

# Seals the cursors of lists. Made once; a new one (-replace on the version) ends all cursors.
resource "aws_secretsmanager_secret" "cursor_key" {
  name                    = "${local.prefix}-cursor-key"
  description             = "32 bytes in base64 that seal the cursors of lists"
  recovery_window_in_days = var.is_kept_on_destroy ? 30 : 0
}

resource "aws_secretsmanager_secret_version" "cursor_key" {
  secret_id     = aws_secretsmanager_secret.cursor_key.id
  secret_string = base64encode(data.aws_secretsmanager_random_password.cursor_key.random_password)

  lifecycle {
    # The data source gives another one with every plan.
    ignore_changes = [secret_string]
  }
}

# 32 of 62 letters and digits: 190 bits.
data "aws_secretsmanager_random_password" "cursor_key" {
  password_length     = 32
  exclude_punctuation = true
}

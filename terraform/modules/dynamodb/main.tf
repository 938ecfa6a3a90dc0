resource "aws_dynamodb_table" "this" {
  name = var.name
  # The load of agents comes in bursts.
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  range_key                   = "sk"
  deletion_protection_enabled = var.is_deletion_protected

  dynamic "attribute" {
    for_each = setunion(["pk", "sk"], [for name in var.indexes : "${name}pk"], [for name in var.indexes : "${name}sk"])

    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = var.indexes

    content {
      name               = global_secondary_index.value
      hash_key           = "${global_secondary_index.value}pk"
      range_key          = "${global_secondary_index.value}sk"
      projection_type    = "INCLUDE"
      non_key_attributes = var.projected_attributes
    }
  }

  ttl {
    attribute_name = var.expiry_attribute
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }

  dynamic "on_demand_throughput" {
    for_each = var.emulated || var.maximum_units == null ? [] : [var.maximum_units]

    content {
      max_read_request_units  = on_demand_throughput.value.read
      max_write_request_units = on_demand_throughput.value.write
    }
  }
}

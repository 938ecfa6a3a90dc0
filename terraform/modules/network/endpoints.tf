resource "aws_security_group" "functions" {
  name        = "${var.name}-functions"
  description = "Functions: out to the endpoints, if there are any, and nowhere else"
  vpc_id      = aws_vpc.this.id
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "Endpoints: in from the functions"
  vpc_id      = aws_vpc.this.id
}

# Rules between groups have no description: moto loses it, and every later plan would set it again.
resource "aws_vpc_security_group_egress_rule" "interface" {
  for_each = length(var.interface_services) == 0 ? {} : { https = 443 }

  security_group_id            = aws_security_group.functions.id
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = length(var.interface_services) == 0 ? {} : { https = 443 }

  security_group_id            = aws_security_group.endpoints.id
  referenced_security_group_id = aws_security_group.functions.id
  ip_protocol                  = "tcp"
  from_port                    = each.value
  to_port                      = each.value
}

resource "aws_vpc_security_group_egress_rule" "gateway" {
  for_each = aws_vpc_endpoint.gateway

  security_group_id = aws_security_group.functions.id
  prefix_list_id    = each.value.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "interface" {
  for_each = var.interface_services

  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${var.account.region}.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = values(aws_subnet.this)[*].id
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
  policy              = data.aws_iam_policy_document.own_account.json

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

resource "aws_vpc_endpoint" "gateway" {
  for_each = var.gateway_services

  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.account.region}.${each.key}"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.this.id]
  policy            = each.key == "s3" ? data.aws_iam_policy_document.own_account_and_images.json : data.aws_iam_policy_document.own_account.json

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

# What may be done is written on the roles. The endpoints add that only this account's principals pass, so that
# stolen keys of another account do not turn them into a way out.
data "aws_iam_policy_document" "own_account" {
  statement {
    sid       = "OwnAccountOnly"
    actions   = ["*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [var.account.id]
    }
  }
}

# Layers of container images come from a bucket of AWS, by URLs that AWS signed.
data "aws_iam_policy_document" "own_account_and_images" {
  source_policy_documents = [data.aws_iam_policy_document.own_account.json]

  statement {
    sid       = "ImageLayers"
    actions   = ["s3:GetObject"]
    resources = ["arn:${var.account.partition}:s3:::prod-${var.account.region}-starport-layer-bucket/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

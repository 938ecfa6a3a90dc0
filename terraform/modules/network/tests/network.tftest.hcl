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
  zones   = ["eu-central-1a", "eu-central-1b"]
}

run "has_no_way_out_and_no_names_without_endpoints" {
  command = plan

  assert {
    condition     = !aws_vpc.this.enable_dns_support && !aws_vpc.this.enable_dns_hostnames
    error_message = "Without endpoints there must be no resolver, which no security group holds back."
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.interface) == 0 && length(var.gateway_services) == 0
    error_message = "Without endpoints nothing may be let out."
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) + length(aws_vpc_endpoint.gateway) == 0
    error_message = "There are no endpoints unless asked for."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.this : zone => subnet.cidr_block } == { eu-central-1a = "10.64.0.0/24", eu-central-1b = "10.64.1.0/24" }
    error_message = "Each zone has a sixteenth of the addresses."
  }

  assert {
    condition     = alltrue([for subnet in aws_subnet.this : !subnet.map_public_ip_on_launch])
    error_message = "Nothing gets a public address."
  }

  assert {
    condition     = aws_flow_log.this.traffic_type == "REJECT" && aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Refused connections must be on record, and not for ever."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "111122223333"
    error_message = "Only flow logs of this account may use the role."
  }
}

run "lets_functions_out_to_the_endpoints_only" {
  command = plan

  variables {
    interface_services = ["sqs", "bedrock-agentcore"]
    gateway_services   = ["s3", "dynamodb"]
  }

  assert {
    condition = toset([for endpoint in aws_vpc_endpoint.interface : endpoint.service_name]) == toset([
      "com.amazonaws.eu-central-1.sqs", "com.amazonaws.eu-central-1.bedrock-agentcore",
    ])
    error_message = "Each service has its endpoint."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled]) && aws_vpc.this.enable_dns_support
    error_message = "The names of the services must lead to the endpoints."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.gateway : endpoint.vpc_endpoint_type == "Gateway"])
    error_message = "S3 and DynamoDB have gateway endpoints, which cost nothing."
  }

  assert {
    condition = alltrue([
      for endpoint in concat(values(aws_vpc_endpoint.interface), values(aws_vpc_endpoint.gateway)) :
      jsondecode(endpoint.policy).Statement[0].Condition.StringEquals["aws:PrincipalAccount"] == "111122223333"
    ])
    error_message = "Keys of other accounts must not pass."
  }

  assert {
    condition = [
      for s in jsondecode(aws_vpc_endpoint.gateway["s3"].policy).Statement : s.Resource if s.Sid == "ImageLayers"
    ] == ["arn:aws:s3:::prod-eu-central-1-starport-layer-bucket/*"]
    error_message = "Container images must be fetched, from the bucket of AWS and no other."
  }

  assert {
    condition = alltrue([
      for rule in [aws_vpc_security_group_egress_rule.interface["https"], aws_vpc_security_group_ingress_rule.this["https"]] :
      rule.from_port == 443 && rule.to_port == 443 && rule.ip_protocol == "tcp" && rule.cidr_ipv4 == null
    ])
    error_message = "Only HTTPS between functions and endpoints, and to no range of addresses."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_egress_rule.gateway : rule.from_port == 443 && rule.cidr_ipv4 == null])
    error_message = "Only HTTPS to S3 and DynamoDB."
  }
}

run "refuses_one_zone_and_paid_endpoints_for_free_ones" {
  command = plan

  variables {
    name               = "dtr_test"
    cidr_block         = "10.0.0.0/8"
    zones              = ["eu-central-1a"]
    interface_services = ["s3"]
    gateway_services   = ["sqs"]
    log_retention_days = 2
  }

  expect_failures = [
    var.name, var.cidr_block, var.zones, var.interface_services, var.gateway_services, var.log_retention_days,
  ]
}

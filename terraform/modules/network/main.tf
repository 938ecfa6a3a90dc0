locals {
  has_endpoints = length(var.interface_services) + length(var.gateway_services) > 0
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr_block
  # Security groups do not hold back the resolver of AWS, and names alone can carry data out: without endpoints there is nothing to look up.
  enable_dns_support   = local.has_endpoints
  enable_dns_hostnames = local.has_endpoints

  tags = {
    Name = var.name
  }
}

resource "aws_subnet" "this" {
  for_each = { for index, zone in var.zones : zone => cidrsubnet(var.cidr_block, 4, index) }

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

# No gateway to the internet and no route to one: traffic stays inside, or goes to the endpoints.
resource "aws_route_table" "this" {
  vpc_id = aws_vpc.this.id

  tags = {
    Name = var.name
  }
}

resource "aws_route_table_association" "this" {
  for_each = aws_subnet.this

  subnet_id      = each.value.id
  route_table_id = aws_route_table.this.id
}

# AWS gives every network a group that lets its members talk; taken over without rules, it lets nobody.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}

output "vpc_id" {
  description = "Id of the network."
  value       = aws_vpc.this.id
}

output "subnet_ids" {
  description = "Ids of the subnets, in the order of zones."
  value       = [for zone in var.zones : aws_subnet.this[zone].id]
}

output "security_group_id" {
  description = "Id of the group for functions: out to the endpoints and nowhere else."
  value       = aws_security_group.functions.id
}

output "log_group_name" {
  description = "Where refused connections are on record."
  value       = aws_cloudwatch_log_group.this.name
}

output "topic_arn" {
  description = "Where alarms are sent, for other receivers than mail."
  value       = local.topic_arn
  depends_on  = [aws_sns_topic_policy.this]
}

output "alarm_names" {
  description = "Name of each alarm, by its short name."
  value       = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.alarm_name }
}

output "dashboard_name" {
  description = "Name of the dashboard."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}

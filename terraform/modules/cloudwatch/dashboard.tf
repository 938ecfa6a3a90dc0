locals {
  alarm_widget = {
    type   = "alarm"
    x      = 0
    y      = 0
    width  = 24
    height = 3
    properties = {
      title  = "Alarms"
      alarms = [for name in sort(keys(var.alarms)) : "arn:${var.account.partition}:cloudwatch:${var.account.region}:${var.account.id}:alarm:${var.name}-${name}"]
    }
  }

  chart_widgets = [
    for index, chart in var.charts : {
      type   = "metric"
      x      = index % 2 * 12
      y      = 3 + floor(index / 2) * 6
      width  = 12
      height = 6
      properties = {
        title  = chart.title
        region = var.account.region
        view   = "timeSeries"
        stat   = chart.statistic
        period = 60
        metrics = [
          for metric in chart.metrics : concat(
            [metric.namespace, metric.name],
            flatten([for name, value in metric.dimensions : [name, value]]),
            [{ label = metric.label == "" ? metric.name : metric.label }],
          )
        ]
      }
    }
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = concat([local.alarm_widget], local.chart_widgets) })
}

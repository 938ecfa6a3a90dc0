resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  description   = var.description
  protocol_type = "HTTP"

  # Preflights are answered by the API itself, before any authorization.
  dynamic "cors_configuration" {
    for_each = length(var.allowed_origins) == 0 ? [] : [var.cors_headers]

    content {
      allow_origins     = var.allowed_origins
      allow_methods     = toset([for key in keys(var.routes) : split(" ", key)[0]])
      allow_headers     = cors_configuration.value.request
      expose_headers    = cors_configuration.value.response
      max_age           = 600
      allow_credentials = false
    }
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.functions

  api_id                 = aws_apigatewayv2_api.this.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = each.value.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = var.timeout_ms
}

resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.this[each.value.function].id}"
  authorization_type = each.value.authorization
  authorizer_id      = each.value.authorization == "CUSTOM" ? aws_apigatewayv2_authorizer.this["this"].id : null
}

resource "aws_apigatewayv2_authorizer" "this" {
  for_each = var.authorizer == null ? {} : { this = var.authorizer }

  api_id                            = aws_apigatewayv2_api.this.id
  name                              = each.value.name
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = each.value.invoke_arn
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  authorizer_result_ttl_in_seconds  = each.value.ttl_seconds
  identity_sources                  = each.value.identity_sources
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true

  access_log_settings {
    destination_arn = "arn:${var.account.partition}:logs:${var.account.region}:${var.account.id}:log-group:${aws_cloudwatch_log_group.this.name}"
    format          = jsonencode(local.access_log)
  }

  default_route_settings {
    throttling_rate_limit    = var.throttle.rate_per_second
    throttling_burst_limit   = var.throttle.burst
    detailed_metrics_enabled = true
  }

  dynamic "route_settings" {
    for_each = { for key, route in var.routes : key => route.throttle if route.throttle != null }

    content {
      route_key                = route_settings.key
      throttling_rate_limit    = route_settings.value.rate_per_second
      throttling_burst_limit   = route_settings.value.burst
      detailed_metrics_enabled = true
    }
  }

  # Settings of a route that does not exist yet are refused.
  depends_on = [aws_apigatewayv2_route.this]
}

resource "aws_lambda_permission" "route" {
  for_each = var.functions

  statement_id  = "Api-${var.name}"
  action        = "lambda:InvokeFunction"
  function_name = each.value.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}

resource "aws_lambda_permission" "authorizer" {
  for_each = aws_apigatewayv2_authorizer.this

  statement_id  = "Api-${var.name}"
  action        = "lambda:InvokeFunction"
  function_name = each.value.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/authorizers/${each.value.id}"
}

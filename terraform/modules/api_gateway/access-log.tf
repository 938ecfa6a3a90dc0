locals {
  # Who, what, how it went and how long it took; no query, no header, no body.
  access_log = {
    requestId        = "$context.requestId"
    at               = "$context.requestTimeEpoch"
    routeKey         = "$context.routeKey"
    path             = "$context.path"
    status           = "$context.status"
    sourceIp         = "$context.identity.sourceIp"
    userArn          = "$context.identity.userArn"
    agentId          = "$context.authorizer.agentId"
    responseBytes    = "$context.responseLength"
    latencyMs        = "$context.responseLatency"
    functionMs       = "$context.integrationLatency"
    integrationError = "$context.integrationErrorMessage"
    authorizerError  = "$context.authorizer.error"
    error            = "$context.error.message"
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/apigateway/${var.name}"
  retention_in_days = var.log_retention_days
}

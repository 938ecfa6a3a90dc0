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
  account     = { id = "111122223333", region = "eu-central-1" }
  name        = "dtr-test"
  description = "Tools for agents."
  functions = {
    tool-manager = {
      name       = "dtr-test-tool-manager"
      invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:dtr-test-tool-manager/invocations"
    }
  }
  routes = {
    "GET /tools"                   = { function = "tool-manager", authorization = "AWS_IAM" }
    "POST /tools/{toolId}/execute" = { function = "tool-manager", authorization = "AWS_IAM", throttle = { rate_per_second = 10, burst = 20 } }
    "GET /health"                  = { function = "tool-manager", authorization = "NONE" }
  }
}

run "asks_for_signatures_and_holds_callers_to_rates" {
  command = plan

  assert {
    condition = { for key, route in aws_apigatewayv2_route.this : key => route.authorization_type } == {
      "GET /tools" = "AWS_IAM", "POST /tools/{toolId}/execute" = "AWS_IAM", "GET /health" = "NONE",
    }
    error_message = "Each route has the authorization it was given."
  }

  assert {
    condition     = alltrue([for key, route in aws_apigatewayv2_route.this : route.route_key == key])
    error_message = "Routes are explicit."
  }

  assert {
    condition     = aws_apigatewayv2_stage.this.default_route_settings[0].throttling_rate_limit == 100 && aws_apigatewayv2_stage.this.default_route_settings[0].throttling_burst_limit == 200
    error_message = "100 requests a second and 200 at once is the default."
  }

  assert {
    condition = [for s in aws_apigatewayv2_stage.this.route_settings : [s.route_key, s.throttling_rate_limit, s.throttling_burst_limit]] == [
      ["POST /tools/{toolId}/execute", 10, 20],
    ]
    error_message = "A route with a throttle of its own keeps to it, and no other does."
  }

  assert {
    condition     = aws_apigatewayv2_integration.this["tool-manager"].payload_format_version == "2.0" && aws_apigatewayv2_integration.this["tool-manager"].timeout_milliseconds == 30000
    error_message = "Functions get payload 2.0 and 30 seconds."
  }

  assert {
    condition = alltrue([
      for field in ["requestId", "routeKey", "status", "sourceIp", "userArn", "integrationError", "latencyMs"] :
      contains(keys(jsondecode(aws_apigatewayv2_stage.this.access_log_settings[0].format)), field)
    ])
    error_message = "The access log must say who called what, how it went and how long it took."
  }

  assert {
    condition     = length(aws_apigatewayv2_stage.this.access_log_settings[0].format) < 3072
    error_message = "The format of the access log must stay under 3 KB."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "Access logs must not be kept for ever."
  }

  assert {
    condition     = length(aws_apigatewayv2_api.this.cors_configuration) == 0 && length(aws_apigatewayv2_authorizer.this) == 0
    error_message = "No page may call and no authorizer is asked unless told so."
  }

  assert {
    condition     = aws_lambda_permission.route["tool-manager"].principal == "apigateway.amazonaws.com" && aws_lambda_permission.route["tool-manager"].action == "lambda:InvokeFunction"
    error_message = "The API must be let into its function."
  }
}

run "asks_the_authorizer_about_every_route_apart" {
  command = plan

  variables {
    routes = {
      "GET /tools"  = { function = "tool-manager", authorization = "CUSTOM" }
      "POST /tools" = { function = "tool-manager", authorization = "CUSTOM" }
      "GET /health" = { function = "tool-manager", authorization = "NONE" }
    }
    authorizer = {
      name       = "dtr-test-authorizer"
      invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:dtr-test-authorizer/invocations"
    }
    allowed_origins = ["https://app.example.com"]
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.this["this"].authorizer_type == "REQUEST" && aws_apigatewayv2_authorizer.this["this"].authorizer_payload_format_version == "2.0"
    error_message = "The authorizer reads the whole request, in payload 2.0."
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.this["this"].enable_simple_responses
    error_message = "The authorizer answers yes or no, not with a policy."
  }

  assert {
    condition     = contains(aws_apigatewayv2_authorizer.this["this"].identity_sources, "$context.routeKey")
    error_message = "Leave for one route must not open another."
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.this["this"].authorizer_result_ttl_in_seconds == 60
    error_message = "A revoked key works for a minute at most."
  }

  assert {
    condition     = toset([for key, route in aws_apigatewayv2_route.this : key if route.authorization_type == "CUSTOM"]) == toset(["GET /tools", "POST /tools"])
    error_message = "The authorizer decides about its routes."
  }

  assert {
    condition     = aws_lambda_permission.authorizer["this"].function_name == "dtr-test-authorizer"
    error_message = "The API must be let into the authorizer."
  }

  assert {
    condition = alltrue([
      aws_apigatewayv2_api.this.cors_configuration[0].allow_origins == toset(["https://app.example.com"]),
      aws_apigatewayv2_api.this.cors_configuration[0].allow_methods == toset(["GET", "POST"]),
      contains(aws_apigatewayv2_api.this.cors_configuration[0].allow_headers, "if-match"),
      contains(aws_apigatewayv2_api.this.cors_configuration[0].expose_headers, "etag"),
      !aws_apigatewayv2_api.this.cors_configuration[0].allow_credentials,
    ])
    error_message = "Only the given origin may call, with the methods there are, and without cookies."
  }
}

run "refuses_routes_that_catch_all_and_pages_from_anywhere" {
  command = plan

  variables {
    name            = "dtr test"
    routes          = { "ANY /tools" = { function = "tool-manager", authorization = "AWS_IAM" } }
    timeout_ms      = 30001
    allowed_origins = ["*"]
    throttle        = { rate_per_second = 0, burst = 0 }
  }

  expect_failures = [
    var.name, var.routes, var.timeout_ms, var.allowed_origins, var.throttle,
  ]
}

run "refuses_custom_routes_without_authorizer" {
  command = plan

  variables {
    routes             = { "GET /tools" = { function = "tool-manager", authorization = "CUSTOM" } }
    log_retention_days = 2
  }

  expect_failures = [
    var.routes, var.log_retention_days,
  ]
}

run "refuses_routes_that_nobody_answers" {
  command = plan

  variables {
    routes = { "GET /tools" = { function = "absent", authorization = "AWS_IAM" } }
  }

  expect_failures = [
    var.routes,
  ]
}

run "refuses_to_keep_answers_for_all_routes" {
  command = plan

  variables {
    authorizer = { name = "a", invoke_arn = "arn:aws:a", identity_sources = ["$request.header.authorization"] }
  }

  expect_failures = [
    var.authorizer,
  ]
}

run "takes_a_key_from_any_header_when_no_answer_is_kept" {
  command = plan

  variables {
    authorizer = { name = "a", invoke_arn = "arn:aws:apigateway:eu-central-1:lambda:path/a", identity_sources = [], ttl_seconds = 0 }
  }

  assert {
    condition     = aws_apigatewayv2_authorizer.this["this"].authorizer_result_ttl_in_seconds == 0 && try(length(aws_apigatewayv2_authorizer.this["this"].identity_sources), 0) == 0
    error_message = "Without identity sources the authorizer is asked about every request."
  }
}

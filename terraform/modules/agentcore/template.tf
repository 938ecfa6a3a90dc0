locals {
  gateway = var.gateway == null ? null : merge(
    var.gateway.is_kept_on_destroy ? { DeletionPolicy = "Retain", UpdateReplacePolicy = "Retain" } : {},
    {
      Type = "AWS::BedrockAgentCore::Gateway"
      Properties = merge(
        {
          Name           = var.name
          Description    = var.gateway.description
          ProtocolType   = "MCP"
          AuthorizerType = var.gateway.authorizer
          RoleArn        = local.role_arns.gateway
        },
        # Semantic search over the tools; it cannot be added to a gateway later.
        { ProtocolConfiguration = { Mcp = { SearchType = "SEMANTIC" } } },
        var.gateway.authorizer != "CUSTOM_JWT" ? {} : {
          AuthorizerConfiguration = {
            CustomJWTAuthorizer = merge(
              { DiscoveryUrl = var.gateway.discovery_url },
              length(var.gateway.allowed_audiences) == 0 ? {} : { AllowedAudience = var.gateway.allowed_audiences },
              length(var.gateway.allowed_clients) == 0 ? {} : { AllowedClients = var.gateway.allowed_clients },
            )
          }
        },
        # Callers then read what went wrong inside, ARNs included.
        var.gateway.is_debugged ? { ExceptionLevel = "DEBUG" } : {},
      )
    },
  )

  code_interpreter = var.code_interpreter == null ? null : {
    Type = "AWS::BedrockAgentCore::CodeInterpreterCustom"
    Properties = {
      Name        = local.underscored
      Description = var.code_interpreter.description
      NetworkConfiguration = merge(
        { NetworkMode = var.code_interpreter.network },
        var.code_interpreter.network != "VPC" ? {} : {
          VpcConfig = {
            Subnets        = var.code_interpreter.subnet_ids
            SecurityGroups = var.code_interpreter.security_group_ids
          }
        },
      )
    }
  }

  runtime = var.runtime == null ? null : {
    Type = "AWS::BedrockAgentCore::Runtime"
    Properties = merge(
      {
        AgentRuntimeName      = local.underscored
        Description           = var.runtime.description
        AgentRuntimeArtifact  = { ContainerConfiguration = { ContainerUri = var.runtime.image_uri } }
        RoleArn               = local.role_arns.runtime
        ProtocolConfiguration = var.runtime.protocol
        LifecycleConfiguration = {
          IdleRuntimeSessionTimeout = var.runtime.idle_timeout_seconds
          MaxLifetime               = var.runtime.session_limit_seconds
        }
        NetworkConfiguration = merge(
          { NetworkMode = var.runtime.network },
          var.runtime.network != "VPC" ? {} : {
            NetworkModeConfig = {
              Subnets        = var.runtime.subnet_ids
              SecurityGroups = var.runtime.security_group_ids
            }
          },
        )
      },
      length(var.runtime.environment) == 0 ? {} : { EnvironmentVariables = var.runtime.environment },
    )
  }
}

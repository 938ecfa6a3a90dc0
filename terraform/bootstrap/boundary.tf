locals {
  # What any function, agent or flow log of the environment may ever do: the sum of what they all need, and no more.
  boundary = {
    Table = {
      actions   = ["dynamodb:BatchGetItem", "dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:UpdateItem"]
      resources = [local.arns.table, "${local.arns.table}/index/*"]
    }
    Objects = {
      actions   = ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"]
      resources = [local.arns.bucket, "${local.arns.bucket}/*"]
    }
    Queues = {
      actions   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:SendMessage"]
      resources = [local.arns.queue]
    }
    Functions = {
      actions   = ["lambda:InvokeFunction"]
      resources = [local.arns.function]
    }
    Secrets = {
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [local.arns.secret]
    }
    Logs = {
      actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"]
      resources = ["arn:${local.account.partition}:logs:${local.regional}:log-group:*"]
    }
    AgentCore = {
      actions = [
        "bedrock-agentcore:CreateGatewayTarget",
        "bedrock-agentcore:DeleteGatewayTarget",
        "bedrock-agentcore:GetGateway",
        "bedrock-agentcore:GetGatewayTarget",
        "bedrock-agentcore:InvokeAgentRuntime",
        "bedrock-agentcore:InvokeCodeInterpreter",
        "bedrock-agentcore:ListCodeInterpreterSessions",
        "bedrock-agentcore:ListGatewayTargets",
        "bedrock-agentcore:StartCodeInterpreterSession",
        "bedrock-agentcore:StopCodeInterpreterSession",
        "bedrock-agentcore:SynchronizeGatewayTargets",
        "bedrock-agentcore:UpdateGatewayTarget",
      ]
      resources = [local.arns.agentcore, "arn:${local.account.partition}:bedrock-agentcore:${var.region}:aws:code-interpreter/*"]
    }
    Models = {
      actions = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
      resources = [
        "arn:${local.account.partition}:bedrock:*::foundation-model/*",
        "arn:${local.account.partition}:bedrock:${local.regional}:inference-profile/*",
      ]
    }
    Images = {
      actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = [local.arns.image]
    }
    # None of these knows a resource to name.
    Unnamed = {
      actions = [
        "cloudwatch:PutMetricData",
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
        "ecr:GetAuthorizationToken",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
      ]
      resources = ["*"]
    }
  }
}

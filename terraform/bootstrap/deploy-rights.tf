locals {
  regional = "${var.region}:${local.account.id}"

  # All that the environment makes, by its prefix.
  arns = {
    agentcore = "arn:${local.account.partition}:bedrock-agentcore:${local.regional}:*"
    alarm     = "arn:${local.account.partition}:cloudwatch:${local.regional}:alarm:${local.prefix}-*"
    bucket    = "arn:${local.account.partition}:s3:::${local.prefix}-*"
    dashboard = "arn:${local.account.partition}:cloudwatch::${local.account.id}:dashboard/${local.prefix}-*"
    function  = "arn:${local.account.partition}:lambda:${local.regional}:function:${local.prefix}-*"
    image     = "arn:${local.account.partition}:ecr:${local.regional}:repository/${local.prefix}-*"
    policy    = "arn:${local.account.partition}:iam::${local.account.id}:policy/${local.prefix}-*"
    queue     = "arn:${local.account.partition}:sqs:${local.regional}:${local.prefix}-*"
    role      = "arn:${local.account.partition}:iam::${local.account.id}:role/${local.prefix}-*"
    rule      = "arn:${local.account.partition}:events:${local.regional}:rule/${local.prefix}-*"
    secret    = "arn:${local.account.partition}:secretsmanager:${local.regional}:secret:${local.prefix}-*"
    stack     = "arn:${local.account.partition}:cloudformation:${local.regional}:stack/${local.prefix}-*"
    table     = "arn:${local.account.partition}:dynamodb:${local.regional}:table/${local.prefix}-*"
    topic     = "arn:${local.account.partition}:sns:${local.regional}:${local.prefix}-*"
  }

  boundary_arn = "arn:${local.account.partition}:iam::${local.account.id}:policy/${local.boundary_name}"

  # What Terraform calls to make, read, change and unmake each resource. Objects, items and messages are not among
  # it: a pipeline can take down an empty bucket, not read or delete what people put into it.
  deploy_rights = merge(local.watch_rights, {
    data = {
      Tables = {
        actions = [for verb in [
          "CreateTable", "DeleteTable", "DescribeContinuousBackups", "DescribeTable", "DescribeTimeToLive", "ListTagsOfResource",
          "TagResource", "UntagResource", "UpdateContinuousBackups", "UpdateTable", "UpdateTimeToLive",
        ] : "dynamodb:${verb}"]
        resources  = [local.arns.table]
        conditions = []
      }
      # Terraform looks up the key that AWS keeps for DynamoDB, to tell it from one that was set.
      TableKey = {
        actions    = ["kms:DescribeKey"]
        resources  = ["arn:${local.account.partition}:kms:${local.regional}:key/*"]
        conditions = [{ test = "ForAnyValue:StringEquals", variable = "kms:ResourceAliases", values = ["alias/aws/dynamodb"] }]
      }
      Buckets = {
        actions = [for verb in [
          "CreateBucket", "DeleteBucket", "DeleteBucketPolicy", "GetAccelerateConfiguration", "GetBucketAcl", "GetBucketCORS", "GetBucketLocation",
          "GetBucketLogging", "GetBucketNotification", "GetBucketObjectLockConfiguration", "GetBucketOwnershipControls", "GetBucketPolicy",
          "GetBucketPublicAccessBlock", "GetBucketRequestPayment", "GetBucketTagging", "GetBucketVersioning", "GetBucketWebsite",
          "GetEncryptionConfiguration", "GetLifecycleConfiguration", "GetReplicationConfiguration", "ListBucket", "ListBucketVersions",
          "PutBucketCORS", "PutBucketNotification", "PutBucketOwnershipControls", "PutBucketPolicy", "PutBucketPublicAccessBlock",
          "PutBucketTagging", "PutBucketVersioning", "PutEncryptionConfiguration", "PutLifecycleConfiguration",
        ] : "s3:${verb}"]
        resources  = [local.arns.bucket]
        conditions = []
      }
      Queues = {
        actions = [for verb in [
          "CreateQueue", "DeleteQueue", "GetQueueAttributes", "GetQueueUrl", "ListQueueTags", "SetQueueAttributes", "TagQueue", "UntagQueue",
        ] : "sqs:${verb}"]
        resources  = [local.arns.queue]
        conditions = []
      }
      Secrets = {
        actions = [for verb in [
          "CreateSecret", "DeleteSecret", "DescribeSecret", "GetResourcePolicy", "GetSecretValue", "PutSecretValue", "TagResource", "UntagResource", "UpdateSecret",
        ] : "secretsmanager:${verb}"]
        resources  = [local.arns.secret]
        conditions = []
      }
      Images = {
        actions = [for verb in [
          "CreateRepository", "DeleteLifecyclePolicy", "DeleteRepository", "DescribeRepositories", "GetLifecyclePolicy", "ListTagsForResource",
          "PutImageScanningConfiguration", "PutImageTagMutability", "PutLifecyclePolicy", "TagResource", "UntagResource",
        ] : "ecr:${verb}"]
        resources  = [local.arns.image]
        conditions = []
      }
    }
    compute = {
      Functions = {
        actions = [for verb in [
          "AddPermission", "CreateFunction", "DeleteFunction", "DeleteFunctionConcurrency", "DeleteFunctionEventInvokeConfig", "GetFunction",
          "GetFunctionCodeSigningConfig", "GetFunctionConfiguration", "GetFunctionEventInvokeConfig", "GetPolicy", "ListTags", "ListVersionsByFunction",
          "PutFunctionConcurrency", "PutFunctionEventInvokeConfig", "RemovePermission", "TagResource", "UntagResource", "UpdateFunctionCode",
          "UpdateFunctionConfiguration", "UpdateFunctionEventInvokeConfig",
        ] : "lambda:${verb}"]
        resources  = [local.arns.function]
        conditions = []
      }
      # A mapping has no name, but it belongs to a function that has.
      EventSources = {
        actions    = [for verb in ["CreateEventSourceMapping", "DeleteEventSourceMapping", "UpdateEventSourceMapping"] : "lambda:${verb}"]
        resources  = ["*"]
        conditions = [{ test = "ArnLike", variable = "lambda:FunctionArn", values = [local.arns.function] }]
      }
      ReadEventSources = {
        actions    = ["lambda:GetEventSourceMapping", "lambda:ListTags", "lambda:TagResource", "lambda:UntagResource"]
        resources  = ["arn:${local.account.partition}:lambda:${local.regional}:event-source-mapping:*"]
        conditions = []
      }
      Schedules = {
        actions = [for verb in [
          "DeleteRule", "DescribeRule", "DisableRule", "EnableRule", "ListTagsForResource", "ListTargetsByRule", "PutRule", "PutTargets",
          "RemoveTargets", "TagResource", "UntagResource",
        ] : "events:${verb}"]
        resources  = [local.arns.rule]
        conditions = []
      }
      # HTTP APIs have ids, not names, so that this is every API of the region.
      Apis = {
        actions    = [for verb in ["DELETE", "GET", "PATCH", "POST", "PUT", "TagResource", "UntagResource"] : "apigateway:${verb}"]
        resources  = [for path in ["apis", "apis/*", "tags/*"] : "arn:${local.account.partition}:apigateway:${var.region}::/${path}"]
        conditions = []
      }
      Stacks = {
        actions = [for verb in [
          "CreateStack", "DeleteStack", "DescribeStackEvents", "DescribeStackResources", "DescribeStacks", "GetStackPolicy", "GetTemplate",
          "ListStackResources", "TagResource", "UntagResource", "UpdateStack",
        ] : "cloudformation:${verb}"]
        resources  = [local.arns.stack]
        conditions = []
      }
      # CloudFormation acts with the pipeline's rights. AgentCore gives ids too.
      AgentCore = {
        actions = [for verb in [
          "CreateAgentRuntime", "CreateCodeInterpreter", "CreateGateway", "CreateWorkloadIdentity", "DeleteAgentRuntime", "DeleteCodeInterpreter",
          "DeleteGateway", "DeleteWorkloadIdentity", "GetAgentRuntime", "GetCodeInterpreter", "GetGateway", "GetWorkloadIdentity",
          "ListAgentRuntimeVersions", "ListGatewayTargets", "ListTagsForResource", "TagResource", "UntagResource", "UpdateAgentRuntime", "UpdateGateway",
        ] : "bedrock-agentcore:${verb}"]
        resources  = [local.arns.agentcore]
        conditions = []
      }
    }
    roles = {
      # No role without the boundary, and none whose boundary could be taken off: else whoever may make roles may do anything.
      BoundRoles = {
        actions    = [for verb in ["CreateRole", "DeleteRolePolicy", "PutRolePermissionsBoundary", "PutRolePolicy"] : "iam:${verb}"]
        resources  = [local.arns.role]
        conditions = [{ test = "StringEquals", variable = "iam:PermissionsBoundary", values = [local.boundary_arn] }]
      }
      Roles = {
        actions = [for verb in [
          "DeleteRole", "GetRole", "GetRolePolicy", "ListAttachedRolePolicies", "ListInstanceProfilesForRole", "ListRolePolicies", "TagRole",
          "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole", "UpdateRoleDescription",
        ] : "iam:${verb}"]
        resources  = [local.arns.role]
        conditions = []
      }
      HandRolesToServices = {
        actions   = ["iam:PassRole"]
        resources = [local.arns.role]
        conditions = [{
          test     = "StringEquals"
          variable = "iam:PassedToService"
          values   = ["bedrock-agentcore.amazonaws.com", "lambda.amazonaws.com", "vpc-flow-logs.amazonaws.com"]
        }]
      }
      CallerPolicies = {
        actions = [for verb in [
          "CreatePolicy", "CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "GetPolicy", "GetPolicyVersion", "ListPolicyVersions", "TagPolicy", "UntagPolicy",
        ] : "iam:${verb}"]
        resources  = [local.arns.policy]
        conditions = []
      }
      ReadBoundary = {
        actions    = ["iam:GetPolicy", "iam:GetPolicyVersion"]
        resources  = [local.boundary_arn]
        conditions = []
      }
      # AWS makes these once in an account, by the rights of whoever first needs them.
      ServiceRoles = {
        actions   = ["iam:CreateServiceLinkedRole"]
        resources = ["arn:${local.account.partition}:iam::${local.account.id}:role/aws-service-role/*.bedrock-agentcore.amazonaws.com/*"]
        conditions = [{
          test     = "StringEquals"
          variable = "iam:AWSServiceName"
          values   = ["network.bedrock-agentcore.amazonaws.com", "runtime-identity.bedrock-agentcore.amazonaws.com"]
        }]
      }
    }
  })
}

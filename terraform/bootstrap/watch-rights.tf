locals {
  log_groups = [
    for path in ["/aws/lambda/${local.prefix}-*", "/aws/apigateway/${local.prefix}-*", "/aws/vpc/${local.prefix}-*"] :
    "arn:${local.account.partition}:logs:${local.regional}:log-group:${path}"
  ]

  watch_rights = {
    watch = {
      LogGroups = {
        actions = [for verb in [
          "CreateLogGroup", "DeleteLogGroup", "DeleteMetricFilter", "DeleteRetentionPolicy", "DescribeMetricFilters", "ListTagsForResource",
          "PutMetricFilter", "PutRetentionPolicy", "TagResource", "UntagResource",
        ] : "logs:${verb}"]
        resources  = concat(local.log_groups, [for arn in local.log_groups : "${arn}:*"])
        conditions = []
      }
      Alarms = {
        actions = [for verb in [
          "DeleteAlarms", "ListTagsForResource", "PutCompositeAlarm", "PutMetricAlarm", "TagResource", "UntagResource",
        ] : "cloudwatch:${verb}"]
        resources  = [local.arns.alarm]
        conditions = []
      }
      Dashboards = {
        actions    = [for verb in ["DeleteDashboards", "GetDashboard", "PutDashboard"] : "cloudwatch:${verb}"]
        resources  = [local.arns.dashboard]
        conditions = []
      }
      Topics = {
        actions = [for verb in [
          "CreateTopic", "DeleteTopic", "GetSubscriptionAttributes", "GetTopicAttributes", "ListSubscriptionsByTopic", "ListTagsForResource",
          "SetSubscriptionAttributes", "SetTopicAttributes", "Subscribe", "TagResource", "Unsubscribe", "UntagResource",
        ] : "sns:${verb}"]
        resources  = [local.arns.topic]
        conditions = []
      }
      # None of these knows a resource to name. The log deliveries are the access logs of the HTTP APIs.
      Unnamed = {
        actions = [
          "cloudwatch:DescribeAlarms",
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "secretsmanager:GetRandomPassword",
        ]
        resources  = ["*"]
        conditions = []
      }
    }
    network = {
      # Networks have ids, not names, and must be read before they have tags: this is every network of the region.
      Networks = {
        actions = [for verb in [
          "AssociateRouteTable", "AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress", "CreateFlowLogs", "CreateRouteTable",
          "CreateSecurityGroup", "CreateSubnet", "CreateTags", "CreateVpc", "CreateVpcEndpoint", "DeleteFlowLogs", "DeleteRouteTable",
          "DeleteSecurityGroup", "DeleteSubnet", "DeleteTags", "DeleteVpc", "DeleteVpcEndpoints", "DescribeAvailabilityZones", "DescribeFlowLogs",
          "DescribeNetworkAcls", "DescribeNetworkInterfaces", "DescribePrefixLists", "DescribeRouteTables", "DescribeSecurityGroupRules",
          "DescribeSecurityGroups", "DescribeSubnets", "DescribeTags", "DescribeVpcAttribute", "DescribeVpcEndpoints", "DescribeVpcs",
          "DisassociateRouteTable", "ModifySecurityGroupRules", "ModifySubnetAttribute", "ModifyVpcAttribute", "ModifyVpcEndpoint",
          "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress",
        ] : "ec2:${verb}"]
        resources  = ["*"]
        conditions = [{ test = "StringEquals", variable = "aws:RequestedRegion", values = [var.region] }]
      }
    }
  }

  # To plan is to read: the same rights without all that changes anything, and without the values of secrets.
  plan_rights = {
    for policy, statements in local.deploy_rights : policy => {
      for id, statement in statements : id => merge(statement, {
        actions = [
          for action in statement.actions : action if can(regex(":(Get|Describe|List|GET)", action)) && action != "secretsmanager:GetSecretValue"
        ]
      }) if anytrue([for action in statement.actions : can(regex(":(Get|Describe|List|GET)", action))])
    }
  }
}

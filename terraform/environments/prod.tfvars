environment  = "prod"
region       = "eu-central-1"
zones        = ["eu-central-1a", "eu-central-1b"]
owner        = "platform"
cost_center  = "dynamic-tool-runtime"
runbooks_url = "https://github.com/OWNER/REPOSITORY/blob/main"

log_retention_days       = 90
maximum_workers          = 20
code_interpreter_network = "VPC"

# Set aside, so that neither a flood of executions takes the instances from those who answer, nor the other way. The account needs 100 more
# than these together.
sizes = {
  tool_manager = { memory_mb = 1769, reserved_concurrency = 200 }
  validator    = { memory_mb = 1769, reserved_concurrency = 100 }
  executor     = { memory_mb = 3072, reserved_concurrency = 200 }
  worker       = { memory_mb = 1024, reserved_concurrency = 21 }
  authorizer   = { memory_mb = 512, reserved_concurrency = 100 }
}

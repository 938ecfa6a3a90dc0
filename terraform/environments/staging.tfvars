environment  = "staging"
region       = "eu-central-1"
zones        = ["eu-central-1a", "eu-central-1b"]
owner        = "platform"
cost_center  = "dynamic-tool-runtime"
runbooks_url = "https://github.com/OWNER/REPOSITORY/blob/main"

log_retention_days  = 14
maximum_workers     = 5
maximum_table_units = { read = 2000, write = 1000 }

# As in production, so that what is tried here holds there.
code_interpreter_network = "VPC"

sizes = {
  tool_manager = { memory_mb = 1024 }
  validator    = { memory_mb = 1769 }
  executor     = { memory_mb = 2048 }
  worker       = { memory_mb = 512 }
  authorizer   = { memory_mb = 512 }
}

environment  = "dev"
region       = "eu-central-1"
zones        = ["eu-central-1a", "eu-central-1b"]
owner        = "platform"
cost_center  = "dynamic-tool-runtime"
runbooks_url = "https://github.com/OWNER/REPOSITORY/blob/main"

log_level          = "DEBUG"
log_retention_days = 7
is_kept_on_destroy = false

# A page on one's own machine.
allowed_origins = ["http://localhost:3000"]

throttle            = { rate_per_second = 20, burst = 40 }
maximum_workers     = 2
maximum_table_units = { read = 500, write = 200 }

sizes = {
  tool_manager = { memory_mb = 512 }
  validator    = { memory_mb = 1024 }
  executor     = { memory_mb = 2048 }
  worker       = { memory_mb = 512 }
  authorizer   = { memory_mb = 256 }
}

# For make tf-emulate alone.
environment  = "emulated"
region       = "us-east-1"
zones        = ["us-east-1a", "us-east-1b"]
owner        = "platform"
cost_center  = "none"
runbooks_url = "https://example.com"

emulated           = true
max_retries        = 1
is_kept_on_destroy = false
is_private         = true
has_gateway        = true
agent              = {}

sizes = {
  tool_manager = { memory_mb = 512 }
  validator    = { memory_mb = 1024 }
  executor     = { memory_mb = 2048 }
  worker       = { memory_mb = 512, reserved_concurrency = 11 }
  authorizer   = { memory_mb = 256 }
}

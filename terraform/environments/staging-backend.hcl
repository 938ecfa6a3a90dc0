# make bootstrap ENV=staging adds the bucket, whose name has the account's number in it.
# The table is for the lock of older Terraform beside the lock file in the bucket; newer Terraform calls it deprecated.
key            = "terraform.tfstate"
region         = "eu-central-1"
dynamodb_table = "dtr-locks-staging"
encrypt        = true
use_lockfile   = true

import os


def disk_usage(path: str = "/") -> str:
    return os.popen(f"df -h {path}").read()

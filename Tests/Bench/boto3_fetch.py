"""What boto3 needs for 1,485 calls from 16 threads; start and list are not counted.

Usage: boto3_fetch.py ENDPOINT
Prints the seconds.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

WIDTH = 16

iam = boto3.client(
    "iam",
    region_name="us-east-1",
    endpoint_url=sys.argv[1],
    config=Config(max_pool_connections=WIDTH),
)
pages = iam.get_paginator("list_policies").paginate(
    Scope="AWS", PaginationConfig={"PageSize": 1000}
)
policies = [(policy["Arn"], policy["DefaultVersionId"]) for page in pages for policy in page["Policies"]]


def fetch(policy):
    arn, version = policy
    return iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]


start = time.perf_counter()
with ThreadPoolExecutor(WIDTH) as threads:
    documents = list(threads.map(fetch, policies))
print(time.perf_counter() - start)
assert len(documents) == len(policies)

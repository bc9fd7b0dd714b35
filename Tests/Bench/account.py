#!/usr/bin/env python3
"""Writes a made-up account as `aws iam get-account-authorization-details` prints one.

Usage: account.py NAMES COUNT

NAMES is a file with the names of managed policies of AWS's, a line each. The account has COUNT
users and roles: each has some of AWS's policies, inline policies of its own, and some have groups,
policies of the account's and a permissions boundary. The same arguments give the same account.
"""

import json
import random
import sys

ACCOUNT = "123456789012"
SERVICES = ["s3", "ec2", "iam", "kms", "sqs", "logs", "dynamodb", "lambda", "ssm", "glue", "eks"]
VERBS = ["Get*", "List*", "Describe*", "Put*", "Create*", "Delete*", "*", "GetObject", "Decrypt"]
COMMON = ["AmazonSSMManagedInstanceCore", "ReadOnlyAccess", "SecurityAudit", "ViewOnlyAccess"]
GROUPS = 60
OWN_POLICIES = 200


def aws_arn(name):
    return f"arn:aws:iam::aws:policy/{name}"


def own_arn(kind, name):
    return f"arn:aws:iam::{ACCOUNT}:{kind}/{name}"


def document(chance):
    statements = []
    for _ in range(chance.randint(1, 4)):
        service = chance.choice(SERVICES)
        actions = [f"{service}:{chance.choice(VERBS)}" for _ in range(chance.randint(1, 6))]
        statement = {
            "Effect": "Deny" if chance.random() < 0.1 else "Allow",
            "Action": actions,
            "Resource": "*"
            if chance.random() < 0.5
            else [f"arn:aws:{service}:::{chance.randint(0, 999)}/*" for _ in range(2)],
        }
        if chance.random() < 0.3:
            tag = {"aws:ResourceTag/team": str(chance.randint(0, 99))}
            statement["Condition"] = {"StringEquals": tag}
        statements.append(statement)
    return {"Version": "2012-10-17", "Statement": statements}


def inline(chance, most):
    return [
        {"PolicyName": f"inline-{index}", "PolicyDocument": document(chance)}
        for index in range(chance.randint(0, most))
    ]


def attached(chance, names, most):
    chosen = set(chance.sample(names, chance.randint(0, most)))
    # Some stand nearly everywhere, and change often.
    chosen |= {name for name in COMMON if chance.random() < 0.2}
    arns = [aws_arn(name) for name in sorted(chosen)]
    if chance.random() < 0.3:
        arns.append(own_arn("policy", f"own-{chance.randrange(OWN_POLICIES)}"))
    return [{"PolicyName": arn.split("/")[-1], "PolicyArn": arn} for arn in arns]


def principal(chance, names, kind, index):
    name = f"{kind}-{index}"
    made = {
        "Path": "/",
        f"{kind}Name": name,
        f"{kind}Id": f"A{kind.upper()}{index:016}",
        "Arn": own_arn(kind.lower(), name),
        "CreateDate": "2024-01-01T00:00:00+00:00",
        f"{kind}PolicyList": inline(chance, 3),
        "AttachedManagedPolicies": attached(chance, names, 6),
    }
    if kind == "User":
        count = chance.randint(0, 3)
        made["GroupList"] = [f"Group-{group}" for group in chance.sample(range(GROUPS), count)]
    if chance.random() < 0.1:
        made["PermissionsBoundary"] = {
            "PermissionsBoundaryType": "Policy",
            "PermissionsBoundaryArn": aws_arn(chance.choice(names)),
        }
    return made


def account(names, count):
    chance = random.Random(7)
    users = [principal(chance, names, "User", index) for index in range(count // 5)]
    roles = [principal(chance, names, "Role", index) for index in range(count - count // 5)]
    groups = [principal(chance, names, "Group", index) for index in range(GROUPS)]
    policies = [
        {
            "PolicyName": f"own-{index}",
            "Arn": own_arn("policy", f"own-{index}"),
            "DefaultVersionId": "v1",
            "PolicyVersionList": [
                {"Document": document(chance), "VersionId": "v1", "IsDefaultVersion": True}
            ],
        }
        for index in range(OWN_POLICIES)
    ]
    return {
        "UserDetailList": users,
        "GroupDetailList": groups,
        "RoleDetailList": roles,
        "Policies": policies,
    }


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as lines:
        json.dump(account(lines.read().split(), int(sys.argv[2])), sys.stdout, indent=4)

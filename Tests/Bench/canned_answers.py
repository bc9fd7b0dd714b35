"""What IAM would answer, for canned_server.c: real policies, those that moto carries.

Usage: canned_answers.py FILE [--policies COUNT] [--changed COUNT]

`--policies` repeats policies under other names, or leaves some out, until there are as many.
`--changed` gives so many of them, spread over all, one version more and another document.
"""

import argparse
import json
import urllib.parse
from xml.sax.saxutils import escape

from moto.iam.aws_managed_policies import aws_managed_policies_data

PAGE = 1000
CHANGED_AT = "2026-11-20T18:00:00+00:00"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--policies", type=int)
    parser.add_argument("--changed", type=int, default=0)
    options = parser.parse_args()
    policies = load(options.policies)
    for index in range(options.changed):
        change(policies[index * len(policies) // options.changed])
    with open(options.file, "wb") as file:
        for key, body in answers(policies):
            text = body.encode()
            file.write(b"%s\n%d\n%s\n" % (key.encode(), len(text), text))


def load(count):
    data = json.loads(aws_managed_policies_data)
    policies = [
        {
            "name": name,
            "path": policy.get("Path", "/"),
            "version": policy["DefaultVersionId"],
            "created": policy["CreateDate"],
            "updated": policy.get("UpdateDate", policy["CreateDate"]),
            "document": policy["Document"],
        }
        for name, policy in sorted(data.items())
    ]
    for index in range((count or 0) - len(policies)):
        policies.append({**policies[index], "name": policies[index]["name"] + "-Copy"})
    return policies[:count]


def change(policy):
    policy["version"] = f"v{int(policy['version'][1:]) + 1}"
    policy["updated"] = CHANGED_AT
    statement = {"Sid": "Bench", "Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}
    others = policy["document"]["Statement"]
    others = others if isinstance(others, list) else [others]
    policy["document"] = {**policy["document"], "Statement": others + [statement]}


def answers(policies):
    for start in range(0, len(policies), PAGE):
        end = start + PAGE
        marker = f"<Marker>{end}</Marker>" if end < len(policies) else ""
        members = "".join(f"<member>{summary(policy)}</member>" for policy in policies[start:end])
        yield (
            f"ListPolicies {start}" if start else "ListPolicies",
            response(
                "ListPolicies",
                f"<IsTruncated>{str(end < len(policies)).lower()}</IsTruncated>{marker}"
                f"<Policies>{members}</Policies>",
            ),
        )
    for policy in policies:
        document = urllib.parse.quote(json.dumps(policy["document"], indent=2), safe="")
        yield (
            f"GetPolicyVersion {arn(policy)} {policy['version']}",
            response(
                "GetPolicyVersion",
                f"<PolicyVersion><Document>{document}</Document>"
                f"<VersionId>{policy['version']}</VersionId>"
                f"<IsDefaultVersion>true</IsDefaultVersion>"
                f"<CreateDate>{policy['updated']}</CreateDate></PolicyVersion>",
            ),
        )


def arn(policy):
    return f"arn:aws:iam::aws:policy{policy['path']}{policy['name']}"


def summary(policy):
    return (
        f"<PolicyName>{escape(policy['name'])}</PolicyName>"
        f"<PolicyId>ANPAZKAPJZG4AAAAAAAAA</PolicyId><Arn>{escape(arn(policy))}</Arn>"
        f"<Path>{policy['path']}</Path><DefaultVersionId>{policy['version']}</DefaultVersionId>"
        "<AttachmentCount>0</AttachmentCount>"
        "<PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount>"
        "<IsAttachable>true</IsAttachable>"
        f"<CreateDate>{policy['created']}</CreateDate><UpdateDate>{policy['updated']}</UpdateDate>"
    )


def response(action, result):
    return (
        f'<{action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/">'
        f"<{action}Result>{result}</{action}Result><ResponseMetadata>"
        "<RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>"
        f"</{action}Response>"
    )


if __name__ == "__main__":
    main()

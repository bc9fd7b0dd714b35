"""Validates the policies of a folder with another validator, as fast as its interface goes.

Usage: linters.py parliament|cfn-lint FOLDER

All policies go through one process, which loads the rules once.
"""

import json
import logging
import os
import sys


def documents(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name)) as file:
            yield json.load(file)["PolicyVersion"]["Document"]


def parliament(folder):
    from parliament import analyze_policy_string

    def findings(document):
        try:
            return len(analyze_policy_string(json.dumps(document)).findings)
        except Exception:  # It fails on condition keys of types that it does not know.
            return 0

    return sum(findings(document) for document in documents(folder))


def cfn_lint(folder):
    """One template with all of them, because each template loads the rules."""
    from cfnlint.api import lint

    resources = {
        f"Policy{index}": {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {"PolicyDocument": document},
        }
        for index, document in enumerate(documents(folder))
    }
    return len(lint(json.dumps({"Resources": resources}), regions=["us-east-1"]))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    linters = {"parliament": parliament, "cfn-lint": cfn_lint}
    print(linters[sys.argv[1]](sys.argv[2]), "findings")

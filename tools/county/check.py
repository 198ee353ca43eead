#!/usr/bin/env python3
"""Compares what was found and refused with what was planted.

    check.py PLANTED.json ALERTS.json REJECTS.jsonl

Ends with 1 where a planted fault was not found, or anything else was found at `refuse` or `warn`.
"""

import json
import sys
from collections import Counter
from pathlib import Path


def fits(alert, planted):
    if alert["rule"] != planted["rule"]:
        return False
    for key, value in planted.items():
        if key == "lot" and value not in alert.get("lots", []):
            return False
        if key in ("consignment", "vehicle", "party", "site") and alert.get(key) != value:
            return False
        if key == "number" and value not in alert["text"]["zh"]:
            return False
    return True


def main():
    planted = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    alerts = json.loads(Path(sys.argv[2]).read_text("utf-8"))["alerts"]
    rejects = [json.loads(line) for line in Path(sys.argv[3]).read_text("utf-8").splitlines() if line[:1] == "{"]
    by_rule = {}
    for row in planted["findings"]:
        by_rule.setdefault(row["rule"], []).append(row)
    grave = [alert for alert in alerts if alert["severity"] != "info"]
    strange = [a for a in grave if not any(fits(a, row) for row in by_rule.get(a["rule"], []))]
    found = {}
    for alert in grave:
        found.setdefault(alert["rule"], []).append(alert)
    missed = [row for row in planted["findings"] if not any(fits(a, row) for a in found.get(row["rule"], []))]
    refused = {(row["party"], row["id"]): row["#reason"] for row in rejects}
    expected = {(row["party"], row["id"]): row["by"] for row in planted["refused"]}
    missed += [{"refused": key, "by": by} for key, by in expected.items()
               if key not in refused or (by != "model" and by not in refused[key])]
    strange += [{"refused": key, "reason": refused[key]} for key in refused if key not in expected]

    for rule, count in sorted(Counter(row["rule"] for row in planted["findings"]).items()):
        print(f"{rule:28} planted {count:5}  found {sum(1 for a in grave if a['rule'] == rule):5}")
    for by, count in sorted(Counter(expected.values()).items()):
        print(f"refused by {by:17} planted {count:5}  found {sum(1 for k in refused if expected.get(k) == by):5}")
    print(f"{len(alerts)} findings, {len(grave)} at refuse or warn; {len(missed)} planted faults missed, "
          f"{len(strange)} found besides")
    for row in missed[:20]:
        print("missed:", json.dumps(row, ensure_ascii=False))
    for row in strange[:20]:
        print("besides:", json.dumps(row, ensure_ascii=False))
    sys.exit(1 if missed or strange else 0)


if __name__ == "__main__":
    main()

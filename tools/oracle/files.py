"""Writes a world as files: JSON Lines, CSV, CSV as a Chinese Excel saves it, and the answers."""

import csv
import json
import re
from datetime import datetime, timedelta, timezone

import oracle
from model import UNITS
from words import HEADERS, UNITS_ZH, WORDS

LOCAL = timezone(timedelta(hours=8))


def write(folder, world):
    with open(f"{folder}/events.jsonl", "w", encoding="utf-8", newline="") as file:
        for event in world.events:
            file.write(json.dumps(event, ensure_ascii=False) + "\n")
    rows = [row_of(event) for event in world.events]
    with open(f"{folder}/events.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, HEADERS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    with open(f"{folder}/events-zh.csv", "w", encoding="gb18030", newline="") as file:
        table = csv.DictWriter(file, HEADERS, lineterminator="\r\n")
        table.writerow(HEADERS)
        table.writerows(chinese(row) for row in rows)
    names = interesting(world.ledger)
    with open(f"{folder}/answers.json", "w", encoding="utf-8", newline="") as file:
        answers = [json.dumps(oracle.answer(world.ledger, name), ensure_ascii=False,
                              separators=(",", ":")) for name in names]
        file.write("[\n" + ",\n".join(answers) + "\n]\n")
    with open(f"{folder}/demo-lot", "w", encoding="utf-8", newline="") as file:
        file.write(names[0] + "\n")


def row_of(event):
    """An event as a row: lists joined, one output's chemical for all, true as true."""
    row = {name: value for name, value in event.items() if name in HEADERS}
    for name in ("inputs", "goods", "outputs"):
        if name in event:
            row[name] = "|".join(f"{good['lot']}={good['quantity']}" for good in event[name])
    outputs = event.get("outputs", [])
    if outputs:
        row |= outputs[0].get("chemical", {})
        assert all(output.get("chemical") == outputs[0].get("chemical") for output in outputs)
        if len(outputs) == 1:
            row |= {name: outputs[0][name] for name in ("lot", "quantity", "content")
                    if name in outputs[0]}
            del row["outputs"]
    if "partial" in row:
        row["partial"] = "true" if row["partial"] else "false"
    return row


def chinese(row):
    """The row in Chinese words and units, its time local and as Excel shows it."""
    row = dict(row)
    moment = datetime.fromisoformat(row["time"].replace("Z", "+00:00")).astimezone(LOCAL)
    date = f"{moment.year}/{moment.month}/{moment.day}"
    row["time"] = f"{date} {moment.hour}:{moment:%M:%S}"
    for name, words in WORDS.items():
        if name == "partial" and name in row:
            row[name] = words[row[name] == "true"]
        elif name in row:
            row[name] = words[row[name]]
    for name in ("quantity", "content", "loss", "inputs", "outputs", "goods"):
        if name in row:
            row[name] = re.sub(r"(?<=\d )(\w+)(?=\||$)", alias, row[name])
    return row


def alias(match):
    """A Chinese word for a unit; which, where there are several, by where it stands."""
    words = UNITS_ZH[match[1]]
    return words[match.start() % len(words)]


def interesting(ledger, count=30):
    """Lots worth asking about, the one to show first."""
    lots = {name: oracle.answer(ledger, name) for name in ledger.lots}
    size = {name: sum(answer["rows"].values()) for name, answer in lots.items()}

    def best(score, number):
        return sorted(lots, key=lambda name: (-score(name, lots[name]), name))[:number]

    def has(section):
        return lambda name, answer: (answer["rows"][section] > 0) * 1000 - size[name]

    def variety(name, answer):
        sections = sum(1 for rows in answer["rows"].values() if rows)
        origins = min(len(answer["origins"]), 6)
        return sections * 10 + origins * 6 - abs(size[name] - 25)

    chosen = best(variety, 4)
    chosen += best(lambda name, answer: size[name] if size[name] < 150 else 0, 4)
    chosen += best(lambda name, answer: len(answer["origins"]), 1)
    chosen += best(lambda name, answer: sum(map(bool, answer["origins"].values())), 3)
    chosen += best(lambda name, answer: len(answer["lots"]) if size[name] < 150 else 0, 3)
    for section in ("inTransit", "unaccounted", "transformed", "lost"):
        chosen += best(has(section), 2)
    unknown = [name for name, answer in lots.items() if None in answer["origins"].values()]
    chosen += unknown[:2] + [name for name in unknown if any(lots[name]["origins"].values())][:2]
    chosen += [name for name in lots if ledger.lots[name].dimension != "mass"][::60][:4]
    chosen += [name for name in lots if name.endswith("20260105-01")][:2]
    chosen += [name for name, answer in lots.items() if answer["found"]
               and name in answer["origins"] and len(answer["origins"]) > 1][:2]
    chosen += sorted(lots)[::37]
    return list(dict.fromkeys(chosen))[:count]

"""How long reading announcements takes, and that the time grows with the length of the text alone.

    python benchmarks/bulletin_speed.py

Prints the characters, the rows and the seconds for texts of doubling length, once with sentences that repeat (each is
read once) and once with sentences that all differ, and for texts that are all numbers or have no end of a sentence.
"""

from __future__ import annotations

import time

import fraudstats as fs

SENTENCE = (
    "{year}年1-{month}月，全国公安机关共破获电信网络诈骗案件{cases}余起，"
    "抓获犯罪嫌疑人{persons}名，同比分别上升5.{month}%、7%。"
)
HARD = {"digits": "1", "one count after another": "1件", "no end": "甲", "open brackets": "(", "spaces": " "}


def announcement(sentences: int, differing: bool) -> str:
    """So many sentences, all alike or all different."""
    numbers = range(sentences) if differing else [0] * sentences
    return "\n\n".join(
        SENTENCE.format(year=2015 + n % 10, month=2 + n % 10, cases=1000 + n, persons=30_000 + 7 * n) for n in numbers
    )


def reading(text: str) -> tuple[int, float]:
    """How many rows, and in how many seconds of processor time."""
    began = time.process_time()
    rows = len(fs.read_bulletin(text, "2026-01-01"))
    return rows, time.process_time() - began


def report(name: str, text: str) -> None:
    """One line of the table."""
    rows, seconds = reading(text)
    print(f"| {name} | {len(text):,} | {rows:,} | {seconds:.2f} | {1e6 * seconds / max(len(text), 1):.0f} |")


if __name__ == "__main__":
    fs.read_bulletin("5 cases")  # the word lists are read once
    print("| text | characters | rows | seconds | microseconds a character |\n|---|--:|--:|--:|--:|")
    for sentences in (500, 1000, 2000):
        report("alike", announcement(sentences, differing=False))
        report("all different", announcement(sentences, differing=True))
    for name, unit in HARD.items():
        report(name, unit * (4_000 // len(unit)))
        report(name, unit * (8_000 // len(unit)))

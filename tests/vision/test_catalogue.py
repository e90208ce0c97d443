"""The registry is whole or waits: on a fresh interpreter, threads that ask while the groups are being imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from vision.catalogue import catalogue

# Three threads ask when the first one has imported half of the groups, and have half a second before it goes on.
_RACE = """
import importlib.abc, sys, threading, time

answers = []
halfway, asking = threading.Event(), threading.Barrier(4)

class Halfway(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "vision.processors.morphology":
            halfway.set()
            asking.wait()
            time.sleep(0.5)

def ask():
    halfway.wait()
    asking.wait()
    {question}
    answers.append(answer)

sys.meta_path.insert(0, Halfway())
threads = [threading.Thread(target=ask) for _ in range(3)]
for thread in threads:
    thread.start()
import vision.catalogue
vision.catalogue.catalogue()
for thread in threads:
    thread.join()
print(*answers)
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("from vision.catalogue import catalogue; answer = len(catalogue())", str(len(catalogue()))),
        ("from vision.recipe import Recipe; answer = Recipe.parse('low_pass')", "low_pass"),
    ],
)
def test_a_second_thread_waits_for_all_groups(question: str, answer: str) -> None:
    command = [sys.executable, "-c", _RACE.format(question=question)]
    race = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert race.stdout.split() == [answer] * 3, race.stderr

"""A long-lived process that runs cases: one JSON job a line on stdin, one JSON reply a line on stdout.

Run as `python -m proof.worker --framework torch|mindspore`. The first line out says which versions are at work.
"""

import argparse
import importlib
import json
import os
import platform
import sys
import traceback
from dataclasses import dataclass, field

from . import kinds, source
from .compare import compare
from .reasons import reason_for
from .record import Record


@dataclass
class Case:
    """One job: the source, what to do with it, and the file by which PyTorch tells MindSpore what it found."""

    id: str
    code: str
    kind: str
    record: str
    inputs: list = field(default_factory=list)
    options: dict = field(default_factory=dict)


def main():
    """Answers jobs until stdin ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--framework", choices=["torch", "mindspore"], required=True)
    name = parser.parse_args().framework
    jobs, replies = _private_streams()
    os.environ.update(OMP_NUM_THREADS="1", GLOG_v="3")  # read when the framework is imported
    framework = importlib.import_module(f".{name}_framework", __package__).Framework()

    def send(message):
        print(json.dumps(message, allow_nan=False), file=replies, flush=True)

    send({"framework": framework.name, "version": framework.version, "python": platform.python_version()})
    for line in jobs:
        case = Case(**json.loads(line))
        send({"id": case.id, **_answer(case, framework)})


def _private_streams():
    """The protocol's streams; whatever a case reads is empty and whatever it prints goes to stderr."""
    jobs, replies = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return jobs, replies


def _answer(case, framework):
    try:
        if framework.name == "torch":
            kinds.run(case, framework, None).save(case.record)
            return {"verdict": "recorded"}
        expected = Record.load(case.record)
        actual = kinds.run(case, framework, expected)
        tolerance = case.options.get("tolerance", 1e-3 if case.kind == "training" else 1e-4)
        return compare(expected, actual, tolerance, case.options.get("dtypes", True), case.options.get("exclude", ()))
    except kinds.NotComparable as error:
        return {"verdict": "not-run", "reason": error.reason, "detail": str(error)}
    except (Exception, SystemExit) as error:
        text = str(error).partition("\n\n---")[0].strip()  # MindSpore appends its C++ stack
        message = f"{type(error).__name__}: {text}"
        reason = reason_for(message)
        verdict = {"verdict": "not-run", "reason": reason} if reason else {"verdict": "raises"}
        return {**verdict, "detail": message[:1000] + _line(error, case), "recycle": framework.damaged_by_errors}


def _line(error, case):
    """Where in the source of the case an error came from."""
    trace = traceback.walk_tb(error.__traceback__)
    numbers = [number for frame, number in trace if os.path.basename(frame.f_code.co_filename) == source.FILE]
    return f" (line {numbers[-1]}: {case.code.splitlines()[numbers[-1] - 1].strip()})" if numbers else ""


if __name__ == "__main__":
    main()

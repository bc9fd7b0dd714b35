"""Runs programs and says what they cost: time, processor time, memory."""

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

PAIRS = 5


@dataclass
class Cost:
    seconds: float
    cpu: float
    """Of user and system, in seconds."""
    peak: float
    """The most memory at once, in MB."""
    output: str
    errors: str


class Failed(Exception):
    """A program that was to be measured failed, or did something else."""


def run(*arguments, env, input=None, into=None, folder=None):
    """Runs a program to its end; one that fails is an error.

    Long output belongs into a file: the system counts the memory of this process at the moment of
    the start among a program's own.
    """
    opened = open(into, "wb") if into else tempfile.TemporaryFile()
    with opened as output, tempfile.TemporaryFile() as errors:
        with open(input or os.devnull, "rb") as source:
            start = time.perf_counter()
            process = subprocess.Popen(
                arguments, stdin=source, stdout=output, stderr=errors, env=env, cwd=folder
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = ["" if into else read(output), read(errors)]
    if process.returncode != 0:
        raise Failed(f"{' '.join(arguments)} ended with {process.returncode}:\n{texts[1]}")
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(seconds, cpu, usage.ru_maxrss / 1024, *texts)


def read(file):
    file.seek(0)
    return file.read().decode(errors="replace")


def pairs(ours, peer, count=PAIRS):
    """Measures both in turn, so that both meet the same noise; every other time the peer first.

    Gives the medians of ours, of the peer's, and of the ratios of the pairs.
    """
    measured = []
    for index in range(count):
        if index % 2:
            theirs = peer()
            measured.append((ours(), theirs))
        else:
            measured.append((ours(), peer()))
    return (
        statistics.median(mine for mine, _ in measured),
        statistics.median(theirs for _, theirs in measured),
        statistics.median(theirs / mine for mine, theirs in measured),
    )


@contextlib.contextmanager
def one_core():
    """Programs that start inside share one core."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def median(body, count):
    return statistics.median(body() for _ in range(count))


def say(text):
    print(text, file=sys.stderr, flush=True)

"""What the measurements are made on: servers, archives, and the program."""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

from measuring import Failed, run, say

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SERVER_TRIES_MAX = 600
PROBES = 20
NEW_FILE_COST_MAX = 8
REST_SECONDS = 15
REST_TRIES_MAX = 28


class World:
    """A folder of its own, with a home without anybody's settings; all is gone afterwards."""

    def __init__(self, binary):
        self.binary = os.path.abspath(binary)
        self.python = os.environ.get("MAMIP_TEST_PYTHON", sys.executable)
        self.servers = []
        self.has_waited = False

    def __enter__(self):
        build = os.path.join(ROOT, ".build")
        os.makedirs(build, exist_ok=True)
        self.folder = tempfile.mkdtemp(prefix="bench-", dir=build)
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": self.folder,
            "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "no-secret",
            "AWS_REGION": "us-east-1",
            "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
        }
        self.git("config", "--global", "user.name", "Bench")
        self.git("config", "--global", "user.email", "bench@localhost")
        server = self.path("canned_server")
        run("cc", "-O2", "-o", server, os.path.join(HERE, "canned_server.c"), env=self.env)
        return self

    def __exit__(self, *_):
        for server in self.servers:
            server.kill()
            server.wait()
        shutil.rmtree(self.folder)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def git(self, *arguments, **options):
        return run("git", *arguments, env=self.env, **options).output.strip()

    def bot(self, *arguments, endpoint=None):
        env = {**self.env, "AWS_ENDPOINT_URL_IAM": endpoint} if endpoint else self.env
        return run(self.binary, *arguments, env=env)

    def repository(self, name, bare=False):
        """A repository without commits, in the place of an older one."""
        path = self.path(name)
        shutil.rmtree(path, ignore_errors=True)
        self.git("init", "--quiet", "--initial-branch=main", *(["--bare"] if bare else []), path)
        return path

    def copy(self, archive, name):
        """A copy of an archive that git has looked at once, as at every checkout.

        An older copy is moved out of the way: where thousands of files have just been deleted, some
        file systems take long to make new ones.
        """
        path = self.path(name)
        if os.path.exists(path):
            os.rename(path, tempfile.mkdtemp(prefix="old-", dir=self.folder) + "/copy")
        shutil.copytree(archive, path)
        self.git("-C", path, "status", "--porcelain")
        return path

    def rest(self, folder):
        """Waits until it takes no longer to make a file in a folder than it does at rest.

        Where thousands were deleted in the last six minutes, as at the end of an earlier
        measurement, ext4 without a journal looks at all of them for each new one.
        """
        paths = [os.path.join(folder, f".probe-{number}") for number in range(PROBES)]
        for _ in range(REST_TRIES_MAX):
            new = statistics.median(opening_seconds(path, os.O_CREAT) for path in paths)
            known = statistics.median(opening_seconds(path, 0) for path in paths)
            for path in paths:
                os.remove(path)
            if new <= NEW_FILE_COST_MAX * known:
                return
            if not self.has_waited:
                say("waiting until the file system is at rest: new files take long now")
            self.has_waited = True
            time.sleep(REST_SECONDS)
        say("the file system does not come to rest; figures are of its present state")

    def canned(self, *options):
        """A server that gives canned answers as fast as it can."""
        answers = self.path("answers " + " ".join(options))
        program = os.path.join(HERE, "canned_answers.py")
        run(self.python, "-B", program, answers, *options, env=self.env)
        return self.start(self.path("canned_server"), answers)

    def start(self, *arguments):
        server = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=self.env, text=True
        )
        self.servers.append(server)
        return f"http://127.0.0.1:{int(server.stdout.readline())}"

    def moto(self):
        """moto's server with all policies that it carries."""
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        with open(self.path("moto.log"), "w") as log:
            arguments = [self.python, "-m", "moto.server", "-p", str(port)]
            self.servers.append(subprocess.Popen(arguments, stdout=log, stderr=log, env=self.env))
        for _ in range(SERVER_TRIES_MAX):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return f"http://127.0.0.1:{port}"
            except ConnectionRefusedError:
                time.sleep(0.1)
        raise Failed("moto does not start")

    def document(self, name, statements):
        """A policy document in a file of its own."""
        path = self.path(f"{name}.json")
        with open(path, "w") as file:
            json.dump({"Version": "2012-10-17", "Statement": statements}, file)
        return path

    def linters(self):
        """The other validators, each with the reason why it cannot be had, or None."""
        folder = self.path("linters")
        wanted = os.path.join(HERE, "requirements.txt")
        self.linter_python = os.path.join(folder, "bin", "python3")
        missing = None
        try:
            run(self.python, "-m", "venv", folder, env=self.env)
            pip = ("-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
            run(self.linter_python, *pip, "--requirement", wanted, env={**os.environ, **self.env})
        except Failed as failure:
            missing = str(failure).strip().splitlines()[-1]
        return [(name, missing) for name in ("parliament", "cfn-lint")]

    def asked(self, endpoint):
        """What a canned server was asked since the last time."""
        with urllib.request.urlopen(endpoint) as answer:
            return answer.read().decode().splitlines()


def opening_seconds(path, flags):
    """How long it takes to open a file."""
    start = time.perf_counter()
    file = os.open(path, os.O_WRONLY | flags)
    seconds = time.perf_counter() - start
    os.close(file)
    return seconds


def steps(cost):
    """The seconds of each step, as the program tells them with `--verbose`."""
    seconds = {}
    for line in cost.errors.splitlines():
        words = json.loads(line)["message"].split() if line.startswith("{") else []
        if len(words) == 4 and words[1] == "took" and words[3] == "ms":
            seconds[words[0]] = float(words[2]) / 1000
    return seconds


def snapshot(folder):
    """Everything that could tell of a write: names, sizes, times and places of all files."""
    found = {}
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(parent, name)
            status = os.lstat(path)
            found[path] = (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found

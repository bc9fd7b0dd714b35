"""A git server on loopback: `git http-backend` behind a token, with faults on request.

Usage: git_http_server.py --root DIR --log FILE --plan FILE [--token TOKEN]

Prints its port on the first line of standard output and ends when its standard input is closed,
so that no server outlives the test that started it. A line of standard input is answered by a line
as soon as nothing that was asked for is still being done, by clients that have died included. Each request is appended to the log as one
line of JSON. The plan is a JSON list of rules, read anew for every request:

    {"request": "POST /r.git/git-receive-pack", "fault": "status", "value": 500, "times": 1}

`request` is the beginning of the request line, `times` how often the rule applies (0: always).
The methods of `Handler` whose names begin with `fault_` say which faults there are.
"""

import argparse
import base64
import hashlib
import http.client
import http.server
import json
import os
import subprocess
import sys
import threading
import zlib

CHUNK = 1 << 16


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    # The default of 5 drops connections, and a dropped one costs the client a second.
    request_queue_size = 128

    def __init__(self, options):
        super().__init__(("127.0.0.1", 0), Handler)
        self.options = options
        self.lock = threading.Lock()
        self.plan_text = None
        self.rules = []
        self.connections = 0
        self.closed = threading.Condition()

    def process_request(self, request, client_address):
        with self.closed:
            self.connections += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        super().shutdown_request(request)
        with self.closed:
            self.connections -= 1
            self.closed.notify_all()

    def handle_error(self, request, client_address):
        # A client that has died is no error of the server.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def settle(self):
        """Asks itself, for connections are taken in their order."""
        client = http.client.HTTPConnection(*self.server_address)
        client.request("GET", "/settled")
        client.getresponse().read()
        client.close()

    def rule_for(self, request):
        """The first rule that applies to the request, which is counted against it."""
        with self.lock:
            with open(self.options.plan, encoding="utf-8") as file:
                text = file.read()
            if text != self.plan_text:
                self.plan_text = text
                self.rules = [dict(rule, used=0) for rule in json.loads(text)]
            for rule in self.rules:
                times = rule.get("times", 1)
                if request.startswith(rule["request"]) and (times == 0 or rule["used"] < times):
                    rule["used"] += 1
                    return rule
        return None

    def record(self, entry):
        with self.lock, open(self.options.log, "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, format, *arguments):
        pass

    def do_GET(self):
        self.handle_request()

    def do_POST(self):
        self.handle_request()

    def handle_request(self):
        self.body = None
        if self.path == "/settled":
            return self.wait_until_alone()
        self.server.record({
            "request": f"{self.command} {self.path}",
            "headers": {name.lower(): value for name, value in self.headers.items()},
        })
        rule = self.server.rule_for(f"{self.command} {self.path}")
        if rule is None:
            return self.serve()
        return getattr(self, "fault_" + rule["fault"].replace("-", "_"))(rule.get("value"))

    # What is done instead of, or around, an honest answer.

    def fault_status(self, status):
        """Answers with this status and no body."""
        self.read_body()
        self.answer(status, {"Content-Type": "text/plain"}, b"")

    def fault_html(self, status):
        """Answers with a web page, as a captive portal or a proxy does."""
        self.read_body()
        page = b"<!DOCTYPE html>\n<html><body>Sign in to continue</body></html>\n"
        self.answer(status or 200, {"Content-Type": "text/html; charset=utf-8"}, page)

    def fault_text(self, text):
        """Answers with this text under the content type that git expects."""
        self.read_body()
        service = "git-receive-pack" if "receive-pack" in self.path else "git-upload-pack"
        kind = "advertisement" if self.command == "GET" else "result"
        self.answer(200, {"Content-Type": f"application/x-{service}-{kind}"}, text.encode())

    def fault_redirect(self, target):
        """Sends the client elsewhere; `{path}` stands for the path and query asked for."""
        self.read_body()
        location = target.replace("{path}", self.path)
        self.answer(301, {"Location": location}, b"")

    def fault_hang(self, _):
        """Says nothing until the client gives up."""
        self.read_body()
        self.wait_for_the_client_to_leave()

    def fault_stall(self, kept):
        """Serves this many bytes of the answer, then says nothing until the client gives up."""
        self.begin_answer(kept)
        self.wait_for_the_client_to_leave()

    def fault_stop(self, kept):
        """Serves this many bytes of the answer, then closes the connection."""
        self.begin_answer(kept)
        self.close_connection = True

    def begin_answer(self, kept):
        status, headers, body = self.run_backend()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:kept])
        self.wfile.flush()

    def fault_drop_before(self, _):
        """Takes the request and closes the connection; git never sees it."""
        self.read_body()
        self.close_connection = True

    def fault_drop_inside(self, _):
        """Closes the connection in the middle of the request."""
        length = int(self.headers.get("Content-Length", 0))
        self.rfile.read(length // 2)
        self.close_connection = True

    def fault_drop_after(self, _):
        """Lets git do its work, then closes the connection without an answer."""
        self.run_backend()
        self.close_connection = True

    def fault_lose(self, status):
        """Lets git do its work, then answers with this status and no body."""
        self.run_backend()
        self.answer(status, {"Content-Type": "text/html"}, b"")

    def fault_truncate(self, missing):
        """Leaves this many bytes off the end of the answer, which HTTP calls complete."""
        status, headers, body = self.run_backend()
        self.answer(status, headers, body[:-missing])

    def fault_corrupt(self, _):
        """Flips a bit in the middle of the pack and gives it a matching checksum."""
        def damage(pack):
            pack = bytearray(pack[:-20])
            pack[len(pack) // 2] ^= 0x10
            return bytes(pack) + hashlib.sha1(pack).digest()
        self.serve_with_pack(damage)

    def fault_pack(self, path):
        """Sends the pack in this file instead of git's own."""
        with open(path, "rb") as file:
            pack = file.read()
        self.serve_with_pack(lambda _: pack)

    def fault_run(self, command):
        """Runs a command, then serves: what another client did in between."""
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        self.serve()

    def fault_old_protocol(self, _):
        """Serves as a git older than 2.18, which knows no protocol version 2."""
        del self.headers["Git-Protocol"]
        self.serve()

    # The honest answer.

    def serve(self):
        if not self.is_authorised():
            self.read_body()
            return self.answer(401, {"WWW-Authenticate": 'Basic realm="git"'}, b"")
        return self.answer(*self.run_backend())

    def is_authorised(self):
        token = self.server.options.token
        if token is None:
            return True
        kind, _, value = self.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "basic":
            return False
        _, _, password = base64.b64decode(value).decode().partition(":")
        return password == token

    def serve_with_pack(self, change):
        status, headers, body = self.run_backend()
        self.answer(status, headers, replace_pack(body, change))

    def run_backend(self):
        path, _, query = self.path.partition("?")
        body = self.read_body()
        environment = dict(
            os.environ,
            GIT_PROJECT_ROOT=self.server.options.root,
            GIT_HTTP_EXPORT_ALL="1",
            PATH_INFO=path,
            QUERY_STRING=query,
            REQUEST_METHOD=self.command,
            REMOTE_USER="tester",
            REMOTE_ADDR="127.0.0.1",
            CONTENT_TYPE=self.headers.get("Content-Type", ""),
            CONTENT_LENGTH=str(len(body)),
            GIT_PROTOCOL=self.headers.get("Git-Protocol", ""),
        )
        result = subprocess.run(
            ["git", "http-backend"], input=body, env=environment, check=False,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        head, _, body = result.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines() if line)
        status = int(headers.pop("Status", "200").split()[0])
        return status, headers, body

    def read_body(self):
        """The whole body, decoded; it is read once, and then remembered."""
        if self.body is None:
            if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
                body = b"".join(self.chunks())
            else:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Content-Encoding") == "gzip":
                body = zlib.decompress(body, 31)
            self.body = body
        return self.body

    def chunks(self):
        while size := int(self.rfile.readline().split(b";")[0], 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def wait_for_the_client_to_leave(self):
        while self.connection.recv(CHUNK):
            pass
        self.close_connection = True

    def wait_until_alone(self):
        with self.server.closed:
            self.server.closed.wait_for(lambda: self.server.connections == 1)
        self.answer(200, {}, b"")

    def answer(self, status, headers, body):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def replace_pack(body, change):
    """The answer to a fetch, with its pack put through `change`."""
    before, marker, rest = body.partition(b"000dpackfile\n")
    pack = b"".join(data[1:] for data in packets(rest) if data[:1] == b"\x01")
    pack = change(pack)
    framed = [before, marker]
    for start in range(0, len(pack), 65_515):
        part = pack[start:start + 65_515]
        framed.append(b"%04x\x01" % (len(part) + 5) + part)
    return b"".join(framed) + b"0000"


def packets(data):
    position = 0
    while position < len(data):
        length = int(data[position:position + 4], 16)
        if length >= 4:
            yield data[position + 4:position + length]
        position += max(length, 4)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", required=True)
    parser.add_argument("--log", required=True)
    parser.add_argument("--plan", required=True)
    parser.add_argument("--token")
    server = Server(parser.parse_args())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    for _ in sys.stdin:
        server.settle()
        print("settled", flush=True)


if __name__ == "__main__":
    main()

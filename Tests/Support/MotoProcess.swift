import Foundation
import Glibc

/// The Python process of a `MotoServer`, and the commands it takes on its standard input.
final class MotoProcess: @unchecked Sendable {
  // SAFETY: the pipes are used with the lock held; the process is only asked and ended, which
  // Foundation allows from any thread.
  private let lock = NSLock()
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(port: Int, isStrict: Bool) throws {
    let inherited = ProcessInfo.processInfo.environment
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      inherited["MAMIP_TEST_PYTHON"] ?? "python3", "-c", Self.script, String(port),
    ]
    process.environment = inherited.filter { !$0.key.hasPrefix("AWS_") }.merging([
      "INITIAL_NO_AUTH_ACTION_COUNT": isStrict ? "0" : "inf",
      "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
      "PYTHONDONTWRITEBYTECODE": "1",
    ]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// Ends it by a signal that it cannot hold back: it inherits the signals that our thread blocks.
  func end() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Sends one command and gives its answer.
  func ask(_ command: [String: String]) throws -> String {
    try lock.withLock {
      let line = try JSONSerialization.data(withJSONObject: command) + Data("\n".utf8)
      try input.fileHandleForWriting.write(contentsOf: line)
      let answer = try readLine()
      guard answer.hasPrefix("ok ") else { throw MotoError("moto: \(answer)") }
      return String(answer.dropFirst(3))
    }
  }

  private func readLine() throws -> String {
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
      line += byte
      if byte.isEmpty { throw MotoError("moto has ended") }
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Runs moto's server; a second thread takes the commands and ends it all with the input.
  private static let script = #"""
    import datetime, json, os, sys, threading
    from moto.iam.models import AWSManagedPolicy, PolicyVersion, iam_backends
    from moto.server import main

    def backend():
      return iam_backends["123456789012"]["aws"]

    def find(name):
      return next((p for p in backend().managed_policies.values() if p.name == name), None)

    def publish(name, version, document, date, path):
      time = datetime.datetime.fromisoformat(date)
      policy = find(name)
      if policy is None:
        policy = AWSManagedPolicy(
          name, account_id="123456789012", region="us-east-1", default_version_id=version,
          document=document, path=path, create_date=time, update_date=time)
        backend().managed_policies[policy.arn] = policy
        return
      policy.versions = [v for v in policy.versions if v.version_id != version]
      policy.versions.append(PolicyVersion(policy.arn, document, False, version, time))
      policy.update_default_version(version)
      policy.update_date = time

    def remove(name):
      del backend().managed_policies[find(name).arn]

    def names():
      return " ".join(sorted(p.name for p in backend().managed_policies.values()))

    def make_access_key(user, document):
      backend().create_user("us-east-1", user)
      backend().put_user_policy(user, "all", document)
      key = backend().create_access_key(user)
      return f"{key.access_key_id} {key.secret_access_key}"

    def take_commands():
      for line in sys.stdin:
        command = json.loads(line)
        try:
          answer = "ok " + (globals()[command.pop("do")](**command) or "")
        except Exception as error:
          answer = "failed " + repr(error).replace("\n", " ")
        print(answer, flush=True)
      os._exit(0)

    threading.Thread(target=take_commands, daemon=True).start()
    main(["-H", "127.0.0.1", "-p", sys.argv[1]])
    """#
}

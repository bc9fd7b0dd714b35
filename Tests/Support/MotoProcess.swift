import Foundation
import Glibc

/// The Python process of a `MotoServer`, and the commands it takes on its standard input.
final class MotoProcess: @unchecked Sendable {
  // SAFETY: the channel is used with the lock held.
  private let lock = NSLock()
  private let process: ChildProcess
  private let channel: FileHandle

  /// Where it listens, on a port of the system's choice.
  let port: Int

  /// Starts it and returns when it listens.
  init(isStrict: Bool) throws {
    let inherited = ProcessInfo.processInfo.environment
    let theirs: FileHandle
    (channel, theirs) = try ChildProcess.channel()
    process = try ChildProcess(
      ExternalProgram.python.command + ["-c", Self.script],
      environment: inherited.filter { !$0.key.hasPrefix("AWS_") }.merging([
        "INITIAL_NO_AUTH_ACTION_COUNT": isStrict ? "0" : "inf",
        "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
        "PYTHONDONTWRITEBYTECODE": "1",
      ]) { $1 },
      input: theirs, output: theirs, error: nil)
    try theirs.close()
    guard let port = Int(try Self.readLine(of: channel)) else {
      process.send(SIGKILL)
      process.wait()
      throw MotoError("moto does not say where it listens")
    }
    self.port = port
  }

  func end() {
    process.send(SIGKILL)
    process.wait()
  }

  /// Sends one command and gives its answer.
  func ask(_ command: [String: String]) throws -> String {
    try lock.withLock {
      let line = try JSONSerialization.data(withJSONObject: command) + Data("\n".utf8)
      try channel.write(contentsOf: line)
      let answer = try Self.readLine(of: channel)
      guard answer.hasPrefix("ok ") else { throw MotoError("moto: \(answer)") }
      return String(answer.dropFirst(3))
    }
  }

  private static func readLine(of channel: FileHandle) throws -> String {
    var line = Data()
    while let byte = try channel.read(upToCount: 1), byte != Data("\n".utf8) {
      line += byte
      if byte.isEmpty {
        throw MotoError("moto has ended; install it by: python3 -m pip install 'moto[server]'")
      }
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Runs moto's server; a second thread takes the commands and ends it all with the input.
  private static let script = #"""
    import datetime, json, os, sys, threading
    from moto.iam.models import AWSManagedPolicy, PolicyVersion, iam_backends
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

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

    application = DomainDispatcherApplication(create_backend_app)
    server = make_server("127.0.0.1", 0, application, threaded=True)
    os.environ["MOTO_PORT"] = str(server.port)
    print(server.port, flush=True)
    threading.Thread(target=take_commands, daemon=True).start()
    server.serve_forever()
    """#
}

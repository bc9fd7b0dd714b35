import Foundation
import Model
import Programs
import Support
import Testing

@testable import AWS

struct `Credential process` {
  let world = World(pausing: true)

  @Test func `a program's answer is taken, and no shell stands in between`() async throws {
    let credentials = try await credentials(
      #"""
      #!/bin/sh
      test "$1 $2 $NAME" = 'a $HOME b; c $(d)' || exit 9
      echo '{"Version": 1, "AccessKeyId": "ASIA1", "SecretAccessKey": "s", "SessionToken": "t",
        "Expiration": "2026-11-20T19:40:00Z"}'
      """#, arguments: "'a $HOME' \"b;\"", ["NAME": "c $(d)"])
    #expect(credentials.accessKeyID == "ASIA1")
    #expect(credentials.sessionToken == Secret("t"))
    #expect(credentials.expiration?.rfc3339 == "2026-11-20T19:40:00Z")
    #expect(credentials.source == "the program of profile `work`")
  }

  @Test(arguments: [
    ("exit 3", "the program ended with exit code 3"),
    ("kill -15 $$", "the program was ended by signal 15"),
    ("echo S3CRET", "the program of `credential_process` gave no JSON"),
    ("echo '[]'", "the program of `credential_process` gave JSON that is no object"),
    (
      #"echo '{"Version": 2, "AccessKeyId": "S3CRET", "SecretAccessKey": "S3CRET"}'"#,
      "the program of `credential_process` printed no `\"Version\": 1`, the only one known"
    ),
    (
      #"echo '{"Version": 1, "AccessKeyId": "S3CRET"}'"#,
      "the program of `credential_process` gave no `AccessKeyId` and `SecretAccessKey`"
    ),
    (
      #"echo '{"Version": 1, "AccessKeyId": "a", "SecretAccessKey": "b", "Expiration": "x"}'"#,
      "the program of `credential_process` gave an `Expiration` that is no time"
    ),
    ("head -c 70000 /dev/zero", "the program printed more than 65536 bytes"),
    ("test -t 0 || read line || exit 4", "the program ended with exit code 4"),
  ])
  func `a program that gives no credentials says why, and shows nothing`(
    script: String, reason: String
  ) async throws {
    let error = await #expect(throws: CredentialError.self) {
      try await credentials("#!/bin/sh\n\(script)\n")
    }
    let shown = try #require(error?.attempts.last?.reason)
    #expect(shown.hasPrefix("profile `work`: \(reason)"))
    #expect(!shown.contains("S3CRET"))
  }

  @Test func `a program that hangs is ended with all it has started`() async throws {
    let folder = try TemporaryFolder()
    let pidFile = "\(folder.path)/pid"
    let program = try folder.program(
      "program",
      "#!/bin/sh\nsleep 1000 & echo $! > '\(pidFile).new'\n"
        + "mv '\(pidFile).new' '\(pidFile)'\nwait\n")
    let process = try #require(Program(program, [], environment: ["PATH": "/usr/bin:/bin"]))
    // The first pauses last until the program has started another; the rest take no time.
    let failure = await #expect(throws: ProgramFailure.self) {
      try await process.run(clock: FileClock(path: pidFile))
    }
    #expect(failure?.description == "the program took longer than 60.0 seconds")
    let text = try String(contentsOfFile: pidFile, encoding: .utf8)
    let pid = try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(isGone(pid))
  }

  @Test func `a program is found by the path that was passed in`() async throws {
    let folder = try TemporaryFolder()
    _ = try folder.program("mine", "#!/bin/sh\nexit 7\n")
    let path = try folder.file("config", "[default]\ncredential_process = mine")
    let chain = try world.chain(["AWS_CONFIG_FILE": path, "PATH": "/nowhere:\(folder.path)"])
    let found = await #expect(throws: CredentialError.self) { try await chain.credentials() }
    #expect(
      found?.attempts.last?.reason
        == "profile `default`: the program ended with exit code 7")
    let other = try world.chain(["AWS_CONFIG_FILE": path, "PATH": "/nowhere"])
    let missing = await #expect(throws: CredentialError.self) { try await other.credentials() }
    #expect(
      missing?.attempts.last?.reason == "profile `default`: there is no program `mine` in `PATH`")
  }

  private func credentials(
    _ script: String, arguments: String = "", _ variables: [String: String] = [:]
  ) async throws -> Credentials {
    let folder = try TemporaryFolder()
    let program = try folder.program("program", script)
    let config = try folder.file(
      "config", "[profile work]\ncredential_process = \(program) \(arguments)\n")
    let own = ["AWS_CONFIG_FILE": config, "AWS_PROFILE": "work", "PATH": "/usr/bin:/bin"]
    return try await world.chain(own.merging(variables) { $1 }).credentials()
  }
}

extension TemporaryFolder {
  /// Writes a script that can be run, and gives its path.
  fileprivate func program(_ name: String, _ script: String) throws -> String {
    let path = "\(path)/\(name)"
    try ExternalProgram.writeScript(script, to: path)
    return path
  }
}

/// A clock whose pauses end when a file exists, and which moves by each pause.
private struct FileClock: Clock {
  private static let attemptsMax = 10_000

  let path: String

  var now: ContinuousClock.Instant { ContinuousClock.now }
  var minimumResolution: Duration { .zero }

  func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    for _ in 0..<Self.attemptsMax {
      if FileManager.default.fileExists(atPath: path) { return }
      usleep(1_000)
    }
  }
}

/// Whether a process has ended, or ends within a second; nobody may have collected it yet.
private func isGone(_ pid: Int) -> Bool {
  for _ in 0..<1_000 {
    let status = FileManager.default.contents(atPath: "/proc/\(pid)/stat").map {
      String(decoding: $0, as: UTF8.self)
    }
    guard let status, !status.contains(") Z ") else { return true }
    usleep(1_000)
  }
  return false
}

import Foundation

/// Moto's server on 127.0.0.1: AWS's own wire protocol, with the 1,485 managed policies moto
/// carries, which a test can change as AWS would.
///
/// It runs in the Python named by `MAMIP_TEST_PYTHON`, else in `python3`. It ends with the last
/// reference, and also when the test process dies, because it watches its standard input.
package final class MotoServer: Sendable {
  private let process: MotoProcess

  /// Starts a server and returns when it listens.
  ///
  /// With `isStrict` it judges signatures, by botocore, and permissions; only keys made by
  /// `makeAccessKey` are then known.
  package init(isStrict: Bool = false) throws {
    process = try MotoProcess(isStrict: isStrict)
  }

  deinit { process.end() }

  /// Where it listens, on a port of the system's choice.
  package var port: Int { process.port }

  /// `http://127.0.0.1:port`.
  package var url: String { "http://127.0.0.1:\(port)" }

  /// What to put into an environment in order to use it; nothing else of AWS's is found there.
  package var environment: [String: String] {
    [
      "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
      "AWS_EC2_METADATA_DISABLED": "true",
      "AWS_ENDPOINT_URL": url,
      "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
    ]
  }

  /// Makes a version of a managed policy the default, and the policy if there is none.
  package func publish(
    _ name: String, version: String, document: String, date: String = "2026-11-20T18:00:00+00:00",
    path: String = "/"
  ) throws {
    _ = try process.ask([
      "do": "publish", "name": name, "version": version, "document": document, "date": date,
      "path": path,
    ])
  }

  /// Takes a managed policy away.
  package func remove(_ name: String) throws {
    _ = try process.ask(["do": "remove", "name": name])
  }

  /// The names of all managed policies, sorted.
  package func policyNames() throws -> [String] {
    try process.ask(["do": "names"]).split(separator: " ").map(String.init)
  }

  /// Makes a user who may do what the policy document allows, and a key of that user.
  package func makeAccessKey(
    user: String, document: String
  ) throws -> (id: String, secret: String) {
    let answer = try process.ask(["do": "make_access_key", "user": user, "document": document])
    let parts = answer.split(separator: " ").map(String.init)
    return (parts[0], parts[1])
  }
}

/// Why moto could not be used.
package struct MotoError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

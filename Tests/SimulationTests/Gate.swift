import Foundation
import Glibc
import Support

/// A place at which the server holds a request until the test lets it go on.
struct Gate {
  /// A minute, for a busy machine.
  private static let attemptsMax = 6_000
  private static let interval: UInt32 = 10_000

  let shop: Workshop
  let name: String

  /// Holds the first request that begins so.
  func rule(for request: String) -> GitHTTPServer.Rule {
    // It ends with the test's folder, should the test fail.
    let wait = #"touch "$0" && until test -e "$0.open"; do test -e "$0" || exit; sleep 0.01; done"#
    return .init(request, "run", .command(["sh", "-c", wait, shop.at(name)]))
  }

  /// Returns when a request stands at the gate.
  func waitUntilReached() throws {
    for _ in 0..<Self.attemptsMax where !FileManager.default.fileExists(atPath: shop.at(name)) {
      usleep(Self.interval)
    }
    guard FileManager.default.fileExists(atPath: shop.at(name)) else {
      throw Workshop.Failure(description: "nobody came to the gate `\(name)`")
    }
  }

  /// Lets the request go on.
  func open() throws {
    try shop.write("\(name).open", "")
  }
}

import Foundation

/// Numbers what a program does to files and to the network, and kills it at one of these effects.
///
/// It is `Servers/crash_point.c`, preloaded into the program by the variables of `environment`.
package struct CrashPoints: Sendable {
  /// Something that others can see.
  package struct Effect: Sendable, CustomStringConvertible {
    /// The system call, such as `renameat`.
    package let call: String
    /// The file that it makes or changes, or the socket.
    package let place: String

    package var description: String { "\(call) \(place)" }

    /// Whether it can happen by half.
    var isDivisible: Bool {
      ["pwrite", "pwrite64", "send", "sendto", "write"].contains(call)
    }
  }

  private let library: String

  /// Compiles the library into a folder, by the C compiler that comes with Swift or another one.
  package init(builtIn folder: String) throws {
    library = "\(folder)/crash_point.so"
    let source = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Servers/crash_point.c").path
    for compiler in ["clang", "cc"] {
      let result = try ExternalProgram(compiler)
        .run("-shared", "-fPIC", "-Wall", "-Wextra", "-Werror", "-o", library, source)
      if result.status == 0 { return }
    }
    throw CocoaError(.executableLoad)
  }

  /// What to add to a program's environment; `log` is the file that gets a line per effect.
  package func environment(log: String, point: CrashPoint? = nil) -> [String: String] {
    [
      "LD_PRELOAD": library,
      "MAMIP_CRASH_LOG": log,
      "MAMIP_CRASH_AT": "\(point?.number ?? 0)",
      "MAMIP_CRASH_TORN": point?.isTorn == true ? "1" : "0",
      "MAMIP_CRASH_SIGNAL": (point?.signal ?? .kill).rawValue,
    ]
  }

  /// The effects that a log holds, in order.
  package static func effects(in log: String) throws -> [Effect] {
    try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map { line in
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      return Effect(call: words[0], place: words[1])
    }
  }

  /// Every moment at which a program with these effects can be killed.
  package static func all(of effects: [Effect]) -> [CrashPoint] {
    zip(1..., effects).flatMap { number, effect in
      let point = CrashPoint(number: number, effect: effect)
      guard effect.isDivisible else { return [point] }
      var torn = point
      torn.isTorn = true
      return [point, torn]
    }
  }
}

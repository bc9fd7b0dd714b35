import ArgumentParser
import Git
import Logging
import Model
import PolicyLanguage
import Record

/// Checks an archive.
struct FsckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fsck",
    abstract: "Check an archive, commit by commit, ours or another's",
    discussion: """
      Reads the whole history of the branch and reports each thing that is not as it should be: \
      empty or broken files, conflict markers, rewrites that changed nothing, versions that were \
      not the default, gaps, missing tags, broken trailers, stray receipts, stale findings. A \
      clone of MAMIP or IAMTrail can be checked too.

      An error is wrong now, a warning was wrong in a commit of the past, a note is worth knowing.

      EXIT STATUS
        0 no errors    2 errors were found
      """)

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    try await Live.run(global) { live in try fsck(live) }
  }

  private func fsck(_ live: Live) throws -> ExitStatus {
    let repository = try live.repository(global.repository)
    let archive = try Archive(repository: repository, branch: nil)
    let result = try archive.fsck()
    if global.json {
      let list = JSON.array(result.findings.map(\.json))
      live.console.output(JSONWriter.canonical(list) + [UInt8(ascii: "\n")])
    } else {
      for line in result.lines(on: live.console) { live.console.output(line) }
    }
    if result.isCutOff {
      live.log.warning("this clone is shallow: older commits were not checked")
    }
    return result.hasErrors ? .findings : .done
  }
}

extension FsckFinding {
  fileprivate var json: JSON {
    [
      "class": .string(self.class.rawValue),
      "severity": .string(severity.rawValue),
      "path": .string(path),
      "commit": commit.map { .string($0.description) } ?? .null,
      "detail": .string(detail),
    ]
  }
}

extension Fsck {
  /// A line per finding, of each class at most so many, and a summary.
  fileprivate func lines(on console: Console) -> [String] {
    var lines: [String] = []
    for kind in FsckFinding.Class.allCases {
      let all = findings.filter { $0.class == kind }
      lines += all.prefix(Self.shownMax).map { $0.line(on: console) }
      let rest = all.count - Self.shownMax
      if rest > 0 { lines.append("  … and \(rest) more of \(kind.rawValue)") }
    }
    let counts = [FsckFinding.Severity.error, .warning, .note].map { severity in
      findings.count { $0.severity == severity }.counted(severity.rawValue)
    }
    return lines + ["\(commits.counted("commit")) checked: \(counts.joined(separator: ", "))"]
  }

  /// How many findings of one class are shown; --json has all.
  private static let shownMax = 20
}

extension FsckFinding {
  fileprivate func line(on console: Console) -> String {
    let color: Console.Color =
      switch severity {
      case .error: .red
      case .warning: .yellow
      case .note: .dim
      }
    let id = commit.map { String($0.description.prefix(8)) } ?? "        "
    return "\(console.colored(severity.rawValue, color)) \(self.class.rawValue) \(id) "
      + "\(SafeText.line(path)): \(SafeText.line(detail))"
  }
}

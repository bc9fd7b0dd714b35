import Compare
import Model
import PolicyLanguage

/// What changes of AWS's policies do to an account, for machines and people.
struct ImpactReport {
  let impacts: [Impact]
  let table: ActionTable

  /// More lines than this for one difference become counts for each service; --json has all.
  private static let linesMax = 40
  /// More principals with one difference than this are counted; --json has all.
  private static let principalsMax = 20

  /// Writes the shape of `impact --json`, one principal after the other: at once it is too much for
  /// an account of thousands whose every action is listed.
  func writeJSON(to console: Console) {
    let (opening, closing) = (Array("[\n".utf8), Array("\n]".utf8))
    var separator = opening
    for impact in impacts {
      let list = JSONWriter.canonical(.array([impact.json]))
      console.output(separator + list[opening.count..<list.count - closing.count])
      separator = Array(",\n".utf8)
    }
    console.output(impacts.isEmpty ? "[]" : "\n]")
  }

  /// A block for each difference, and below it the principals that have it; most first.
  func lines(on console: Console) -> [String] {
    let alike = Dictionary(grouping: impacts, by: Difference.init)
    let blocks = alike.sorted { left, right in
      left.value.count == right.value.count
        ? left.value[0].principal < right.value[0].principal
        : left.value.count > right.value.count
    }
    return blocks.flatMap { block in
      [""] + lines(of: block.value, on: console)
    }.dropFirst().map(\.self)
  }

  private func lines(of impacts: [Impact], on console: Console) -> [String] {
    let causes = impacts[0].because.map(\.title).joined(separator: ", ")
    let delta = impacts[0].delta
    let shown = impacts.prefix(Self.principalsMax).map { "  \(SafeText.line($0.principal))" }
    let rest = impacts.count - shown.count
    return [console.colored("\(causes): \(delta.headline)", .bold)] + shown
      + (rest > 0 ? ["  and \(rest) more users and roles"] : [])
      + delta.lines(in: table, linesMax: Self.linesMax).map { console.colored(change: $0) }
  }
}

/// What has to be the same for principals to stand together.
private struct Difference: Hashable {
  let causes: [String]
  let delta: PermissionDelta

  init(_ impact: Impact) {
    causes = impact.because.map(\.title)
    delta = impact.delta
  }
}

extension PolicyStep {
  /// The policy, and the versions where they are two.
  fileprivate var title: String {
    let versions = [before, after].compactMap { $0?.id.description }
    return SafeText.line("\(name) \(versions.joined(separator: " → "))")
  }
}

extension Impact {
  fileprivate var json: JSON {
    [
      "principal": .string(principal),
      "gains": .texts(delta.added),
      "loses": .texts(delta.removed),
      "changed": .texts(Set(delta.changed.map(\.action)).sorted()),
      "unknownActions": .texts(delta.unknownActions),
      "because": .array(because.map(\.json)),
    ]
  }
}

extension PolicyStep {
  fileprivate var json: JSON {
    [
      "policy": .string(name.text),
      "from": before.map { .string($0.id.description) } ?? .null,
      "to": after.map { .string($0.id.description) } ?? .null,
    ]
  }
}

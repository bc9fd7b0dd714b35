import FoundationEssentials
import Model
import PolicyLanguage
import Reports

/// The file of the findings that are known already.
struct BaselineFile {
  let path: String

  func read() throws -> Baseline {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: try InputBytes.read(path))
    } catch {
      throw CommandError("cannot read the baseline `\(SafeText.line(path))`: \(error)")
    }
    guard let baseline = Baseline(document) else {
      throw CommandError(
        "`\(SafeText.line(path))` is no baseline", hint: "make it anew with --write-baseline")
    }
    return baseline
  }

  func write(_ baseline: Baseline) throws {
    let bytes = JSONWriter.canonical(baseline.json, indentedBy: 2) + [UInt8(ascii: "\n")]
    try Data(bytes).write(to: URL(filePath: path), options: .atomic)
  }
}

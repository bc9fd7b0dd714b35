/// Why an archive, or a file in it, cannot be read.
package enum ZipError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no list of files at its end.
  case notAnArchive
  /// A part is cut off, or not what its check sum says.
  case damaged(String)
  /// It uses something that we do not read.
  case unsupported(String)
  /// A file in it has a name that leads elsewhere, or one that another has.
  case badName(String)
  /// A size is above our bound.
  case tooLarge(String)

  /// One line of lower-case text without a full stop.
  package var description: String {
    switch self {
    case .notAnArchive: "this is not a zip archive"
    case .damaged(let part): "`\(Self.line(part))` is damaged"
    case .unsupported(let what): "\(Self.line(what)) is not supported"
    case .badName(let name): "the name `\(Self.line(name))` in the archive is not acceptable"
    case .tooLarge(let what): "\(Self.line(what)) is too large"
    }
  }

  private static func line(_ text: String) -> String {
    String(decoding: text.utf8.prefix(200).map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }
}

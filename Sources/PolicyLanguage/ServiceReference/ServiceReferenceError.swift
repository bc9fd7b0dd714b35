/// Why a text is no service reference that we read.
package struct ServiceReferenceError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of fault it is.
  package enum Kind: Sendable, Equatable {
    /// The first line is not that of a service reference.
    case otherText
    /// The text has a form that is newer than this program.
    case otherVersion(String)
    /// The text is longer than the limit.
    case tooLarge
    /// A part is not as it is written.
    case broken(String)
  }

  package let kind: Kind

  init(_ kind: Kind) {
    self.kind = kind
  }

  /// One line of lower-case text without a full stop.
  package var description: String {
    switch kind {
    case .otherText: "this is not a service reference"
    case .otherVersion(let version): "the service reference has the unknown form `\(version)`"
    case .tooLarge:
      "the service reference is longer than \(ServiceReference.bytesMax >> 20) MiB"
    case .broken(let reason): "the service reference is broken: \(reason)"
    }
  }

  /// What to do about it.
  package var hint: String { "make one with `mamip-bot reference build`" }
}

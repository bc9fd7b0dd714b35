import FoundationEssentials

/// Why a file could not be read or written.
package struct FileError: Error, Sendable, CustomStringConvertible {
  /// `read` or `write`.
  package let operation: String
  package let path: String
  /// In the system's words, such as `permission denied`.
  package let reason: String

  package var description: String { "cannot \(operation) `\(path)`: \(reason)" }

  /// Foundation's errors print as the names of their types; these are the words for people.
  package static func reason(of error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile?, .fileReadNoSuchFile?: "no such file or folder"
    case .fileReadNoPermission?, .fileWriteNoPermission?: "permission denied"
    case .fileWriteFileExists?: "something of that name is in the way"
    case .fileWriteOutOfSpace?: "no space left on the disk"
    case .fileWriteVolumeReadOnly?: "the file system is read-only"
    case .fileReadTooLarge?: "it is too large"
    case .fileReadInvalidFileName?, .fileWriteInvalidFileName?: "the name is not valid"
    default: "it is no regular file, or its disk does not answer"
    }
  }
}

import CLibgit2
import Glibc

/// What git could not do.
package struct GitError: Error, Sendable {
  /// What was attempted, as it follows "cannot": "open the repository at `/srv/archive`".
  package let operation: String
  /// libgit2's code: negative, -1 where no other says more.
  package let code: Int32
  /// What happened: one line, lower-case, no full stop.
  package let message: String
  /// What the user can do about it.
  package let hint: String?

  package init(
    operation: String, code: Int32 = GIT_ERROR.rawValue, message: String, hint: String? = nil
  ) {
    self.operation = operation
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// Whether the object, reference or file is not there.
  package var isNotFound: Bool { code == GIT_ENOTFOUND.rawValue }

  /// Whether a reference did not have the value that was expected: somebody else has moved it.
  package var isConflict: Bool {
    code == GIT_EMODIFIED.rawValue || code == GIT_EEXISTS.rawValue
      || code == GIT_ENONFASTFORWARD.rawValue
  }

  /// Whether a remote accepted none of our credentials.
  var isDenied: Bool { code == GIT_EAUTH.rawValue }

  /// Whether another process holds a lock file.
  package var isLocked: Bool { code == GIT_ELOCKED.rawValue }

  /// The same error with advice.
  func hinted(_ hint: String) -> GitError {
    GitError(operation: operation, code: code, message: message, hint: hint)
  }
}

extension GitError: CustomStringConvertible {
  package var description: String { "cannot \(operation): \(message)" }
}

extension GitError {
  /// The error of the libgit2 call that has just returned `code`.
  ///
  /// It must be asked for on the same thread and before any other call: libgit2 keeps one message
  /// per thread.
  static func last(_ code: Int32, operation: String) -> GitError {
    let text = unsafe git_error_last().map { unsafe String(cString: $0.pointee.message) }
    let hint =
      code == GIT_ELOCKED.rawValue
      ? "another git command is at work; or one was killed, then remove its lock file" : nil
    return GitError(
      operation: operation, code: code, message: oneLine(text ?? "error \(code)"), hint: hint)
  }

  /// The error of the system call that has just failed.
  static func system(_ number: Int32, operation: String, hint: String? = nil) -> GitError {
    GitError(
      operation: operation, message: oneLine(unsafe String(cString: strerror(number))), hint: hint)
  }

  /// libgit2's and the system's texts in our grammar: "No such file" becomes "no such file".
  private static func oneLine(_ text: String) -> String {
    var line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    if line.hasSuffix(".") { line.removeLast() }
    let second = line.dropFirst().first
    guard let first = line.first, second.map({ !$0.isUppercase }) ?? true else { return line }
    return first.lowercased() + line.dropFirst()
  }
}

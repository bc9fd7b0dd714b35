/// Every kind of source.
package enum PolicySources {
  private static let all: [any PolicySource.Type] = [
    // Sorted, one line for each file in PolicySources/.
    FolderSource.self,
    GitSource.self,
    IAMSource.self,
  ]

  /// What a person may write as a source, for help texts: `iam`, and so on.
  package static var forms: String { all.map { $0.form }.joined(separator: ", or ") }
}

import Git
import Model

/// The annotated tag of a release, made of nothing but its commit, so that a tag that a killed run
/// did not write can be made again with the same id.
enum ReleaseTag {
  static func draft(
    _ release: ReleaseName, on commit: ObjectID, by tagger: Signature, message: String
  ) -> TagDraft {
    TagDraft(
      target: commit, name: release.text, tagger: tagger,
      message: CommitMessage.tagMessage(of: message))
  }
}

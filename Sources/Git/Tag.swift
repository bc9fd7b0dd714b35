import Model

/// An annotated tag as it stands in the repository.
package struct Tag: Sendable, Equatable {
  package let id: ObjectID
  package let target: ObjectID
  package let targetKind: ObjectKind
  package let name: String
  /// Nil in some tags older than 2005.
  package let tagger: Signature?
  package let message: String
}

/// An annotated tag of a commit, to be written.
package struct TagDraft: Sendable {
  package var target: ObjectID
  /// Without `refs/tags/`.
  package var name: String
  package var tagger: Signature
  /// Ends with exactly one line feed when written, whatever it ends with here.
  package var message: String

  package init(target: ObjectID, name: String, tagger: Signature, message: String) {
    self.target = target
    self.name = name
    self.tagger = tagger
    self.message = message
  }
}

extension Tag {
  init(parsing bytes: [UInt8], id: ObjectID) throws(GitError) {
    let text = ObjectText(bytes)
    guard let target = text.id(of: "object"), let kind = text.value(of: "type"),
      let targetKind = ObjectKind(rawValue: String(decoding: kind, as: UTF8.self)),
      let name = text.value(of: "tag")
    else { throw text.damaged(.tag, id) }
    self.id = id
    self.target = target
    self.targetKind = targetKind
    self.name = String(decoding: name, as: UTF8.self)
    tagger = text.value(of: "tagger").map { Signature(parsing: $0) }
    message = text.message
  }
}

extension TagDraft {
  /// The object's content.
  var bytes: [UInt8] {
    let header = "object \(target)\ntype commit\ntag \(name)\ntagger \(tagger.text)\n\n"
    return Array((header + ObjectText.withOneLineFeed(message)).utf8)
  }
}

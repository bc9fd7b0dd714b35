import Model
import PolicyLanguage

/// A form in which a file can hold policies.
protocol InputForm: Sendable {
  /// The file's policies; nil where it has another form.
  func policies(in file: InputFile) -> [PolicyInput]?
}

/// A file of JSON, and what its policies are where it does not say.
struct InputFile {
  let root: Branch
  let name: String
  let type: PolicyType

  /// The policy whose document stands here, or is the text of the string here.
  func policy(
    at branch: Branch, named policy: String? = nil, type: PolicyType? = nil,
    created: Timestamp? = nil
  ) -> PolicyInput {
    let isQuoted = branch.node.kind == .string
    return PolicyInput(
      policy: policy ?? name, type: type ?? self.type, pointer: branch.pointer,
      content: isQuoted
        ? Self.content(ofText: branch.node.string ?? "")
        : .document(JSONDocument(rootedAt: branch.node)),
      holder: branch.node, isQuoted: isQuoted, created: created)
  }

  /// A policy that stands here, but about which the file does not say enough.
  func unknown(
    at branch: Branch, named policy: String, type: PolicyType, _ reason: String
  ) -> PolicyInput {
    PolicyInput(
      policy: policy, type: type, pointer: branch.pointer, content: .unknown(reason: reason),
      holder: branch.node, isQuoted: false)
  }

  private static func content(ofText text: String) -> PolicyInput.Content {
    do {
      return .document(try PolicyDocumentText.read(Array(text.utf8)))
    } catch .notJSON(let error) where !error.isLimit {
      return .notJSON(error)
    } catch {
      return .unknown(reason: "the text is no policy: \(error)")
    }
  }
}

/// A value with the way to it.
struct Branch {
  let node: JSONNode
  /// A JSON Pointer.
  let pointer: String

  init(_ node: JSONNode, pointer: String = "") {
    self.node = node
    self.pointer = pointer
  }

  /// The value of a member; nil where there is none, or it is null.
  subscript(name: String) -> Branch? {
    guard let value = node[name], !value.isNull else { return nil }
    return Branch(value, pointer: pointer + JSONPointer.step(name))
  }

  /// An array's elements; nothing for other kinds.
  var elements: [Branch] {
    node.elements.enumerated().map { Branch($0.element, pointer: "\(pointer)/\($0.offset)") }
  }

  /// An object's members; nothing for other kinds.
  var members: [(name: String, value: Branch)] {
    node.members.map {
      ($0.name, Branch($0.value, pointer: pointer + JSONPointer.step($0.name)))
    }
  }

  /// The text of a member that is a string.
  func text(_ name: String) -> String? { node[name]?.string }

  /// When a version of a policy was made, where it says so.
  var createDate: Timestamp? { text("CreateDate").flatMap { Timestamp(rfc3339: $0) } }
}

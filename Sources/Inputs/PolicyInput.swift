package import Model
package import PolicyLanguage

/// A policy that a file holds, with its place in that file.
package struct PolicyInput: Sendable {
  /// What there is to validate.
  package enum Content: Sendable {
    /// A document, good or bad.
    case document(JSONDocument)
    /// A text that should have been a document.
    case notJSON(JSONSyntaxError)
    /// Nothing that can be known from the file, and why.
    case unknown(reason: String)
  }

  /// The file's name without `.json`, or the name of the resource that it belongs to.
  package let policy: String
  package let type: PolicyType
  /// The way to the document as a JSON Pointer (RFC 6901); empty where the file is the document.
  package let pointer: String
  package let content: Content
  /// The value in the file that is the document, or the string that holds it; nil where the file
  /// is not JSON.
  package let holder: JSONNode?
  /// Whether the document is the text of a string, so that places in it are none in the file.
  package let isQuoted: Bool
  /// When this version of the policy was made; nil where the file does not say.
  package var created: Timestamp?
}

/// Reads policies out of files.
package enum PolicyInputs {
  /// What a file holds.
  ///
  /// - Parameters:
  ///   - text: the file's bytes.
  ///   - name: what the policy is called where the file does not say.
  ///   - type: what the policy is where the file does not say.
  /// - Returns: its policies in the file's order; none where a template has none.
  /// - Throws: for a text that is more than we read, and for YAML.
  package static func policies(
    in text: [UInt8], named name: String, type: PolicyType
  ) throws(InputError) -> [PolicyInput] {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: text)
    } catch {
      guard !error.isLimit else { throw InputError(error) }
      guard !YAMLText.isYAML(text, named: name) else { throw .yaml }
      return [
        PolicyInput(
          policy: name, type: type, pointer: "", content: .notJSON(error), holder: nil,
          isQuoted: false)
      ]
    }
    // What `aws cloudformation get-template` prints of a template in YAML.
    if let body = document.root["TemplateBody"]?.string, YAMLText.isYAML(Array(body.utf8)) {
      throw .yaml
    }
    let file = InputFile(root: Branch(document.root), name: name, type: type)
    for form in forms {
      if let policies = form.policies(in: file) { return policies }
    }
    return [file.policy(at: file.root)]
  }

  /// Whether a file is YAML by its name: it may hold policies, which are not read.
  package static func isYAML(named name: String) -> Bool { YAMLText.isName(name) }

  /// The forms in which a file can hold policies; any other file is a document itself.
  private static let forms: [any InputForm] = [
    // Sorted, one line for each file in InputForms/.
    AccountDetails(),
    CloudFormationTemplate(),
    PolicyVersionFile(),
    TerraformPlan(),
  ]
}

import PolicyLanguage

/// What a check has to say of some places; the validator makes a finding of it.
struct Issue: Sendable {
  let details: String
  /// The most telling place first; never empty.
  let nodes: [JSONNode]

  /// Says something of places, in AWS's words.
  init(_ details: String, at nodes: JSONNode...) {
    self.init(details, at: nodes)
  }

  /// Says something of places, in AWS's words.
  init(_ details: String, at nodes: [JSONNode]) {
    self.details = details
    self.nodes = nodes
  }
}

extension Issue {
  /// One issue with all the places, or none where there are none.
  static func ifAny(_ nodes: [JSONNode], _ details: String) -> [Issue] {
    nodes.isEmpty ? [] : [Issue(details, at: nodes)]
  }
}

package import PolicyLanguage

extension ActionTable {
  /// Reads the services that some documents can speak of, which is all that it takes to say what
  /// they grant.
  package init(_ reference: ServiceReference, for documents: [JSONDocument]) {
    self.init(reference, wanted: Self.services(in: documents))
  }

  /// The services' prefixes; nil where a document can speak of any.
  private static func services(in documents: [JSONDocument]) -> Set<String>? {
    var services: Set<String> = []
    for statement in documents.lazy.flatMap({ PolicyDocument($0).statements }) {
      guard statement.notAction == nil else { return nil }
      for entry in statement.action?.entries ?? [] {
        guard let service = entry.service, !Glob(service).hasWildcard else { return nil }
        services.insert(service)
      }
    }
    return services
  }
}

package import HTTP
package import PolicyLanguage

/// AWS's own service reference: a list of services, and a JSON file for each.
///
/// It needs no credentials. AWS describes the form under "Simplified AWS service information for
/// programmatic access" in its Service Authorization Reference.
package struct ServiceReferenceFeed: Sendable {
  /// Where AWS publishes it.
  package static let address = "https://servicereference.us-east-1.amazonaws.com/"
  /// The most services in the list.
  static let servicesMax = 5_000
  /// The largest answer taken, in bytes.
  static let answerBytesMax = 16 << 20

  private let http: HTTPClient
  private let retry: RetryPolicy
  private let list: RequestURL

  /// Asks nothing yet; `list` is the address of the list of services.
  package init(http: HTTPClient, retry: RetryPolicy, list: RequestURL) {
    self.http = http
    self.retry = retry
    self.list = list
  }

  /// Everything that AWS has now; `today` becomes the day of the data.
  package func snapshot(today: String) async throws(ServiceDataError) -> ServiceSnapshot {
    let entries = try await json(at: list).elements
    guard !entries.isEmpty, entries.count <= Self.servicesMax else {
      throw ServiceDataError(list.text, "the list has \(entries.count) services")
    }
    var files: [String: RequestURL] = [:]
    for entry in entries {
      let (prefix, address) = (entry.text("service").lowercased(), entry.text("url"))
      guard !prefix.isEmpty, !address.isEmpty, let url = list.resolving(address),
        url.origin == list.origin
      else {
        throw ServiceDataError(list.text, "the file of `\(prefix)` is at another place")
      }
      files[prefix] = url
    }
    let sorted = files.sorted { $0.key < $1.key }
    let services = try await concurrentMap(sorted) { file throws(ServiceDataError) in
      let json = try await json(at: file.value)
      guard json.has("Actions") else {
        throw ServiceDataError(file.value.text, "the file of `\(file.key)` has no actions")
      }
      return Self.service(file.key, json)
    }
    return ServiceSnapshot(date: today, services: services)
  }

  private func json(at url: RequestURL) async throws(ServiceDataError) -> LenientJSON {
    var request = HTTPRequest(.get, url)
    request.limits.bodyMax = Self.answerBytesMax
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await retry.run { [request] () async throws(HTTPError) in
        try await http.send(request)
      }
    } catch {
      throw ServiceDataError(
        url.text, error.detail, hint: "`mamip-bot reference build` needs no network")
    }
    guard response.status == 200 else {
      throw ServiceDataError(url.text, "the answer has status \(response.status)")
    }
    do throws(JSONSyntaxError) {
      return LenientJSON(try JSONDocument(parsing: response.body).root)
    } catch {
      throw ServiceDataError(url.text, "the answer is no JSON: \(error)")
    }
  }

  private static func service(_ prefix: String, _ json: LenientJSON) -> ServiceRecord {
    let keys = json["ConditionKeys"].elements.map { key in
      ConditionKey(name: key.text("Name"), type: key["Types"].strings.first ?? "String")
    }
    let types = json["Resources"].elements.map { type in
      ResourceType(
        name: type.text("Name"), arnFormats: type["ARNFormats"].strings,
        conditionKeys: type["ConditionKeys"].strings)
    }
    let actions = json["Actions"].elements.map { action in
      Action(
        name: action.text("Name"),
        accessLevel: accessLevel(action["Annotations"]["Properties"]),
        resourceTypes: action["Resources"].elements.map { $0.text("Name") },
        conditionKeys: action["ActionConditionKeys"].strings)
    }
    return ServiceRecord(
      prefix: prefix, name: "", actions: actions.filter { !$0.name.isEmpty },
      resourceTypes: types.filter { !$0.name.isEmpty }.sorted { $0.name < $1.name },
      conditionKeys: keys.filter { !$0.name.isEmpty }.sorted { $0.name < $1.name })
  }

  /// Several properties may be true; the one that says most counts.
  private static func accessLevel(_ properties: LenientJSON) -> AccessLevel {
    if properties.flag("IsPermissionManagement") { return .permissionsManagement }
    if properties.flag("IsTaggingOnly") { return .tagging }
    if properties.flag("IsWrite") { return .write }
    return properties.flag("IsList") ? .list : .read
  }
}

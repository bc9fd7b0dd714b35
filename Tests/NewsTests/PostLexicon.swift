import Model
import PolicyLanguage

/// The part of the lexicon `app.bsky.feed.post` that our records use, as a judge of them.
enum PostLexicon {
  /// What is wrong with a record, in a few words each.
  static func faults(in record: JSONNode) -> [String] {
    let text = record["text"]?.string ?? ""
    var faults = unknownMembers(of: record)
    if record["$type"]?.string != "app.bsky.feed.post" { faults.append("type") }
    if text.isEmpty || text.count > 300 || text.utf8.count > 3_000 { faults.append("text") }
    if !isDate(record["createdAt"]?.string ?? "") { faults.append("createdAt") }
    if !isList(record["langs"], most: 3, each: 5) { faults.append("langs") }
    if !isList(record["tags"], most: 8, each: 64) { faults.append("tags") }
    faults += embedFaults(record["embed"])
    return faults + facetFaults(record["facets"], Array(text.utf8))
  }

  private static func unknownMembers(of record: JSONNode) -> [String] {
    let known = ["$type", "text", "createdAt", "langs", "tags", "facets", "embed"]
    return record.members.compactMap { member in
      member.key.string.flatMap { known.contains($0) ? nil : "unknown \($0)" }
    }
  }

  /// With milliseconds and a zone, as the reference implementation writes it.
  private static func isDate(_ text: String) -> Bool {
    text.hasSuffix(".000Z") && Timestamp(rfc3339: text) != nil
  }

  private static func isList(_ node: JSONNode?, most: Int, each: Int) -> Bool {
    guard let node, node.kind == .array else { return false }
    let elements = Array(node.elements)
    return elements.count <= most
      && elements.allSatisfy { (1...each).contains($0.string?.count ?? 0) }
  }

  private static func embedFaults(_ embed: JSONNode?) -> [String] {
    let external = embed?["external"]
    let isCard =
      embed?["$type"]?.string == "app.bsky.embed.external"
      && external?["uri"]?.string?.hasPrefix("https://") == true
      && external?["title"]?.string != nil && external?["description"]?.string != nil
    return isCard ? [] : ["embed"]
  }

  /// Ranges in order, apart from each other, at the borders of characters.
  private static func facetFaults(_ facets: JSONNode?, _ text: [UInt8]) -> [String] {
    guard let facets, facets.kind == .array else { return ["facets"] }
    var end = 0
    for facet in facets.elements {
      guard let from = facet["index"]?["byteStart"]?.numberText.flatMap({ Int($0) }),
        let upTo = facet["index"]?["byteEnd"]?.numberText.flatMap({ Int($0) }),
        end <= from, from < upTo, upTo <= text.count,
        String(validating: text[from..<upTo], as: UTF8.self) != nil,
        let feature = facet["features"].flatMap({ Array($0.elements).first }),
        feature["$type"]?.string == "app.bsky.richtext.facet#link",
        feature["uri"]?.string?.hasPrefix("https://") == true
      else { return ["facets"] }
      end = upTo
    }
    return []
  }
}

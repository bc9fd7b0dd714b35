/// Services that AWS has shut down and no longer documents, but that Access Analyzer still knows.
///
/// Managed policies go on naming them, and AWS does not report that: without these, 32 findings
/// would be false. Newer data never removes them. What actions they had is known where data of
/// their time was merged; else they have none.
package enum RetiredServices {
  static let all: [ServiceRecord] = [
    // Sorted.
    ServiceRecord(prefix: "deepcomposer", name: "AWS DeepComposer", lastSeen: "2025-09-17"),
    ServiceRecord(prefix: "deeplens", name: "AWS DeepLens", lastSeen: "2024-01-31"),
    ServiceRecord(prefix: "deepracer", name: "AWS DeepRacer", lastSeen: "2025-12-15"),
    ServiceRecord(prefix: "iot1click", name: "AWS IoT 1-Click", lastSeen: "2024-12-16"),
    ServiceRecord(prefix: "zocalo", name: "Amazon Zocalo", lastSeen: "2025-04-25"),
  ]

  /// Their prefixes, in lower case.
  package static let prefixes = Set(all.map(\.prefix))
}

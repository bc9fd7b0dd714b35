package import PolicyLanguage

/// Makes a service reference out of dated data.
package enum ServiceReferenceBuild {
  /// The most packages in one build.
  static let pathsMax = 400

  /// Merges wheels, their folders, and references that were built before, newer over older, in
  /// whichever order they are named.
  package static func snapshot(
    from paths: [String]
  ) throws(ServiceDataError) -> ServiceSnapshot {
    guard paths.count <= pathsMax else {
      throw ServiceDataError("\(paths.count) paths", "at most \(pathsMax) are merged")
    }
    var snapshots: [ServiceSnapshot] = []
    for path in paths { snapshots.append(try snapshot(at: path)) }
    snapshots.sort { $0.date < $1.date }
    let oldest = snapshots.first ?? ServiceSnapshot(date: "", services: [])
    return snapshots.dropFirst().reduce(oldest) { $0.updated(by: $1) }.withRetiredServices
  }

  private static func snapshot(at path: String) throws(ServiceDataError) -> ServiceSnapshot {
    let files = try PackageFiles(at: path)
    guard let text = files.reference else { return try IamdataPackage(files).snapshot() }
    return ServiceSnapshot(try ServiceReferenceFile.parse(text, at: path))
  }
}

package import Git
package import Model
import PolicyLanguage

extension ArchiveReader {
  /// The ARNs of policies as far as `policies-list.json` and `DEPRECATED.json` name them.
  package func listedARNs(at commit: ObjectID) throws(GitError) -> [PolicyName: String] {
    let root = try repository.commit(commit).tree
    var arns = try deprecated(in: root).compactMapValues(\.arn)
    guard let file = try repository.entry(at: Path.policiesList, in: root), file.isBlob else {
      return arns
    }
    for (name, arn) in PolicyList.arns(in: try repository.blob(file.id)) { arns[name] = arn }
    return arns
  }

  /// The ARNs that the trailers of an archive's own commits name, newest first.
  package func trailerARNs(
    of names: Set<PolicyName>, from tip: ObjectID?
  ) throws(GitError) -> [PolicyName: String] {
    guard let tip, !names.isEmpty else { return [:] }
    var arns: [PolicyName: String] = [:]
    _ = try repository.walkFirstParents(of: Path.policies, from: tip) {
      step throws(GitError) in
      let touched = step.changes.compactMap { PolicyName($0.name) }.filter(names.contains)
      guard touched.contains(where: { arns[$0] == nil }) else { return true }
      let trailers = CommitTrailers(of: try repository.commit(step.commit).message)
      if let name = trailers["Policy-Name"].flatMap(PolicyName.init), touched.contains(name),
        let arn = trailers["Policy-Arn"], arns[name] == nil
      {
        arns[name] = arn
      }
      return arns.count < names.count
    }
    return arns
  }
}

/// `policies-list.json`, the output of `aws iam list-policies` that MAMIP keeps.
private enum PolicyList {
  static func arns(in bytes: [UInt8]) -> [(PolicyName, String)] {
    do {
      let root = try JSONDocument(parsing: bytes).root
      return (root["Policies"] ?? root).elements.compactMap { entry in
        guard let name = entry["PolicyName"]?.string.flatMap(PolicyName.init),
          let arn = entry["Arn"]?.string
        else { return nil }
        return (name, arn)
      }
    } catch {
      // A list that cannot be read names no ARN.
      return []
    }
  }
}

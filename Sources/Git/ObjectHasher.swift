import CLibgit2
import Signing

/// Computes the ids of objects that we make ourselves.
struct ObjectHasher: ~Copyable {
  private var digest = RunningDigest(.sha1)

  /// The id of an object, by OpenSSL's SHA-1.
  ///
  /// It is three times as fast as libgit2's, which also looks for attacks by collision. A folder,
  /// which is ids and names in their order, leaves no room for these.
  mutating func id(_ kind: ObjectKind, _ bytes: [UInt8]) -> ObjectID {
    let header = Array("\(kind.rawValue) \(bytes.count)\0".utf8)
    digest.update(header.span)
    digest.update(bytes.span)
    var result = InlineArray<20, UInt8>(repeating: 0)
    var span = result.mutableSpan
    digest.finish(into: &span)
    return ObjectID(bytes: result.span)
  }

  /// The id of an object with text that somebody else may have made up, by libgit2's SHA-1, which
  /// refuses what was made for an attack by collision.
  static func checkedID(
    _ kind: ObjectKind, _ bytes: [UInt8]
  ) throws(GitError) -> ObjectID {
    var oid = git_oid()
    try git(operation: "name a \(kind.rawValue)") {
      unsafe bytes.withUnsafeBytes {
        unsafe git_odb_hash(&oid, $0.baseAddress, $0.count, kind.type)
      }
    }
    return ObjectID(oid)
  }
}

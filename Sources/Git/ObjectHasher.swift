import Signing

/// Computes the ids of objects that we make ourselves.
///
/// OpenSSL's SHA-1 is three times as fast as libgit2's, which also looks for collision attacks.
/// That look is not left out: the indexer hashes every object of a pack again, with libgit2's.
struct ObjectHasher: ~Copyable {
  private var digest = RunningDigest(.sha1)

  /// The id of an object.
  mutating func id(_ kind: ObjectKind, _ bytes: [UInt8]) -> ObjectID {
    let header = Array("\(kind.rawValue) \(bytes.count)\0".utf8)
    digest.update(header.span)
    digest.update(bytes.span)
    var result = InlineArray<20, UInt8>(repeating: 0)
    var span = result.mutableSpan
    digest.finish(into: &span)
    return ObjectID(bytes: result.span)
  }
}

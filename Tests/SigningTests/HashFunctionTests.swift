import Signing
import Testing

@Suite struct HashFunctionTests {
  /// FIPS 180-2 and RFC 3174.
  @Test(arguments: [
    (
      "", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    ),
    (
      "abc", "a9993e364706816aba3e25717850c26c9cd0d89d",
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    ),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `digests are those of the standard`(_ text: String, _ sha1: String, _ sha256: String) {
    #expect(Encodings.hex(HashFunction.sha1.digest(Array(text.utf8))) == sha1)
    #expect(Encodings.hex(HashFunction.sha256.digest(Array(text.utf8))) == sha256)
  }

  @Test func `a million letters in pieces give the digest of the standard, again and again`() {
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000)
    var digest = RunningDigest(.sha1)
    for _ in 0..<3 {
      for _ in 0..<1_000 { digest.update(piece.span) }
      #expect(Encodings.hex(digest.finish()) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    }
    #expect(Encodings.hex(digest.finish()) == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
  }

  @Test func `a digest is written to the front of a larger room`() {
    var room = [UInt8](repeating: 7, count: 40)
    var digest = RunningDigest(.sha256)
    digest.update(Array("abc".utf8).span)
    var span = room.mutableSpan
    digest.finish(into: &span)
    #expect(Array(room.prefix(32)) == HashFunction.sha256.digest(Array("abc".utf8)))
    #expect(room.suffix(8).allSatisfy { $0 == 7 })
  }

  /// RFC 2202, cases 1, 2, 3, 6, and RFC 4231 for the same messages.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
      "b617318655057264e28bc0b6fb378c8ef146be00",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
      "125d7342b9ac11cd91a39af48aa17b4f63f175d3",
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      [], [],
      "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d",
      "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
    ),
  ])
  func `authentication codes are those of the standards`(
    _ key: [UInt8], _ message: [UInt8], _ sha1: String, _ sha256: String
  ) {
    #expect(Encodings.hex(HashFunction.sha1.authenticationCode(message, key: key)) == sha1)
    #expect(Encodings.hex(HashFunction.sha256.authenticationCode(message, key: key)) == sha256)
  }

  @Test func `a key longer than a block is hashed first`() {
    let message = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
    let code = HashFunction.sha256.authenticationCode(
      message, key: [UInt8](repeating: 0xAA, count: 131))
    #expect(
      Encodings.hex(code) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }
}

@Suite struct EncodingsTests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", "", ""), ("f", "Zg==", "66"), ("fo", "Zm8=", "666f"), ("foo", "Zm9v", "666f6f"),
    ("foob", "Zm9vYg==", "666f6f62"), ("fooba", "Zm9vYmE=", "666f6f6261"),
    ("foobar", "Zm9vYmFy", "666f6f626172"),
  ])
  func `encodings are those of the standard`(_ text: String, _ base64: String, _ hex: String) {
    #expect(Encodings.base64(Array(text.utf8)) == base64)
    #expect(Encodings.base64URL(Array(text.utf8)) == base64.filter { $0 != "=" })
    #expect(Encodings.hex(text.utf8) == hex)
  }

  @Test func `the last two digits differ in addresses`() {
    #expect(Encodings.base64([0xFB, 0xEF, 0xFF, 0xFE]) == "++///g==")
    #expect(Encodings.base64URL([0xFB, 0xEF, 0xFF, 0xFE]) == "--___g")
  }
}

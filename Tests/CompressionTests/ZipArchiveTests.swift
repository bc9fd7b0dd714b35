import Compression
import Support
import Testing

/// Zip archives as Python writes them, and as nobody should.
struct ZipArchiveTests {
  @Test func `what Python writes is read`() throws {
    let archive = try ZipArchive(Self.python("wheel('a/b.json', 'é' * 100_000); store('c', 'x')"))
    #expect(archive.names == ["a/b.json", "c"])
    #expect(
      try archive.contents(of: "a/b.json") == Array(String(repeating: "é", count: 100_000).utf8))
    #expect(try archive.contents(of: "c") == [UInt8(ascii: "x")])
    #expect(try archive.contents(of: "d") == nil)
  }

  @Test func `an archive with a comment, or with nothing in it, is read`() throws {
    let archive = try ZipArchive(Self.python("wheel('a', 'b'); z.comment = b'PK\\x05\\x06' * 9"))
    #expect(try archive.contents(of: "a") == [UInt8(ascii: "b")])
    #expect(try ZipArchive(Self.python("pass")).names == [])
  }

  @Test(arguments: ["../a", "a/../../b", "/a", "a\\\\..\\\\b", "C:a", "a\\nb"])
  func `a name that leads elsewhere is refused`(name: String) throws {
    let bytes = try Self.python("wheel('\(name)', 'x')")
    let error = #expect(throws: ZipError.self) { try ZipArchive(bytes) }
    #expect(error?.description.hasPrefix("the name `") == true)
  }

  @Test func `a name that occurs twice is refused`() throws {
    let bytes = try Self.python("wheel('a', 'x'); wheel('a', 'y')")
    #expect(throws: ZipError.badName("a")) { try ZipArchive(bytes) }
  }

  @Test func `a file that unpacks to too much is refused before it is unpacked`() throws {
    let bytes = try Self.python("wheel('a', 'x' * (17 << 20))")
    #expect(bytes.count < 50_000)
    #expect(throws: ZipError.tooLarge("`a` in it")) { try ZipArchive(bytes) }
  }

  @Test func `files that together unpack to too much are refused`() throws {
    let bytes = try Self.python("for n in range(20): wheel(str(n), 'x' * (15 << 20))")
    let error = #expect(throws: ZipError.self) { try ZipArchive(bytes) }
    #expect(error?.description.hasSuffix("is too large") == true)
  }

  @Test func `a size that is a lie is found out`() throws {
    var bytes = try Self.python("wheel('a', 'x' * 1000)")
    let directory = try #require(Self.place(of: [0x50, 0x4B, 1, 2], in: bytes))
    for size in [999, 1001, 0] as [UInt16] {
      bytes[directory + 24] = UInt8(size & 0xFF)
      bytes[directory + 25] = UInt8(size >> 8)
      let archive = try ZipArchive(bytes)
      #expect(throws: ZipError.damaged("a")) { try archive.contents(of: "a") }
    }
  }

  @Test func `an encrypted file and an unknown compression are named`() throws {
    var bytes = try Self.python("wheel('a', 'x' * 1000)")
    let directory = try #require(Self.place(of: [0x50, 0x4B, 1, 2], in: bytes))
    bytes[directory + 8] = 1
    #expect(throws: ZipError.unsupported("the encryption of `a`")) { try ZipArchive(bytes) }
    bytes[directory + 8] = 0
    bytes[directory + 10] = 12
    let archive = try ZipArchive(bytes)
    #expect(throws: ZipError.unsupported("the compression of `a`")) {
      try archive.contents(of: "a")
    }
  }

  @Test func `an archive cut or changed anywhere is an error or the same, never a crash`() throws {
    let bytes = try Self.python("wheel('a', 'abcdefgh' * 20); store('b', 'y')")
    let whole = try Self.everything(in: bytes)
    for end in 0..<bytes.count {
      #expect(throws: ZipError.self) { try Self.everything(in: Array(bytes[..<end])) }
    }
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0xFF
      do throws(ZipError) {
        let contents = try Self.everything(in: changed)
        #expect(Array(contents.values).allSatisfy(whole.values.contains))
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test func `what is no archive is told so`() {
    #expect(throws: ZipError.notAnArchive) { try ZipArchive([]) }
    #expect(throws: ZipError.notAnArchive) { try ZipArchive(Array("{\"a\": 1}".utf8)) }
    #expect(ZipError.notAnArchive.description == "this is not a zip archive")
  }

  private static func everything(in bytes: [UInt8]) throws(ZipError) -> [String: [UInt8]] {
    let archive = try ZipArchive(bytes)
    var contents: [String: [UInt8]] = [:]
    for name in archive.names { contents[name] = try archive.contents(of: name) }
    return contents
  }

  private static func place(of signature: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0...].starts(with: signature) }
  }

  /// An archive that Python's own module writes.
  private static func python(_ statements: String) throws -> [UInt8] {
    let script = """
      import io, sys, warnings, zipfile
      warnings.simplefilter("ignore")
      out = io.BytesIO()
      with zipfile.ZipFile(out, "w") as z:
          wheel = lambda name, text: z.writestr(name, text, zipfile.ZIP_DEFLATED)
          store = lambda name, text: z.writestr(name, text)
          \(statements)
      sys.stdout.buffer.write(out.getvalue())
      """
    let output = try ExternalProgram("python3").run("-c", script)
    #expect(output.status == 0)
    return output.bytes
  }
}

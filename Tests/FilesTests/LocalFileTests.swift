import Files
import Foundation
import Support
import Testing

struct LocalFileTests {
  @Test func `what was written is read, and can be added to`() throws {
    try GitFixture.use { folder in
      let file = LocalFile(folder.at("a/b/c"))
      #expect(try file.read(bytesMax: 3) == nil)
      try file.write(Array("ab".utf8))
      try file.append(Array("c".utf8), bytesMax: 3)
      #expect(try file.read(bytesMax: 3) == Array("abc".utf8))
    }
  }

  @Test func `a file over the bound is not read`() throws {
    try GitFixture.use { folder in
      try folder.write("a", "abcd")
      let file = LocalFile(folder.at("a"))
      let error = #expect(throws: FileError.self) { try file.read(bytesMax: 3) }
      #expect(error?.description == "cannot read `\(file.path)`: it has 4 bytes, more than 3")
    }
  }

  @Test func `the reason is in words`() throws {
    try GitFixture.use { folder in
      try folder.write("file", "")
      let inFile = #expect(throws: FileError.self) {
        try LocalFile(folder.at("file/a")).write([1])
      }
      #expect(
        inFile?.description
          == "cannot write `\(folder.at("file/a"))`: something of that name is in the way")
      let aFolder = #expect(throws: FileError.self) {
        try LocalFile(folder.path).read(bytesMax: 1 << 20)
      }
      #expect(
        aFolder?.description
          == "cannot read `\(folder.path)`: it is no regular file, or its disk does not answer")
      let nowhere = #expect(throws: FileError.self) { try LocalFile("/proc/none").write([1]) }
      #expect(nowhere?.description.hasPrefix("cannot write `/proc/none`: ") == true)
    }
  }
}

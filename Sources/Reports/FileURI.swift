extension String {
  /// A path as the address of a file; a relative path stays relative.
  var fileURI: String {
    let path = utf8.map { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        String(Unicode.Scalar(byte))
      case _ where "-._~/+,=@".utf8.contains(byte): String(Unicode.Scalar(byte))
      default: "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      }
    }.joined()
    return hasPrefix("/") ? "file://" + path : path
  }
}

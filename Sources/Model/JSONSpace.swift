extension UInt8 {
  /// Whether it is one of the four bytes that JSON takes for white space.
  var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}

import Glibc

/// How far two byte strings are the same, compared many bytes at once.
enum CommonBytes {
  /// Far first, then close to where they differ.
  private static let strides = [4_096, 64]

  /// How many bytes are the same from two places on.
  static func prefix(
    of left: [UInt8], from start: Int = 0, and right: [UInt8], from otherStart: Int = 0
  ) -> Int {
    let limit = min(left.count - start, right.count - otherStart)
    var count = 0
    for stride in strides {
      while count + stride <= limit,
        isEqual(left, start + count, right, otherStart + count, stride)
      {
        count += stride
      }
    }
    while count < limit, left[start + count] == right[otherStart + count] { count += 1 }
    return count
  }

  /// How many bytes are the same at the two ends, looking at no more than `limit`.
  static func suffix(of left: [UInt8], and right: [UInt8], atMost limit: Int) -> Int {
    let (end, otherEnd) = (left.count, right.count)
    var count = 0
    for stride in strides {
      while count + stride <= limit,
        isEqual(left, end - count - stride, right, otherEnd - count - stride, stride)
      {
        count += stride
      }
    }
    while count < limit, left[end - 1 - count] == right[otherEnd - 1 - count] { count += 1 }
    return count
  }

  /// Git's order of two paths: below, at or above zero.
  static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    let common = min(left.count, right.count)
    let order = unsafe left.withUnsafeBytes { left in
      unsafe right.withUnsafeBytes { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return 0 as Int32 }
        return unsafe memcmp(left, right, common)
      }
    }
    return order == 0 ? left.count - right.count : Int(order)
  }

  /// Whether as many bytes as a stride has are the same at two places.
  private static func isEqual(
    _ left: [UInt8], _ start: Int, _ right: [UInt8], _ otherStart: Int, _ stride: Int
  ) -> Bool {
    unsafe left[start..<start + stride].withUnsafeBytes { left in
      unsafe right[otherStart..<otherStart + stride].withUnsafeBytes { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return true }
        return unsafe memcmp(left, right, stride) == 0
      }
    }
  }
}

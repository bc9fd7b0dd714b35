import CZlib

/// Takes apart what zlib compressed, without a header of its own, as zip archives hold it.
enum Inflater {
  /// The data of exactly `size` bytes; nil where there is more, less, or something else.
  static func inflate(_ bytes: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
    var stream = unsafe z_stream()
    let code = unsafe inflateInit2_(
      &stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib starts unless there is no memory")
    defer { unsafe inflateEnd(&stream) }
    // One byte more, so that data that goes on is told from data that ends here.
    var output = [UInt8](repeating: 0, count: size + 1)
    let (end, count) = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        // zlib's field is not const, but it does not write to its input.
        unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let end = unsafe CZlib.inflate(&stream, Z_FINISH)
        return unsafe (end, Int(stream.total_out))
      }
    }
    guard end == Z_STREAM_END, count == size else { return nil }
    output.removeLast()
    return output
  }
}

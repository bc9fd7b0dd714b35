import CZlib

/// Compresses one piece of data after the other with the same memory.
@safe package struct Deflater: ~Copyable {
  /// What is this short does not get shorter, and to begin anew costs zlib more than to compress.
  private static let storedMax = 64

  // zlib remembers the address of its state, which therefore must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var output: [UInt8] = []

  /// Prepares to compress at a level from 1 (fast) to 9 (small).
  package init(level: Int32) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe deflateInit_(
      stream, level, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib starts unless there is no memory")
  }

  deinit {
    unsafe deflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// The compressed form, valid until the next call.
  package mutating func deflate(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    if bytes.count <= Self.storedMax { return Self.stored(bytes) }
    unsafe deflateReset(stream)
    let bound = unsafe Int(deflateBound(stream, UInt(bytes.count)))
    if output.count < bound { output = [UInt8](repeating: 0, count: bound) }
    let code = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        // zlib's field is not const, but it does not write to its input.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(input.count)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(output.count)
        return unsafe CZlib.deflate(stream, Z_FINISH)
      }
    }
    precondition(code == Z_STREAM_END, "the output has the room that zlib asked for")
    return unsafe output[..<Int(stream.pointee.total_out)]
  }

  /// One block that is not compressed, between zlib's header and check sum.
  private static func stored(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let count = UInt8(bytes.count)
    let sum = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe adler32(1, buffer.baseAddress, UInt32(buffer.count))
    }
    let end = stride(from: 24, through: 0, by: -8).map {
      UInt8(truncatingIfNeeded: sum >> UInt($0))
    }
    return ([0x78, 0x01, 0x01, count, 0, ~count, 0xFF] + bytes + end)[...]
  }
}

/// Called by libFuzzer with one text after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  if let broken = invariants.broken(by: text) { fatalError(broken) }
  return 0
}

private let invariants = prepared()

private func prepared() -> Invariants {
  do {
    return try Invariants()
  } catch {
    fatalError("\(error)")
  }
}

/// Called by libFuzzer with one text after the other.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let broken = invariants?.broken(by: text)
  // The trap alone does not say what it was.
  if let broken { print(broken) }
  precondition(broken == nil)
  return 0
}

/// Made once; the services are our own text, so that there is no failure to handle.
private let invariants: Invariants? = {
  do {
    return try Invariants()
  } catch {
    preconditionFailure("the sample services do not parse: \(error)")
  }
}()

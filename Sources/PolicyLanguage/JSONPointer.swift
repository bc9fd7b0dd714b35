/// The way to a value as RFC 6901 writes it.
package enum JSONPointer {
  /// One step of the way: a slash, and the name of a member or the number of an element.
  package static func step(_ name: String) -> String {
    // Nearly no name needs it, and every policy of a run has some steps.
    guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") })
    else { return "/" + name }
    return "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}

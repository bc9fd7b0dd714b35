extension Int {
  /// `1 action`, `2 actions`.
  package func counted(_ one: String) -> String { counted(one, "\(one)s") }

  /// `1 policy`, `1,485 policies`.
  package func counted(_ one: String, _ many: String) -> String {
    "\(grouped) \(self == 1 ? one : many)"
  }

  /// With a comma between thousands: `1,485`.
  package var grouped: String {
    let digits = String(self)
    return digits.enumerated().reduce(into: "") { text, digit in
      let left = digits.count - digit.offset
      if digit.offset > 0, left.isMultiple(of: 3) { text.append(",") }
      text.append(digit.element)
    }
  }
}

package import Model

extension HTTPResponse {
  /// The server's own time, from its `Date` header.
  package var date: Timestamp? { header("date").flatMap { Timestamp(httpDate: $0) } }

  /// How long the server asks to wait, from `Retry-After` in seconds or as a date.
  ///
  /// A date counts from the server's own `Date`, so that a wrong clock here does no harm.
  package var retryAfter: Duration? {
    guard let text = header("retry-after") else { return nil }
    if let seconds = Int64(text), seconds >= 0 { return .seconds(seconds) }
    guard let then = Timestamp(httpDate: text), let now = date else { return nil }
    return .seconds(max(0, then.seconds - now.seconds))
  }
}

extension Timestamp {
  /// Reads the one form of date that HTTP servers write: `Sun, 06 Nov 1994 08:49:37 GMT`.
  init?(httpDate text: String) {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let fields = text.split(separator: " ", omittingEmptySubsequences: false)
    guard fields.count == 6, fields[5] == "GMT",
      let month = months.firstIndex(where: { $0 == fields[2] })
    else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    self.init(rfc3339: "\(fields[3])-\(number)-\(fields[1])T\(fields[4])Z")
  }
}

/// One pkt-line of a side band: data, words for a person, or the server's last words.
enum SideBand: Equatable {
  case data(ArraySlice<UInt8>)
  case progress(ArraySlice<UInt8>)
  case failure(String)

  /// Gives nil where the line is of no band.
  init?(_ line: ArraySlice<UInt8>) {
    switch line.first {
    case 1: self = .data(line.dropFirst())
    case 2: self = .progress(line.dropFirst())
    case 3: self = .failure(SafeText.oneLine(String(decoding: line.dropFirst(), as: UTF8.self)))
    default: return nil
    }
  }
}

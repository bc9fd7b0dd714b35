/// The form that DNS has for labels in any script (RFC 3492).
enum Punycode {
  private static let base = 36
  private static let thresholdMin = 1
  private static let thresholdMax = 26
  private static let skew = 38
  private static let damp = 700
  private static let firstBias = 72
  private static let firstScalar = 128
  private static let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789")

  /// The label as DNS has it; one of ASCII alone stays as it is.
  static func form(of label: [Unicode.Scalar]) -> String {
    label.allSatisfy(\.isASCII) ? String(label[...]) : "xn--" + encoded(label)
  }

  private static func encoded(_ label: [Unicode.Scalar]) -> String {
    let ascii = label.filter(\.isASCII)
    var output = String(ascii[...]) + (ascii.isEmpty ? "" : "-")
    var written = ascii.count
    var (bias, delta, lowest) = (firstBias, 0, firstScalar)
    while let next = label.map({ Int($0.value) }).filter({ $0 >= lowest }).min() {
      delta += (next - lowest) * (written + 1)
      for scalar in label where scalar.value <= next {
        guard scalar.value == next else {
          delta += 1
          continue
        }
        output += number(delta, bias: bias)
        bias = adapted(delta, isFirst: written == ascii.count, count: written + 1)
        delta = 0
        written += 1
      }
      delta += 1
      lowest = next + 1
    }
    return output
  }

  /// A number of variable length, the lowest digit first.
  private static func number(_ value: Int, bias: Int) -> String {
    var (output, rest, place) = ("", value, base)
    var threshold: Int { min(max(place - bias, thresholdMin), thresholdMax) }
    while rest >= threshold {
      let (quotient, digit) = (rest - threshold).quotientAndRemainder(
        dividingBy: base - threshold)
      output.append(digits[threshold + digit])
      rest = quotient
      place += base
    }
    output.append(digits[rest])
    return output
  }

  private static func adapted(_ delta: Int, isFirst: Bool, count: Int) -> Int {
    var rest = delta / (isFirst ? damp : 2)
    rest += rest / count
    var bias = 0
    while rest > (base - thresholdMin) * thresholdMax / 2 {
      rest /= base - thresholdMin
      bias += base
    }
    return bias + (base - thresholdMin + 1) * rest / (rest + skew)
  }
}

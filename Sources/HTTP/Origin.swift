import Glibc

/// A scheme, a host and a port: what a credential belongs to.
package struct Origin: Sendable, Hashable {
  /// With TLS or without.
  package enum Scheme: String, Sendable {
    case http
    case https

    /// The port that is meant where an address names none.
    package var defaultPort: Int {
      switch self {
      case .http: 80
      case .https: 443
      }
    }
  }

  package let scheme: Scheme
  /// In lower case; an IPv6 address in its short form, without brackets.
  package let host: String
  package let port: Int

  /// Gives nil where the host or the port is none.
  init?(scheme: Scheme, host: String, port: Int?) {
    guard let host = Host.canonical(host) else { return nil }
    let port = port ?? scheme.defaultPort
    guard (1...65_535).contains(port) else { return nil }
    self.scheme = scheme
    self.host = host
    self.port = port
  }

  /// Whether it is this machine: 127.0.0.0/8, `::1` or `localhost`.
  ///
  /// Libcurl resolves `localhost` by itself to the loopback addresses, whatever DNS says.
  package var isLoopback: Bool {
    host == "localhost" || host == "::1" || Host.octets(host)?.first == 127
  }

  /// Whether it is one of the fixed link-local addresses at which AWS hands credentials to the
  /// machine or container itself; they answer over http only.
  package var isMetadataService: Bool {
    Self.metadataHosts.contains(host)
  }

  private static let metadataHosts: Set<String> = [
    "169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::23", "fd00:ec2::254",
  ]

  /// Whether what is sent there cannot be read on the way.
  package var keepsSecrets: Bool {
    scheme == .https || isLoopback || isMetadataService
  }

  /// Host and port as an address has them, the port left out if it is the scheme's own.
  var authority: String {
    let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    return port == scheme.defaultPort ? name : "\(name):\(port)"
  }
}

extension Origin: CustomStringConvertible {
  /// `https://host:port`, the port left out if it is the scheme's own.
  package var description: String { "\(scheme.rawValue)://\(authority)" }
}

/// Names and addresses of machines.
///
/// Only one spelling passes for each address. `127.1`, `0x7f.1` and `2130706433` are refused:
/// libcurl would read them as 127.0.0.1, and two readings of one host are how secrets leak.
private enum Host {
  static let lengthMax = 253
  static let labelLengthMax = 63

  static func canonical(_ text: String) -> String? {
    if text.utf8.first == UInt8(ascii: "[") {
      guard text.utf8.last == UInt8(ascii: "]") else { return nil }
      return canonicalIPv6(String(text.dropFirst().dropLast()))
    }
    let name = text.lowercased()
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard name.utf8.count <= lengthMax, labels.allSatisfy(isLabel), let last = labels.last
    else { return nil }
    if isNumeric(last), octets(name) == nil { return nil }
    return name
  }

  /// The four numbers of a dotted IPv4 address without leading zeros.
  static func octets(_ name: String) -> [Int]? {
    let fields = name.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { field in
      Int(field).flatMap { (0...255).contains($0) && String($0) == field ? $0 : nil }
    }
    return fields.count == 4 && numbers.count == 4 ? numbers : nil
  }

  private static func isLabel(_ label: Substring.UTF8View.SubSequence) -> Bool {
    (1...labelLengthMax).contains(label.count)
      && label.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// A last label that some reader takes for a number, decimal or `0x…`.
  private static func isNumeric(_ label: Substring.UTF8View.SubSequence) -> Bool {
    let isDecimal = label.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return isDecimal || label.starts(with: "0x".utf8)
  }

  private static func canonicalIPv6(_ text: String) -> String? {
    var address = in6_addr()
    guard unsafe inet_pton(AF_INET6, text, &address) == 1 else { return nil }
    var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard unsafe inet_ntop(AF_INET6, &address, &buffer, socklen_t(buffer.count)) != nil
    else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// A group of AWS regions with accounts, names and hosts of its own, such as `aws` or `aws-cn`.
package struct Partition: Sendable, Hashable {
  /// As the second field of an ARN has it.
  package let name: String
  /// Where hosts of regional services end, such as `amazonaws.com`.
  let dnsSuffix: String
  /// How the partition's region names begin.
  let regionPrefix: String
  let iamHost: String
  /// The region by which IAM requests are signed, and which answers where none is configured.
  ///
  /// IAM refuses every other with `Credential should be scoped to a valid region`.
  let homeRegion: String

  /// Every partition but `aws`, whose region names have no prefix in common.
  private static let others: [Partition] = [
    Partition(
      name: "aws-cn", dnsSuffix: "amazonaws.com.cn", regionPrefix: "cn-",
      iamHost: "iam.cn-north-1.amazonaws.com.cn", homeRegion: "cn-north-1"),
    Partition(
      name: "aws-eusc", dnsSuffix: "amazonaws.eu", regionPrefix: "eusc-",
      iamHost: "iam.eusc-de-east-1.amazonaws.eu", homeRegion: "eusc-de-east-1"),
    Partition(
      name: "aws-iso", dnsSuffix: "c2s.ic.gov", regionPrefix: "us-iso-",
      iamHost: "iam.us-iso-east-1.c2s.ic.gov", homeRegion: "us-iso-east-1"),
    Partition(
      name: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov", regionPrefix: "us-isob-",
      iamHost: "iam.us-isob-east-1.sc2s.sgov.gov", homeRegion: "us-isob-east-1"),
    Partition(
      name: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk", regionPrefix: "eu-isoe-",
      iamHost: "iam.eu-isoe-west-1.cloud.adc-e.uk", homeRegion: "eu-isoe-west-1"),
    Partition(
      name: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov", regionPrefix: "us-isof-",
      iamHost: "iam.us-isof-south-1.csp.hci.ic.gov", homeRegion: "us-isof-south-1"),
    Partition(
      name: "aws-us-gov", dnsSuffix: "amazonaws.com", regionPrefix: "us-gov-",
      iamHost: "iam.us-gov.amazonaws.com", homeRegion: "us-gov-west-1"),
  ]

  /// The partition most accounts are in.
  package static let aws = Partition(
    name: "aws", dnsSuffix: "amazonaws.com", regionPrefix: "",
    iamHost: "iam.amazonaws.com", homeRegion: "us-east-1")

  private init(
    name: String, dnsSuffix: String, regionPrefix: String, iamHost: String, homeRegion: String
  ) {
    self.name = name
    self.dnsSuffix = dnsSuffix
    self.regionPrefix = regionPrefix
    self.iamHost = iamHost
    self.homeRegion = homeRegion
  }

  /// The partition of a region; a region nobody has heard of yet counts as one of `aws`.
  init(ofRegion region: String) {
    self = Self.others.first { region.hasPrefix($0.regionPrefix) } ?? .aws
  }

  /// Gives nil for a name that no ARN has.
  init?(name: String) {
    guard let found = ([.aws] + Self.others).first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Whether a region lies in the partition.
  func contains(region: String) -> Bool {
    Partition(ofRegion: region) == self
  }
}

/// The name of a region, checked, because hosts are made of it.
enum RegionName {
  static let lengthMax = 63

  static func isValid(_ text: String) -> Bool {
    (1...lengthMax).contains(text.utf8.count)
      && text.utf8.first != UInt8(ascii: "-")
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}

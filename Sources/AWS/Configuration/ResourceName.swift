/// An Amazon Resource Name: `arn:partition:service:region:account:resource`.
struct ResourceName: Sendable, Hashable {
  let text: String
  let partition: Partition
  let service: String
  /// Empty for services without regions, such as IAM.
  let region: String
  let account: String

  /// Gives nil where the text is no ARN, or is one of a partition nobody knows.
  init?(_ text: String) {
    let fields = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    guard fields.count == 6, fields[0] == "arn", !fields[2].isEmpty, !fields[5].isEmpty,
      let partition = Partition(name: String(fields[1])),
      fields[3].isEmpty || RegionName.isValid(String(fields[3]))
    else { return nil }
    self.text = text
    self.partition = partition
    service = String(fields[2])
    region = String(fields[3])
    account = String(fields[4])
  }
}

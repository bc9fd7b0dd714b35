import Model

extension MessageForm {
  /// Throws where the longest message that the template can make does not fit.
  ///
  /// Policies take as much room as there is, so only their number must fit.
  func check(_ template: MessageTemplate) throws(TemplateError) {
    guard fits(longest(template)) else {
      throw TemplateError(
        "the template can make a message longer than the service takes",
        hint: "shorten it by what stands between the fields, or leave a field out")
    }
  }

  /// The longest text that the template can make.
  func longest(_ template: MessageTemplate) -> String {
    template.message(of: longestFields).text
  }

  private var longestFields: MessageFields {
    let number = Self.numberMax.grouped
    let kinds = Change.Kind.byInterest.map { "\(number) \($0.spoken)" }.joined(separator: ", ")
    let release = Self.releaseLongest
    return MessageFields(
      count: markup.message(number),
      headline: markup.message("\(number) AWS managed policies changed: \(kinds)"),
      kinds: markup.message(kinds),
      link: Message(markup.address(Self.addressLongest), leadingTo: Self.addressLongest),
      policies: markup.message("\(number) policies"),
      release: markup.message(release, leadingTo: Self.addressLongest))
  }

  /// More policies than AWS will ever have.
  private static let numberMax = 99_999
  private static let releaseLongest = "2026-11-20-18-00-10000"
  /// The longest address of a release: a long server, and the longest names that GitHub takes.
  private static let addressLongest =
    "https://" + letters(56) + ".com/" + letters(39) + "/" + letters(100) + "/releases/tag/"
    + releaseLongest

  private static func letters(_ count: Int) -> String { String(repeating: "a", count: count) }
}

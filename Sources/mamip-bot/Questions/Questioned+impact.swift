import AWS
import Compare
import Git
import History
import Logging
import Model
import PolicyLanguage
import Questions

extension Live {
  /// The account in a file, on standard input for `-`, or, where nothing is named, as IAM has it.
  func account(in path: String?) async throws -> Account {
    guard let path else {
      let details = try await IAM(try awsClient()).getAccountAuthorizationDetails()
      return try account(JSONWriter.compact(details), from: "IAM's answer")
    }
    let title = path == "-" ? "standard input" : "`\(SafeText.line(path))`"
    do {
      let text = try path == "-" ? InputBytes.readStandardInput() : InputBytes.read(path)
      return try account(text, from: title)
    } catch let error as InputBytes.Unreadable {
      throw CommandError("cannot read \(title): \(error)")
    }
  }

  private func account(_ text: [UInt8], from title: String) throws -> Account {
    do throws(AccountError) {
      let account = try Account(parsing: text)
      warn(about: account, from: title)
      return account
    } catch {
      throw CommandError(
        "cannot use \(title): \(error)",
        hint: "write it with `aws iam get-account-authorization-details --output json`")
    }
  }

  private func warn(about account: Account, from title: String) {
    if account.isCutOff {
      log.warning("\(title) is cut off: there are more users, roles or policies than it says")
    }
    if !account.missingGroups.isEmpty {
      let groups = Self.listed(account.missingGroups)
      log.warning("\(title) says nothing of groups that users are in: \(groups)")
    }
  }

  /// More names than this are counted.
  private static let namesMax = 5

  fileprivate static func listed(_ names: [String]) -> String {
    let shown = names.prefix(namesMax).map { "`\(SafeText.line($0))`" }.joined(separator: ", ")
    return shown + (names.count > namesMax ? " and \(names.count - namesMax) more" : "")
  }
}

extension Questioned {
  /// The commit that a question begins with: as named, or the one before the newest change of a
  /// policy; nil where the archive began with that.
  func start(_ text: String?) throws -> ObjectID? {
    switch text.map(PolicySpecification.init) {
    case .moment(let moment): return try commit(at: moment)
    case .version(let id): return try commit(named: id.description, isVersion: false)
    case .revision(let revision): return try commit(named: revision, isVersion: false)
    case nil:
      let (change, end) = try archive.newestChange(from: tip)
      warn(about: end)
      guard let change else {
        throw CommandError("no policy of this archive has changed yet", status: .usage)
      }
      return change.parent
    }
  }

  /// The policies of AWS's that an account uses, then and now, by their ARNs.
  ///
  /// Those that stand beside no changed one decide nothing, and are not read.
  func steps(of account: Account, from start: ObjectID?) throws -> [String: PolicyStep] {
    let names = Self.names(in: account)
    var interval = try PolicyInterval(from: start, to: tip, in: archive)
    let same = Set(names.values.filter { interval.isSameFile($0) })
    var steps = try interval.steps(of: Set(names.values).subtracting(same))
    warn(about: interval.end)
    warn(about: account, known: names.filter { same.contains($0.value) || steps[$0.value] != nil })
    let touched = account.principals.map(\.policies).filter { policies in
      policies.contains { arn in names[arn].flatMap { steps[$0] }?.isChanged ?? false }
    }
    let beside = Set(touched.joined().compactMap { names[$0] }).intersection(same)
    steps.merge(try interval.steps(of: beside)) { $1 }
    return names.compactMapValues { steps[$0] }
  }

  /// The names of the policies of AWS's that an account uses, by their ARNs.
  private static func names(in account: Account) -> [String: PolicyName] {
    let arns = Set(account.principals.flatMap(\.policies)).filter(Account.isAWSManaged)
    return Dictionary(
      uniqueKeysWithValues: arns.compactMap { arn in
        arn.split(separator: "/").last.flatMap { PolicyName(String($0)) }.map { (arn, $0) }
      })
  }

  /// Says what the archive does not have, and what nobody has.
  private func warn(about account: Account, known: [String: PolicyName]) {
    let unknown = Set(account.principals.flatMap(\.policies)).subtracting(known.keys)
    let silent = unknown.filter { account.documents[$0] == nil }
    let others = unknown.subtracting(silent).filter(Account.isAWSManaged)
    if !others.isEmpty {
      live.log.warning(
        "not in the archive, so taken as the account has it: \(Live.listed(others.sorted()))")
    }
    if !silent.isEmpty {
      live.log.warning(
        "left out, because nobody says what they grant: \(Live.listed(silent.sorted()))")
    }
  }
}

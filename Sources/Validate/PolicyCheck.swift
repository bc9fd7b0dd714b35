import Model
import PolicyLanguage

/// One thing that validation looks for.
///
/// A check is a file in `Checks/` with the name of its issue code, and a line in the catalogue. The
/// type of `issues`' first parameter says what it gets to see, one after the other: the
/// `PolicyDocument`, each `PolicyStatement`, each `PolicyAction`, `PolicyResource` or
/// `PolicyPrincipal` of a statement, each `VariableUse`, `PolicyConditionBlock` or
/// `PolicyCondition`.
///
/// The documentation has two parts that begin with `What it reports:` and `Why it matters:`, and
/// names how the anchor of the check in AWS's list ends; `learnMoreLink` is the whole address.
protocol PolicyCheck<Subject>: Sendable {
  associatedtype Subject

  /// AWS's name for it.
  static var code: IssueCode { get }
  /// How much its findings matter.
  static var type: FindingType { get }
  /// What it applies to; every type of policy, unless the check says otherwise.
  static var policyTypes: Set<PolicyType> { get }
  /// The days on which the service has it; all, unless the check says otherwise.
  static var days: Days { get }
  /// Policies with the issue and without, which are its tests.
  static var examples: Examples { get }

  /// What is wrong with one part of a policy; usually nothing.
  static func issues(in subject: Subject, _ context: Context) -> [Issue]

  /// Puts it among the checks of its subject; each kind of subject brings this along.
  static func add(to checks: inout ChecksBySubject)
}

extension PolicyCheck {
  static var policyTypes: Set<PolicyType> { Set(PolicyType.allCases) }
  static var days: Days { .all }
}

extension PolicyCheck {
  /// Where AWS explains the check.
  static var learnMoreLink: String { ReferencePages.check(code, type) }
}

/// The days on which a rule applies, written `2026-03-25`, so that they compare as texts.
struct Days: Sendable {
  var first = ""
  var last = "9999-12-31"

  static let all = Days()

  func contains(_ day: String) -> Bool { first <= day && day <= last }
}

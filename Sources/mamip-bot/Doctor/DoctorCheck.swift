/// One thing that a run depends on, and how to look at it without changing anything.
struct DoctorCheck: Sendable {
  typealias Body = @Sendable (Examination) async throws(Diagnosis) -> Diagnosis

  let name: String
  /// The check without which this one can find out nothing.
  let need: String?
  let body: Body

  init(_ name: String, after need: String? = nil, _ body: @escaping Body) {
    self.name = name
    self.need = need
    self.body = body
  }

  /// From what lies here to what lies far away, in the order in which a person would put it right.
  static let all: [DoctorCheck] = [
    .repository,
    .locks,
    .workTree,
    .configuration,
    .channels,
    .actions,
    .source,
    .credentials,
    .permissions,
    .clock,
    .remote,
    .gitHub,
    .pushPermission,
    .branchRules,
    .tagRules,
    .workflow,
    .lastRun,
  ]
}

import HTTP
import Model

/// The credential for one remote, and which to try when it asks for one.
struct RemoteLogin {
  /// What goes with each request.
  private(set) var current: RemoteAuthorization
  private let user: String?
  private let question: CredentialHelper.Question
  private let helper: CredentialHelper
  private var fallbacks: [Fallback]
  private var asked: CredentialHelper.Credential?

  private enum Fallback {
    case helper
    /// The user of the address alone; some services take a token in its place.
    case userAlone
  }

  init(_ url: RequestURL, current: RemoteAuthorization, helper: CredentialHelper) {
    self.current = current
    self.helper = helper
    user = url.userInfo?.user
    let scheme = url.origin.scheme.rawValue
    question = CredentialHelper.Question(
      scheme: scheme, host: String("\(url.origin)".dropFirst("\(scheme)://".count)),
      path: String(url.path.dropFirst()), user: user)
    let isSafe = url.origin.scheme == .https || url.origin.isLoopback
    fallbacks = isSafe && current.headers.isEmpty ? [.helper, .userAlone] : []
  }

  /// Goes on to the next credential; tells whether there is one.
  mutating func advance() async -> Bool {
    while !fallbacks.isEmpty {
      switch fallbacks.removeFirst() {
      case .helper:
        asked = await helper.fill(question)
        guard let asked else { continue }
        current = .basic(asked.user, asked.password, from: "`git credential`")
      case .userAlone:
        asked = nil
        guard let user else { continue }
        current = .basic(user, Secret(""), from: "the address")
      }
      return true
    }
    return false
  }

  /// Tells the helper what became of its credential.
  func report(wasAccepted: Bool) async {
    if let asked { await helper.report(asked, for: question, wasAccepted: wasAccepted) }
  }

  /// What to say where the remote refuses.
  var refusal: String {
    current.source.map { "the remote refuses the credential from \($0) (401)" }
      ?? "the remote asks for a credential (401)"
  }

  /// What to do about it.
  var hint: String {
    current.source == nil
      ? "GITHUB_TOKEN (for the host of GITHUB_SERVER_URL), git's credential helper or the address"
        + " can hold one"
      : "check that it has not expired, and that it is meant for \(question.host)"
  }
}

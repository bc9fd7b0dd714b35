import CLibgit2
import Glibc

/// What libgit2 asks while it talks to a remote, and what it is told.
@safe final class LibraryAnswers {
  private static let keyNames = ["id_ed25519", "id_ecdsa", "id_rsa"]
  private static let defaultUser = "git"

  /// Keys not tried yet; the agent's come first.
  private var keyPaths: [String]
  private var asksAgent: Bool
  private var expected: [String: ObjectID] = [:]
  /// Whether the remote's references were not where they were expected.
  private(set) var isStale = false
  /// The remote's words for each reference that it refused.
  private(set) var refusals: [String: String] = [:]

  /// Looks for an ssh agent and for keys where the environment says.
  init(environment: [String: String]) {
    asksAgent = environment["SSH_AUTH_SOCK"]?.isEmpty == false
    let home = environment["HOME"]
    keyPaths = Self.keyNames.compactMap { name in home.map { "\($0)/.ssh/\(name)" } }
  }

  /// Where the remote's references must be for the push to begin.
  func expect(_ updates: [RefUpdate]) {
    expected = Dictionary(uniqueKeysWithValues: updates.map { ($0.name, $0.old ?? .zero) })
  }

  /// Makes libgit2 ask this object, which must outlive the call.
  func install(in callbacks: inout git_remote_callbacks) {
    unsafe callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
    unsafe callbacks.credentials = { result, _, user, kinds, payload in
      let user = unsafe user.map { unsafe String(cString: $0) }
      return unsafe LibraryAnswers.at(payload)?.credential(result, user: user, kinds) ?? -1
    }
    unsafe callbacks.push_negotiation = { updates, count, payload in
      guard let answers = unsafe LibraryAnswers.at(payload) else { return -1 }
      for index in 0..<count {
        guard let update = unsafe updates?[index]?.pointee else { continue }
        unsafe answers.check(String(cString: update.dst_refname), ObjectID(update.src))
      }
      return answers.isStale ? GIT_EUSER.rawValue : 0
    }
    unsafe callbacks.push_update_reference = { name, words, payload in
      guard let name = unsafe name, let words = unsafe words else { return 0 }
      unsafe LibraryAnswers.at(payload)?.refusals[String(cString: name)] = String(cString: words)
      return 0
    }
  }

  private static func at(_ payload: UnsafeMutableRawPointer?) -> LibraryAnswers? {
    unsafe payload.map { unsafe Unmanaged<LibraryAnswers>.fromOpaque($0).takeUnretainedValue() }
  }

  private func check(_ name: String, _ value: ObjectID) {
    if expected[name] != value { isStale = true }
  }

  /// One way after the other; libgit2 asks again as long as the remote refuses.
  private func credential(
    _ result: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?, user: String?,
    _ kinds: UInt32
  ) -> Int32 {
    let user = user ?? Self.defaultUser
    if kinds & GIT_CREDENTIAL_USERNAME.rawValue != 0 {
      return unsafe git_credential_username_new(result, user)
    }
    guard kinds & GIT_CREDENTIAL_SSH_KEY.rawValue != 0 else { return GIT_EAUTH.rawValue }
    if asksAgent {
      asksAgent = false
      return unsafe git_credential_ssh_key_from_agent(result, user)
    }
    while !keyPaths.isEmpty {
      let path = keyPaths.removeFirst()
      guard unsafe access(path, R_OK) == 0 else { continue }
      // The public key is computed from the other one.
      return unsafe git_credential_ssh_key_new(result, user, nil, path, "")
    }
    return GIT_EAUTH.rawValue
  }
}

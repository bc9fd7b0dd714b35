import Foundation
import Support

/// A member's service on loopback, which a test can make fail.
final class ContractService: @unchecked Sendable {
  // SAFETY: touched with the lock held.
  private let lock = NSLock()
  private var messages: [String] = []
  private var fault: Fault?
  private let member: ContractMember
  private var server: LoopbackServer?

  init(_ member: ContractMember, failing fault: Fault? = nil) throws {
    self.member = member
    self.fault = fault
    server = try LoopbackServer { [weak self] in self?.answer($0) ?? .close }
  }

  /// What stands there.
  var posted: [String] { lock.withLock { messages } }

  /// The requests that were to post something.
  var writes: [LoopbackServer.Request] { server?.requests.filter(member.isWrite) ?? [] }

  /// A world that waits for answers only as long as it makes sense: where one never comes, as long
  /// as the requests before it may take on a busy machine.
  var world: ContractWorld {
    let isSilent = lock.withLock { fault?.isSilent ?? false }
    return ContractWorld(
      url: server?.url ?? "", patience: isSilent ? .seconds(2) : .seconds(30))
  }

  /// Works from now on.
  func recover() { lock.withLock { fault = nil } }

  private func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Reply {
    lock.withLock {
      let answer = { self.member.answer(request, &self.messages) }
      guard let fault, member.isWrite(request) else { return answer() }
      return fault.reply(to: request, answer)
    }
  }
}

import Foundation
import Publish
import Support
import Testing

/// Topics and queues with an order, which know a repeat for a while.
@Suite struct OrderedDeliveryTests {
  /// A member of the contract whose service does with each request what comes next.
  private func outcome(
    of member: ContractMember, _ replies: LoopbackServer.Reply...
  ) async throws -> (DeliveryOutcome, requestCount: Int) {
    let script = Script(replies)
    let server = try LoopbackServer { _ in script.next() }
    let channel = try member.make(ContractWorld(url: server.url))
    let outcome = await channel.deliver(try NewsFixture.release())
    return (outcome, server.requests.count)
  }

  @Test(arguments: [ContractMember.snsInOrder, .sqsInOrder])
  func `that a second try did not arrive says nothing of the first`(
    member: ContractMember
  ) async throws {
    let (outcome, count) = try await outcome(of: member, .reset, .init(403, "no"))
    #expect(count == 2)
    #expect(outcome.isInDoubt, "\(outcome)")
  }

  @Test(arguments: [ContractMember.sns, .sqs])
  func `without an order nothing is tried twice`(member: ContractMember) async throws {
    let (outcome, count) = try await outcome(of: member, .reset, .init(403, "no"))
    #expect(count == 1)
    #expect(outcome.isInDoubt, "\(outcome)")
  }

  private final class Script: @unchecked Sendable {
    // SAFETY: touched with the lock held.
    private let lock = NSLock()
    private var replies: [LoopbackServer.Reply]

    init(_ replies: [LoopbackServer.Reply]) { self.replies = replies }

    func next() -> LoopbackServer.Reply {
      lock.withLock { replies.isEmpty ? LoopbackServer.Reply(200) : replies.removeFirst() }
    }
  }
}

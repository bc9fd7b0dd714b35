import Foundation
import HTTP
import Testing

@Suite(.timeLimit(.minutes(10))) struct ConcurrentMapTests {
  private struct Failure: Error, Equatable {
    let item: Int
  }

  @Test(arguments: [0, 1, 15, 16, 17, 1_000])
  func `all items come back in order`(_ count: Int) async {
    let items = Array(0..<count)
    let outputs = await concurrentMap(items) { item in
      for _ in 0..<(count - item) % 7 { await Task.yield() }
      return item * 2
    }
    #expect(outputs == items.map { $0 * 2 })
  }

  @Test(arguments: [1, 3, 16])
  func `as many as allowed are under way, and no more`(_ width: Int) async {
    let meter = Meter()
    _ = await concurrentMap(Array(0..<100), width: width) { _ in
      meter.enter()
      // All others that may run at the same time enter meanwhile.
      while meter.most < width { await Task.yield() }
      await Task.yield()
      meter.leave()
    }
    #expect(meter.most == width)
  }

  @Test func `the first failure is thrown, cancels the rest and begins no more`() async {
    let meter = Meter()
    let error = await #expect(throws: Failure.self) {
      try await concurrentMap(Array(0..<1_000), width: 4) { item throws(Failure) in
        meter.enter()
        while item != 2, !Task.isCancelled { await Task.yield() }
        throw Failure(item: item)
      }
    }
    #expect(error == Failure(item: 2))
    #expect(meter.all == 4)
  }

  @Test(arguments: [1, 2, 3, 7, 8, 100])
  func `turns hold every item once, in order`(count: Int) {
    let turns = Array(0..<7).turns(of: count)
    #expect(turns.flatMap(\.self) == Array(0..<7))
    #expect(turns.dropLast().allSatisfy { $0.count == count })
    #expect([Int]().turns(of: count).isEmpty)
  }

  @Test func `the caller's cancellation reaches every item`() async {
    let task = Task {
      await concurrentMap(Array(0..<10), width: 2) { _ in
        while !Task.isCancelled { await Task.yield() }
        return Task.isCancelled
      }
    }
    task.cancel()
    #expect(await task.value == Array(repeating: true, count: 10))
  }
}

/// Counts who is inside.
private final class Meter: @unchecked Sendable {
  // SAFETY: touched with the lock held.
  private let lock = NSLock()
  private var inside = 0
  private var highest = 0
  private var entered = 0

  var most: Int { lock.withLock { highest } }
  var all: Int { lock.withLock { entered } }

  func enter() {
    lock.withLock {
      inside += 1
      entered += 1
      highest = max(highest, inside)
    }
  }

  func leave() { lock.withLock { inside -= 1 } }
}

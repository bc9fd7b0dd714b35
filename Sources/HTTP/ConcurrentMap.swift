/// Transforms all items, at most `width` of them at a time, and keeps their order.
///
/// The first failure cancels what is under way and is thrown.
package func concurrentMap<Item: Sendable, Output: Sendable, Failure: Error>(
  _ items: [Item], width: Int = 16,
  _ transform: @escaping @Sendable (Item) async throws(Failure) -> Output
) async throws(Failure) -> [Output] {
  precondition(width > 0, "something is transformed at a time")
  typealias Numbered = (index: Int, result: Result<Output, Failure>)
  let outcome = await withTaskGroup(of: Numbered.self) { group -> Result<[Output], Failure> in
    func start(_ index: Int) {
      let item = items[index]
      group.addTask {
        do throws(Failure) {
          return (index, .success(try await transform(item)))
        } catch {
          return (index, .failure(error))
        }
      }
    }
    var started = min(width, items.count)
    for index in 0..<started { start(index) }
    var outputs = [Output?](repeating: nil, count: items.count)
    while let (index, result) = await group.next() {
      switch result {
      case .success(let output): outputs[index] = output
      case .failure(let error):
        group.cancelAll()
        return .failure(error)
      }
      if started < items.count {
        start(started)
        started += 1
      }
    }
    return .success(outputs.compactMap { $0 })
  }
  return try outcome.get()
}

extension Array {
  /// The elements in order, so many at a time: what a task takes at once where one element costs
  /// less than its turn.
  package func turns(of count: Int) -> [ArraySlice<Element>] {
    stride(from: 0, to: self.count, by: count).map { self[$0..<Swift.min($0 + count, self.count)] }
  }
}

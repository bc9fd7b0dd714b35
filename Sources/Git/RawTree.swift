/// One line of a folder: a file, another folder, a link.
package struct TreeEntry: Sendable, Equatable {
  package var name: String
  package var mode: FileMode
  package var id: ObjectID

  package init(name: String, mode: FileMode, id: ObjectID) {
    self.name = name
    self.mode = mode
    self.id = id
  }
}

/// What kind of thing an entry is, in git's own numbers.
package struct FileMode: RawRepresentable, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// An ordinary file.
  package static let file = FileMode(rawValue: 0o100644)
  /// A file that may be run.
  package static let executable = FileMode(rawValue: 0o100755)
  /// A symbolic link.
  package static let link = FileMode(rawValue: 0o120000)
  /// A folder.
  package static let tree = FileMode(rawValue: 0o040000)
  /// A commit of another repository.
  package static let submodule = FileMode(rawValue: 0o160000)

  /// The same kind in today's numbers: old git wrote other permissions than these two.
  var canonical: FileMode {
    guard rawValue & 0o170000 == 0o100000 else { return self }
    return rawValue & 0o100 == 0 ? .file : .executable
  }

  /// Whether it has content of its own: neither a folder nor another repository.
  package var isFile: Bool { self != .tree && self != .submodule }
}

/// A folder in git's own bytes, edited in place.
///
/// An entry is `mode SP name NUL id`; entries stand in git's order, where a folder sorts as if
/// its name ended with a slash. One change to 1,500 policies costs a binary search and a `memmove`,
/// where libgit2's tree builder would sort and print 1,500 entries again.
package struct RawTree: Sendable, Equatable {
  /// The object's content.
  package private(set) var bytes: [UInt8]
  /// Where each entry begins.
  private var starts: [Int]

  /// A folder without entries.
  package init() {
    bytes = []
    starts = []
  }

  /// Reads a tree object's content; what is damaged or out of order is an error.
  package init(parsing bytes: [UInt8]) throws(GitError) {
    self.bytes = bytes
    starts = []
    starts.reserveCapacity(bytes.count / 50)
    var scanner = TreeScanner()
    var last: TreeScanner.Entry?
    while let entry = try scanner.next(in: bytes.span) {
      if let last, TreeScanner.order(last, entry, in: bytes.span) >= 0 {
        throw TreeScanner.damaged
      }
      starts.append(entry.start)
      last = entry
    }
  }

  /// The number of entries.
  package var count: Int { starts.count }

  /// Whether there are no entries.
  package var isEmpty: Bool { starts.isEmpty }

  /// The entries in git's order.
  package var entries: [TreeEntry] {
    starts.indices.map { entry($0) }
  }

  /// The entry of that name, whatever its kind; nil where there is none.
  package subscript(name: String) -> TreeEntry? {
    index(of: Array(name.utf8)).map { entry($0) }
  }

  /// Adds an entry, or replaces the one of that name.
  package mutating func set(_ name: String, _ mode: FileMode, _ id: ObjectID) {
    let key = Array(name.utf8)
    precondition(!key.isEmpty && !key.contains(0) && !key.contains(UInt8(ascii: "/")), "one name")
    if let index = index(of: key) {
      let entry = raw(index)
      if entry.mode == mode {
        bytes.replaceSubrange(entry.end - ObjectID.length..<entry.end, with: id.bytes)
        return
      }
      remove(at: index)
    }
    insert(key, mode, id)
  }

  /// Removes the entry of that name; false where there was none.
  @discardableResult
  package mutating func remove(_ name: String) -> Bool {
    guard let index = index(of: Array(name.utf8)) else { return false }
    remove(at: index)
    return true
  }
}

extension RawTree {
  private func raw(_ index: Int) -> TreeScanner.Entry {
    guard let entry = TreeScanner.entry(at: starts[index], in: bytes.span) else {
      preconditionFailure("every entry was whole when it was added")
    }
    return entry
  }

  private func entry(_ index: Int) -> TreeEntry {
    let entry = raw(index)
    return TreeEntry(
      name: entry.name(in: bytes.span), mode: entry.mode, id: entry.id(in: bytes.span))
  }

  /// A name sorts in one place as a file and in another as a folder, so both are looked at.
  private func index(of key: [UInt8]) -> Int? {
    let file = position(of: key, isTree: false)
    if file.isFound { return file.index }
    let tree = position(of: key, isTree: true)
    return tree.isFound ? tree.index : nil
  }

  /// Where an entry is, or would have to be put.
  private func position(of key: [UInt8], isTree: Bool) -> (index: Int, isFound: Bool) {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      let entry = raw(middle)
      let order = TreeScanner.order(
        key.span, isTree: isTree,
        bytes.span.extracting(entry.name), isTree: entry.mode == .tree)
      if order == 0 { return (middle, true) }
      if order < 0 { high = middle } else { low = middle + 1 }
    }
    return (low, false)
  }

  private mutating func insert(_ key: [UInt8], _ mode: FileMode, _ id: ObjectID) {
    let index = position(of: key, isTree: mode == .tree).index
    let start = index < starts.count ? starts[index] : bytes.count
    let text = Array("\(String(mode.rawValue, radix: 8)) ".utf8) + key + [0] + id.bytes
    bytes.insert(contentsOf: text, at: start)
    starts.insert(start, at: index)
    for later in starts.indices[(index + 1)...] { starts[later] += text.count }
  }

  private mutating func remove(at index: Int) {
    let entry = raw(index)
    bytes.removeSubrange(entry.start..<entry.end)
    starts.remove(at: index)
    for later in starts.indices[index...] { starts[later] -= entry.end - entry.start }
  }
}

import Foundation
import Support

/// All that a person or another program can see of an archive, as git's own programs tell it.
struct ArchiveState: Equatable, Sendable {
  /// What `git fsck` finds fault with.
  let faults: [String]
  /// `name id` lines.
  let references: Set<String>
  /// What `git ls-files` says.
  let index: [String]
  /// What `git status` says.
  let status: [String]
  /// What is in the way among the objects.
  let garbage: [String]
  /// The text of HEAD.
  let head: String
  /// The work tree's files with their texts.
  let files: [String: String]
  /// The names of all files in `.git`, but the objects.
  let layout: Set<String>

  private static let script = """
    echo '== faults'; git fsck --full --strict --no-dangling --no-progress 2>&1 || echo failed
    echo '== references'; git for-each-ref --format='%(refname) %(objectname)'
    echo '== garbage'; git count-objects -v 2>&1
    test -e HEAD && exit
    echo '== index'; git ls-files --stage
    echo '== status'; git status --porcelain --untracked-files=all
    """

  /// Looks at a repository, bare or with a work tree.
  init(of folder: String, in shop: Workshop) throws {
    let text = try shop.succeed(["sh", "-c", Self.script], in: folder)
    var sections: [String: [String]] = [:]
    for section in ("\n" + text).components(separatedBy: "\n== ").dropFirst() {
      let lines = section.split(separator: "\n").map(String.init)
      sections[lines[0]] = Array(lines.dropFirst())
    }
    let paths = shop.paths(below: folder)
    let isBare = paths.contains("HEAD")
    let (objects, others) = paths.divided { $0.contains("objects/") }
    // A branch without commits is no fault.
    faults = (sections["faults"] ?? ["did not run"]).filter { !$0.hasPrefix("notice:") }
    references = Set(sections["references"] ?? [])
    index = sections["index"] ?? []
    status = sections["status"] ?? []
    garbage =
      (sections["garbage"] ?? []).filter { $0.hasPrefix("warning:") }
      + objects.filter { $0.contains("/tmp_") || $0.contains("pack_git2_") }
    head = try shop.text("\(folder)/\(isBare ? "HEAD" : ".git/HEAD")")
    let (internals, visible) = others.divided { isBare || $0.hasPrefix(".git/") }
    layout = internals
    files = try visible.reduce(into: [:]) { $0[$1] = try shop.text("\(folder)/\($1)") }
  }
}

extension ArchiveState {
  /// What of this state is neither as it was before a run nor as it is after one.
  ///
  /// A release's tag may be missing, for its commit names it; a file of the work tree may be as it
  /// was while another is as it will be, but none is half of either.
  func contradictions(
    between old: ArchiveState, and new: ArchiveState, allowing others: [Set<String>] = []
  ) -> [String] {
    var found = faults.map { "git fsck: \($0)" }
    if head != new.head { found.append("HEAD is \(head)") }
    let allowed = [old.references, new.references, new.withoutNewTags(since: old)] + others
    if !allowed.contains(references) { found.append("references are \(references.sorted())") }
    if index != old.index && index != new.index { found.append("the index is \(index)") }
    let names = Set(old.files.keys).union(new.files.keys).union(files.keys)
    for name in names.sorted() where !name.hasSuffix(".mamip-bot.tmp") {
      let text = files[name]
      if text == old.files[name] || text == new.files[name] { continue }
      found.append("\(name) is neither old nor new: \(text ?? "missing")")
    }
    return found
  }

  /// The references before the tag followed the branch.
  private func withoutNewTags(since old: ArchiveState) -> Set<String> {
    references.filter { !$0.hasPrefix("refs/tags/") || old.references.contains($0) }
  }

  /// In what this state differs from another one.
  func differences(from other: ArchiveState) -> [String] {
    func difference<Value: Equatable>(_ name: String, _ path: KeyPath<Self, Value>) -> [String] {
      let (mine, theirs) = (self[keyPath: path], other[keyPath: path])
      return mine == theirs ? [] : ["\(name) is \(mine) instead of \(theirs)"]
    }
    return difference("fsck", \.faults) + difference("HEAD", \.head)
      + difference("references", \.references) + difference("the index", \.index)
      + difference("status", \.status) + difference("garbage", \.garbage)
      + difference("the work tree", \.files) + difference("the layout", \.layout)
  }
}

extension Set<String> {
  fileprivate func divided(by isFirst: (String) -> Bool) -> (Set<String>, Set<String>) {
    let first = filter(isFirst)
    return (first, subtracting(first))
  }
}

extension Workshop {
  func text(_ name: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(filePath: at(name))), as: UTF8.self)
  }

  /// All files below a folder, by their paths from there.
  ///
  /// A server may still be clearing away what a push that was cut off left.
  func paths(below folder: String) -> Set<String> {
    let manager = FileManager.default
    let names = manager.enumerator(atPath: at(folder))?.compactMap { $0 as? String } ?? []
    return Set(
      names.filter { name in
        var isFolder = ObjCBool(false)
        let isThere = unsafe manager.fileExists(
          atPath: at("\(folder)/\(name)"), isDirectory: &isFolder)
        return isThere && !isFolder.boolValue
      })
  }
}

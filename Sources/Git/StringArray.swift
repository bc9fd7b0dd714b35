import CLibgit2
import Glibc

/// Hands texts to libgit2 in its own form, for the time of a call.
func withStringArray<Result>(
  _ texts: [String], _ body: (git_strarray) throws(GitError) -> Result
) throws(GitError) -> Result {
  let pointers = UnsafeMutableBufferPointer<UnsafeMutablePointer<CChar>?>
    .allocate(capacity: texts.count)
  _ = unsafe pointers.initialize(fromContentsOf: texts.map { unsafe strdup($0) })
  defer {
    unsafe pointers.forEach { unsafe free($0) }
    unsafe pointers.deallocate()
  }
  return try unsafe body(git_strarray(strings: pointers.baseAddress, count: pointers.count))
}

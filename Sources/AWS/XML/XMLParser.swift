import CExpat

/// Reads a whole XML text into a tree, by expat.
///
/// The text must be complete and UTF-8. A document type declaration is refused, and with it every
/// entity but the five predefined ones, so a text cannot grow while it is read.
enum XMLParser {
  /// How much is read before a text is refused.
  struct Limits: Sendable {
    /// The most an answer may nest; IAM's own nest eight deep.
    var depthMax = 64
    /// The largest text taken, in bytes; a page of 1,000 policies has about 500,000.
    var bytesMax = 64 << 20
    /// The most elements taken; a page of 1,000 policies has about 12,000.
    var elementsMax = 2_000_000
  }

  static func parse(
    _ text: [UInt8], limits: Limits = Limits()
  ) throws(XMLError) -> XMLElement {
    guard text.count <= limits.bytesMax else {
      throw XMLError("the text is larger than \(limits.bytesMax) bytes")
    }
    guard let builder = TreeBuilder(limits) else { throw XMLError("out of memory") }
    return try builder.tree(of: text)
  }
}

/// Takes expat's events; the elements still open are a stack, so reading does not recurse.
///
/// The parser lives and dies with the builder, and expat sees the builder only inside `tree(of:)`.
@safe private final class TreeBuilder {
  private let limits: XMLParser.Limits
  private let parser: XML_Parser
  private var open: [XMLElement] = []
  private var text: [UInt8] = []
  private var elements = 0
  private var root: XMLElement?
  private var error: XMLError?

  /// Gives nil where there is no memory.
  init?(_ limits: XMLParser.Limits) {
    guard let parser = unsafe XML_ParserCreate("UTF-8") else { return nil }
    unsafe self.parser = unsafe parser
    self.limits = limits
  }

  deinit {
    unsafe XML_ParserFree(parser)
  }

  func tree(of text: [UInt8]) throws(XMLError) -> XMLElement {
    install()
    let status = unsafe text.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return unsafe XML_Parse(parser, start, Int32(bytes.count), Int32(XML_TRUE))
    }
    if let error { throw error }
    guard status == XML_STATUS_OK else { throw failure() }
    guard let root else { throw XMLError("the text holds no element") }
    return root
  }

  private func install() {
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(
      parser,
      { context, name, _ in unsafe TreeBuilder.from(context)?.start(name) },
      { context, _ in unsafe TreeBuilder.from(context)?.end() })
    unsafe XML_SetCharacterDataHandler(parser) { context, bytes, count in
      let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: Int(count))
      unsafe TreeBuilder.from(context)?.text.append(contentsOf: piece)
    }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      unsafe TreeBuilder.from(context)?.stop("a document type declaration is not accepted")
    }
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> TreeBuilder? {
    unsafe context.map { unsafe Unmanaged<TreeBuilder>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(_ name: UnsafePointer<XML_Char>?) {
    guard let name = unsafe name else { return }
    flushText()
    elements += 1
    if open.count == limits.depthMax {
      return stop("the elements nest deeper than \(limits.depthMax)")
    }
    if elements > limits.elementsMax {
      return stop("there are more than \(limits.elementsMax) elements")
    }
    open.append(XMLElement(name: unsafe String(cString: name)))
  }

  private func end() {
    flushText()
    guard let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  /// Expat hands a text over in pieces, cut at entities and lines; joining the bytes first makes
  /// one string of them.
  private func flushText() {
    guard !text.isEmpty, !open.isEmpty else { return }
    open[open.count - 1].text += String(decoding: text, as: UTF8.self)
    text.removeAll(keepingCapacity: true)
  }

  /// Expat may report a few events more after it was stopped, so only the first reason counts.
  private func stop(_ reason: String) {
    guard error == nil else { return }
    error = XMLError(reason, line: line)
    unsafe XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  private func failure() -> XMLError {
    let code = unsafe XML_GetErrorCode(parser)
    guard let reason = unsafe XML_ErrorString(code) else {
      return XMLError("expat error \(code.rawValue)", line: line)
    }
    return XMLError(unsafe String(cString: reason), line: line)
  }

  private var line: Int { Int(unsafe XML_GetCurrentLineNumber(parser)) }
}

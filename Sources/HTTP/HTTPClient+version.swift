import CLibcurl

extension HTTPClient {
  /// The library and what it needs for this program: `libcurl/7.88.1 OpenSSL/3.0.19 zlib/1.2.13`.
  ///
  /// Not `curl_version`: every run asks for this text, and that function starts the libraries that
  /// it names, LDAP and its plug-ins among them.
  package static var libraryVersion: String {
    guard let info = unsafe curl_version_info(CURLVERSION_FIRST)?.pointee else { return "libcurl" }
    let parts = unsafe [
      text(info.version).map { "libcurl/\($0)" }, text(info.ssl_version),
      text(info.libz_version).map { "zlib/\($0)" },
    ]
    return parts.compactMap(\.self).joined(separator: " ")
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
    unsafe pointer.map { unsafe String(cString: $0) }
  }
}

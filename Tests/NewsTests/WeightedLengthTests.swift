import Testing

@testable import News

/// Weights as X's own library gives them, by the third version of its configuration.
@Suite struct WeightedLengthTests {
  @Test(arguments: [
    ("", 0), ("AdministratorAccess v2", 22), ("iam:PassRole", 12), ("v1.2 to v1.3", 12),
    ("arn:aws:iam::aws:policy/AdministratorAccess", 43), ("#AWS #IAM", 9),
    ("café", 4), ("cafe\u{301}", 4), ("q\u{301}", 2), ("日本語", 6), ("가", 2), ("가", 2),
    ("a…b", 4), ("“q”", 3), ("a–b", 3), ("→", 2), ("\u{200B}", 1), ("Ḁ", 2),
  ]) func `a letter weighs one or two`(text: String, weight: Int) {
    #expect(WeightedLength.of(text) == weight)
  }

  @Test(arguments: [
    ("✅ new", 6), ("👩🏽‍💻", 2), ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 4), ("🇫🇷", 2), ("🇫", 2), ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", 2), ("☺", 2), ("☺\u{FE0F}", 2),
    ("1\u{FE0F}\u{20E3}", 2), ("1\u{20E3}", 2), ("1\u{FE0F}", 3), ("#", 1),
    ("©", 1), ("©\u{FE0F}", 2), ("👍🏽\u{301}", 3), ("✌🏿\u{FE0F}", 4), ("👩\u{200D}", 3),
  ]) func `an emoji weighs two, however it is put together`(text: String, weight: Int) {
    #expect(WeightedLength.of(text) == weight)
  }

  @Test(arguments: [
    "https://github.com/zoph-io/MAMIP/commit/0123456789abcdef", "http://example.com",
    "HTTPS://EXAMPLE.COM/A", "https://example.com:8443/a?b=c&d#e", "https://日本語.jp/a",
    "https://пример.рф", "https://xn--e1afmkfd.xn--p1ai", "https://example.みんな",
    "https://example.co.jp/(a)", "https://example.com/a(b(c))", "https://example.com/ö/ж",
    "example.com", "README.md", "https://a_b.example.com/a?b", "https://t.co/AbC123",
    "https://" + String(repeating: "a", count: 63) + ".com",
  ]) func `an address weighs 23, with a scheme or without`(address: String) {
    #expect(WeightedLength.of(address) == 23)
    #expect(
      WeightedLength.of("日本 \(address) (\(address)), \(address)\n") == 5 + 23 + 2 + 23 + 3 + 23 + 1)
    #expect(WeightedLength.of("\u{202A}\(address)\u{202C}") == 27)
  }

  @Test(arguments: [
    "https://git.corp.internal/a/b", "https://localhost/a", "https://1.2.3.4/", "v1.2.3", "a.b",
    "https://x", "https://example.commerce", "@example.com", "#example.com", "a@example.com",
    "example.com@a", "-example.com", "http://_.com", "日本語.jp", "https:/a.b",
    "https://" + String(repeating: "a", count: 64) + ".com",
    "https://example.com/" + String(repeating: "a", count: 4_090),
    "https://t.co/" + String(repeating: "a", count: 41),
  ]) func `what X makes no link of weighs what its letters weigh`(text: String) {
    let wide = text.unicodeScalars.count { $0.value > 4_351 }
    #expect(WeightedLength.of(text) == text.unicodeScalars.count + wide)
  }

  @Test(arguments: [
    ("https://example.com/a.", 24), ("https://example.com/a(b", 25), ("https://example.com?", 24),
    ("https://example.com/a.(b)", 27), ("https://t.co/abc/def", 27), ("example.com日本", 27),
    ("https://example.com:a", 25), ("日本語example.com", 29), ("日本.example.com", 28),
    ("example.com.日本.com/a", 31), ("a_b.example.com", 25), ("https://example.com/@a/", 23),
    ("example.com?a", 25),
  ]) func `an address ends where X ends it`(text: String, weight: Int) {
    #expect(WeightedLength.of(text) == weight)
  }

  @Test(.timeLimit(.minutes(1))) func `a long text without a space takes no long time`() {
    let text = String(repeating: "日", count: 20_000)
    #expect(WeightedLength.of("\(text) https://example.com") == 40_024)
  }

  /// Labels of other scripts are measured as DNS has them; an example of RFC 3492, among others.
  @Test(arguments: [
    ("example", "example"), ("пример", "xn--e1afmkfd"), ("bücher", "xn--bcher-kva"),
    ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
    ("3年b組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"),
  ]) func `a label has the form of DNS`(label: String, form: String) {
    #expect(Punycode.form(of: Array(label.unicodeScalars)) == form)
  }

  @Test func `a label too long for DNS makes no link`() {
    #expect(WeightedLength.of("https://" + String(repeating: "あ", count: 46) + ".com") == 23)
    let poem = "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"
    #expect(poem.unicodeScalars.count < 63)
    #expect(WeightedLength.of("https://\(poem).com") == 12 + 2 * poem.unicodeScalars.count)
  }
}

// SPDX-License-Identifier: Apache-2.0
#include "notifications/mail_text.hpp"

#include "core/digest.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace inspectord::mail_text {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find("\r\n", begin);
    if (end == std::string::npos) return lines;
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 2;
  }
  return lines;
}

/// What a reader makes of the encoded words of a field; also checks their lengths.
std::string decoded_words(const std::string& field) {
  std::string text;
  for (std::size_t at = field.find("=?UTF-8?B?"); at != std::string::npos;
       at = field.find("=?UTF-8?B?", at + 1)) {
    const auto end = field.find("?=", at);
    EXPECT_LE(end + 2 - at, 75U);
    text += from_base64(std::string_view{field}.substr(at + 10, end - at - 10)).value();
  }
  return text;
}

std::string decoded_quoted_printable(const std::string& text) {
  std::string out;
  for (const auto& line : lines_of(text)) {
    const bool soft = line.ends_with('=');
    const auto end = line.size() - (soft ? 1 : 0);
    for (std::size_t i = 0; i < end; ++i) {
      if (line[i] != '=') {
        out += line[i];
      } else {
        out += static_cast<char>(std::stoi(line.substr(i + 1, 2), nullptr, 16));
        i += 2;
      }
    }
    if (!soft) out += '\n';
  }
  return out;
}

bool begins_inside_a_code_point(const std::string& bytes) {
  return !bytes.empty() && (static_cast<unsigned char>(bytes.front()) & 0xC0) == 0x80;
}

TEST(OneLine, TurnsControlsAndLineSeparatorsIntoSpaces) {
  EXPECT_EQ(one_line("a\r\nBcc: b\0c\x7f"), "a  Bcc: b");
  EXPECT_EQ(one_line(std::string_view{"a\0b\x7f", 4}), "a b ");
  EXPECT_EQ(one_line("a\xC2\x85"
                     "b\xE2\x80\xA8"
                     "c\xE2\x80\xA9"
                     "d"),
            "a b c d");
}

TEST(OneLine, ReplacesWhatIsNotUtf8) {
  EXPECT_EQ(one_line("a\xFF"
                     "b\xC0\xAF"
                     "c\xED\xA0\x80"
                     "d\xE1\xBB"),
            "a\uFFFDb\uFFFD\uFFFDc\uFFFD\uFFFD\uFFFDd\uFFFD\uFFFD");
  EXPECT_EQ(one_line("Kế hoạch 😀"), "Kế hoạch 😀");
}

TEST(UnstructuredField, LeavesShortAsciiAsItIs) {
  EXPECT_EQ(unstructured_field("Subject", "No. 1938/KH"), "Subject: No. 1938/KH\r\n");
}

TEST(UnstructuredField, EncodesAsciiThatAReaderWouldDecodeOrThatIsLong) {
  EXPECT_EQ(decoded_words(unstructured_field("Subject", "=?x?=")), "=?x?=");
  const std::string line(200, 'a');
  EXPECT_EQ(decoded_words(unstructured_field("Subject", line)), line);
}

TEST(UnstructuredField, FoldsVietnameseBetweenCodePointsAtEveryOffset) {
  const std::string subject =
      "ĐỔI LỊCH kiểm tra Ủy ban nhân dân huyện Chợ Mới: Thứ Ba, 18/10/2022, 08 giờ 00, Sở Lao động "
      "- Thương binh và Xã hội 😀";
  for (std::size_t shift = 0; shift < 60; ++shift) {
    const auto shifted = std::string(shift, 'x') + subject;
    const auto field = unstructured_field("Subject", shifted);
    for (const auto& line : lines_of(field)) {
      EXPECT_LE(line.size(), 76U);
      const auto begin = line.find("=?UTF-8?B?") + 10;
      EXPECT_FALSE(begins_inside_a_code_point(
          from_base64(line.substr(begin, line.size() - 2 - begin)).value()));
    }
    EXPECT_EQ(decoded_words(field), shifted);
  }
}

TEST(UnstructuredField, CannotStartAnotherHeader) {
  for (const char* value : {"x\r\nBcc: victim@example.vn", "x\nBcc: victim@example.vn", "x\rBcc: y",
                            "\r\n\r\nbody", "Lịch\r\nBcc: y"}) {
    for (const auto& line : lines_of(unstructured_field("Subject", value))) {
      EXPECT_TRUE(line.starts_with("Subject: ") || line.starts_with(" =?UTF-8?B?")) << line;
    }
  }
}

TEST(Phrase, QuotesShortAscii) {
  EXPECT_EQ(phrase("Le \"Van\" \\ A", 6), R"("Le \"Van\" \\ A")");
}

TEST(Phrase, EncodesVietnamese) {
  EXPECT_EQ(decoded_words(phrase("Sở Lao động - Thương binh và Xã hội", 6)),
            "Sở Lao động - Thương binh và Xã hội");
}

TEST(QuotedPrintable, KeepsLinesWithin76CharactersAndReadsBack) {
  std::string text = "Kính gửi: UBND huyện Chợ Mới = 1.500\t\n.\n..\nFrom me\n trailing \nx\n";
  for (int i = 0; i < 100; ++i) text += "Đề nghị xác nhận hoặc đề xuất ngày khác chậm nhất ";
  for (int i = 0; i < 300; ++i) text += ".From ";
  text += "\n";
  const auto encoded = quoted_printable(text);
  for (const auto& line : lines_of(encoded)) {
    EXPECT_LE(line.size(), 76U);
    EXPECT_FALSE(line.starts_with('.')) << line;
    EXPECT_FALSE(line.starts_with("From ")) << line;
    EXPECT_FALSE(line.ends_with(' ') || line.ends_with('\t')) << line;
  }
  EXPECT_EQ(decoded_quoted_printable(encoded), text);
}

TEST(QuotedPrintable, BreaksOnlyBetweenCodePoints) {
  std::string text;
  for (int i = 0; i < 50; ++i) text += "ệ";
  for (const auto& line : lines_of(quoted_printable(text)))
    EXPECT_TRUE(line.starts_with("=E1=BB=87")) << line;
}

TEST(QuotedPrintable, UnitesAllKindsOfLineEnds) {
  EXPECT_EQ(quoted_printable("a\r\nb\rc\nd"), "a\r\nb\r\nc\r\nd\r\n");
}

TEST(QuotedPrintable, DropsControls) {
  EXPECT_EQ(quoted_printable(std::string_view{"a\0b\x1b[31m", 8}), "ab[31m\r\n");
}

}  // namespace
}  // namespace inspectord::mail_text

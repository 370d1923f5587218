// SPDX-License-Identifier: Apache-2.0
#include "storage/media_type.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace inspectord {
namespace {

using namespace std::string_view_literals;

constexpr auto zip = "application/zip"sv;
constexpr auto docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"sv;
constexpr auto xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"sv;

std::size_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::size_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// The end of central directory record (APPNOTE 4.3.16) lies within the last 64 KiB and 22 bytes.
std::optional<std::size_t> end_record(std::string_view bytes) {
  constexpr std::size_t size = 22;
  if (bytes.size() < size) return std::nullopt;
  const std::size_t at = bytes.rfind("PK\x05\x06"sv, bytes.size() - size);
  const bool near = at != bytes.npos && bytes.size() - at <= size + 65'535;
  return near ? std::optional{at} : std::nullopt;
}

/// Calls f with each name in the central directory (APPNOTE 4.3.12). False where the directory is
/// damaged.
template <class F>
bool for_each_name(std::string_view bytes, F f) {
  constexpr std::size_t header = 46;
  const auto end = end_record(bytes);
  if (!end) return false;
  const std::size_t count = little_endian(bytes, *end + 10, 2);
  std::size_t at = little_endian(bytes, *end + 16, 4);
  for (std::size_t i = 0; i < count; ++i) {
    if (at > *end || *end - at < header || bytes.substr(at, 4) != "PK\x01\x02"sv) return false;
    const std::size_t name = little_endian(bytes, at + 28, 2);
    const std::size_t rest = little_endian(bytes, at + 30, 2) + little_endian(bytes, at + 32, 2);
    if (*end - at - header < name + rest) return false;
    f(bytes.substr(at + header, name));
    at += header + name + rest;
  }
  return true;
}

std::optional<std::string_view> zip_type(std::string_view bytes) {
  bool is_office = false;
  bool is_text = false;
  bool is_sheet = false;
  const bool whole = for_each_name(bytes, [&](std::string_view name) {
    is_office = is_office || name == "[Content_Types].xml";
    is_text = is_text || name == "word/document.xml";
    is_sheet = is_sheet || name == "xl/workbook.xml";
  });
  if (!whole) return std::nullopt;
  if (is_office && is_text != is_sheet) return is_text ? docx : xlsx;
  return zip;
}

bool is_continuation(unsigned char byte) {
  return (byte & 0xc0) == 0x80;
}

/// The size of the UTF-8 sequence at the front, 0 where there is none (RFC 3629: no overlong forms,
/// no surrogates).
std::size_t sequence_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(byte(i))) return 0;
  }
  const bool wrong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f) ||
                     (first == 0xf0 && byte(1) < 0x90) || (first == 0xf4 && byte(1) > 0x8f);
  return wrong ? 0 : size;
}

bool is_plain_text(std::string_view text) {
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    const bool control =
        first == 0x7f || (first < 0x20 && "\t\n\r\f"sv.find(text.front()) == text.npos);
    const std::size_t size = control ? 0 : sequence_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace

std::optional<std::string_view> media_type_of(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  if (bytes.starts_with("%PDF-"sv)) return "application/pdf"sv;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png"sv;
  if (bytes.starts_with("\xff\xd8\xff"sv)) return "image/jpeg"sv;
  if (bytes.starts_with("PK\x03\x04"sv)) return zip_type(bytes);
  if (is_plain_text(bytes)) return "text/plain; charset=utf-8"sv;
  return std::nullopt;
}

}  // namespace inspectord

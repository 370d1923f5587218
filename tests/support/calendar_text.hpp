// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// The content lines of an iCalendar stream, unfolded. Throws where a line does not end in CRLF,
/// is longer than 75 octets, holds a control character, or is torn inside a code point.
inline std::vector<std::string> calendar_lines(std::string_view bytes) {
  std::vector<std::string> lines;
  while (!bytes.empty()) {
    const auto end = bytes.find("\r\n");
    if (end == std::string_view::npos) throw std::runtime_error("a line does not end in CRLF");
    auto line = bytes.substr(0, end);
    bytes.remove_prefix(end + 2);
    if (line.size() > 75) throw std::runtime_error("a long line: " + std::string{line});
    for (const char c : line) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte < 0x20 && c != '\t') || byte == 0x7f)
        throw std::runtime_error("a control character in " + std::string{line});
    }
    const bool continued = line.starts_with(' ') || line.starts_with('\t');
    if (continued) line.remove_prefix(1);
    if (!line.empty() && (static_cast<unsigned char>(line.front()) & 0xc0) == 0x80)
      throw std::runtime_error("a code point torn before " + std::string{line});
    if (!continued) lines.emplace_back();
    lines.back() += line;
  }
  return lines;
}

/// TEXT (RFC 5545, 3.3.11) without its escapes.
inline std::string calendar_text(std::string_view escaped) {
  std::string text;
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    if (escaped[i] != '\\' || i + 1 == escaped.size()) {
      text += escaped[i];
    } else {
      ++i;
      text += escaped[i] == 'n' || escaped[i] == 'N' ? '\n' : escaped[i];
    }
  }
  return text;
}

/// An event of a stream: its properties as name (with parameters) and value, in their order.
struct ReadEvent {
  std::vector<std::pair<std::string, std::string>> properties;

  /// Without its escapes; "" where it is not there.
  std::string operator[](std::string_view name) const {
    for (const auto& [known, value] : properties) {
      if (known == name) return calendar_text(value);
    }
    return "";
  }
};

inline std::vector<ReadEvent> calendar_events(std::string_view bytes) {
  std::vector<ReadEvent> events;
  bool inside = false;
  for (const auto& line : calendar_lines(bytes)) {
    if (line == "BEGIN:VEVENT") {
      events.emplace_back();
      inside = true;
    } else if (line == "END:VEVENT") {
      inside = false;
    } else if (inside) {
      const auto colon = line.find(':');
      events.back().properties.emplace_back(line.substr(0, colon), line.substr(colon + 1));
    }
  }
  return events;
}

}  // namespace inspectord

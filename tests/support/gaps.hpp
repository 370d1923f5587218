// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <regex>
#include <string>

namespace inspectord {

/// The first line of a message with a hole in it ("- Lý do: .", "gửi  về", "(theo )"), or nothing.
inline std::string first_gap(const std::string& text) {
  static const std::regex hole{
      R"(:\s*[.;,]|\(\s*\)|[^ ] {2,}|[^ ] +[.,;:)](\s|$)|[,;] *[.,;]|^\s*- *[.,;:]|\(\S+ \))"};
  std::size_t from = 0;
  while (from <= text.size()) {
    const auto end = std::min(text.find('\n', from), text.size());
    const auto line = text.substr(from, end - from);
    if (std::regex_search(line, hole)) return line;
    from = end + 1;
  }
  return {};
}

}  // namespace inspectord

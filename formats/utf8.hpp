// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace inspectord {

/// The first byte that does not belong to well-formed UTF-8 (RFC 3629); text.size() where all do.
std::size_t first_fault_of_utf8(std::string_view text);

/// Bytes of the code point that starts with this byte. Requires: well-formed UTF-8.
constexpr std::size_t length_of_code_point(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Not more than so many code points; what is cut ends in "…". Requires: well-formed UTF-8.
std::string shortened(std::string_view text, std::size_t code_points);

}  // namespace inspectord

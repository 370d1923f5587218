// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace inspectord::mail_text {

/// One line of UTF-8 without controls or line separators: each of them becomes a space, each bad
/// byte U+FFFD.
std::string one_line(std::string_view text);

/// UTF-8 whose only controls are tab and "\n"; every kind of line end becomes "\n", each bad byte
/// U+FFFD.
std::string clean_lines(std::string_view text);

/// An unstructured header field with its CRLF (RFC 5322, 2.2.1; RFC 2047, 5(1)): as it is where
/// short printable ASCII stands alone, else folded into UTF-8 B words of at most 75 characters, cut
/// between code points, lines of at most 76.
std::string unstructured_field(std::string_view name, std::string_view value);

/// The words of a display name (RFC 2047, 5(3)), for a line of which `used` characters are taken:
/// quoted where it is short ASCII.
std::string phrase(std::string_view name, std::size_t used);

/// RFC 2045, 6.7: lines of at most 76 characters, cut between code points; no line begins with "."
/// or "From ".
std::string quoted_printable(std::string_view text);

}  // namespace inspectord::mail_text

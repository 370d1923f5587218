// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace inspectord {

/// Writes content lines of iCalendar (RFC 5545, 3.1): CRLF, folded at 75 octets between code
/// points, TEXT escaped. No value can end its line.
class CalendarLines {
 public:
  /// A line that needs neither escapes nor folding: a constant of ours.
  CalendarLines& line(std::string_view whole);
  /// NAME:VALUE with a value of digits and capitals.
  CalendarLines& plain(std::string_view name, std::string_view value);
  /// NAME:VALUE with a TEXT (3.3.11).
  CalendarLines& text(std::string_view name, std::string_view value);
  /// NAME:VALUE with a URI (3.3.13): what does not belong into one is percent-encoded.
  CalendarLines& uri(std::string_view name, std::string_view value);

  // The same in pieces: begin, then values, then end.
  CalendarLines& begin(std::string_view name_and_colon);
  CalendarLines& put(std::string_view ascii);
  CalendarLines& put_text(std::string_view value);
  CalendarLines& end();

  void reserve(std::size_t bytes) { out_.reserve(bytes); }
  std::string take() && { return std::move(out_); }

 private:
  std::size_t put_special(std::string_view value);
  void put_pair(char escaped);
  void fold();
  void put_run(std::string_view run);

  std::string out_;
  std::size_t column_ = 0;  ///< Octets of the line so far.
};

}  // namespace inspectord

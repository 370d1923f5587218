// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "formats/code_names.hpp"
#include "formats/decoder.hpp"

#include <chrono>

// Single values: how each type of member is written, and what is said where it is not. Reading
// leaves `out` alone and reports where the value is wrong.

namespace inspectord {

void read_value(Decoder&, const Spot&, std::string& out);
void read_value(Decoder&, const Spot&, bool& out);
void read_value(Decoder&, const Spot&, int& out);  ///< 0 to 1,000,000: the formats only count.
void read_value(Decoder&, const Spot&, double& out);
void read_value(Decoder&, const Spot&, LocalDate& out);    ///< "2024-04-05"
void read_value(Decoder&, const Spot&, PartialDate& out);  ///< "2024", "2024-04", "2024-04-05"
void read_value(Decoder&, const Spot&, LocalTime& out);    ///< "08:00"
void read_value(Decoder&, const Spot&, std::chrono::month_day& out);  ///< "05-20"

/// The text that stands there, or nullptr, reported.
const std::string* read_text(Decoder&, const Spot&);

/// Reads an entry's own key: small letters and digits, joined by "-", "." or "_".
bool read_key(Decoder&, const Spot&, std::string& out);
/// Reads a JSON pointer into the same file.
void read_pointer(Decoder&, const Spot&, PointsTo, std::string& out);

/// Reads one of a closed list of words; an optional one may be empty.
void read_choice(Decoder&, const Spot&, std::span<const std::string_view> allowed, Need,
                 std::string& out);
void report_unknown_value(Decoder&, const Spot&, const std::string& found,
                          std::span<const std::string_view> allowed);

template <CodeNamed E>
void read_value(Decoder& decoder, const Spot& at, E& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  if (const auto value = parse_code_name<E>(*text)) {
    out = *value;
  } else {
    report_unknown_value(decoder, at, *text, all_code_names<E>());
  }
}

JsonValue write_value(const std::string&);
JsonValue write_value(bool);
JsonValue write_value(int);
JsonValue write_value(double);  ///< Whole numbers without a fraction: 30, 0.5.
JsonValue write_value(LocalDate);
JsonValue write_value(const PartialDate&);
JsonValue write_value(LocalTime);
JsonValue write_value(std::chrono::month_day);

template <CodeNamed E>
JsonValue write_value(const E& value) {
  return code_name(value);
}

}  // namespace inspectord

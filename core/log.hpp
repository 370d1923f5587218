// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace inspectord::log {

enum class Level { debug, info, warning, error };
enum class Format { logfmt, json };

/// One named value of a log line. No personal data at info and above: ids, codes, counts.
struct Field {
  Field(std::string_view name_, std::string_view value_) : name(name_), value(value_) {}
  Field(std::string_view name_, const char* value_) : name(name_), value(value_) {}
  Field(std::string_view name_, std::int64_t value_) : name(name_), value(std::to_string(value_)) {}
  Field(std::string_view name_, std::uint64_t value_)
      : name(name_), value(std::to_string(value_)) {}
  Field(std::string_view name_, int value_) : name(name_), value(std::to_string(value_)) {}

  std::string name;
  std::string value;
};

/// Lines go to standard error. Called once, by main, before any thread starts; without it: logfmt,
/// warning.
void configure(Format, Level);

/// Spares making the fields of a line that would not be written.
bool is_written(Level);

void write(Level, std::string_view message, std::initializer_list<Field> fields);

inline void debug(std::string_view m, std::initializer_list<Field> f = {}) {
  write(Level::debug, m, f);
}
inline void info(std::string_view m, std::initializer_list<Field> f = {}) {
  write(Level::info, m, f);
}
inline void warning(std::string_view m, std::initializer_list<Field> f = {}) {
  write(Level::warning, m, f);
}
inline void error(std::string_view m, std::initializer_list<Field> f = {}) {
  write(Level::error, m, f);
}

}  // namespace inspectord::log
